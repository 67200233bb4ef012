#include "html_charts.h"

#include "number_text.h"
#include "scores/six_labels.h"

#include <algorithm>
#include <map>

namespace riskcast
{

namespace html
{

std::string escaped( const std::string &text )
{
  std::string result;
  for ( const char c : text )
  {
    if ( c == '<' )
      result += "&lt;";
    else if ( c == '>' )
      result += "&gt;";
    else if ( c == '&' )
      result += "&amp;";
    else if ( c == '"' )
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

std::string element( const std::string &name, const std::string &text )
{
  return "<" + name + ">" + escaped( text ) + "</" + name.substr( 0, name.find( ' ' ) ) + ">";
}

std::string table( const HtmlTable &table )
{
  std::string html = "<div class=\"wide\"><table>" + element( "caption", table.caption ) + "<thead><tr>";
  for ( const std::string &column : table.columns )
    html += element( "th scope=\"col\"", column );
  html += "</tr></thead><tbody>\n";
  for ( const std::vector<std::string> &row : table.rows )
  {
    html += "<tr>";
    for ( size_t column = 0; column < row.size(); ++column )
      html += element( column == 0 ? "th scope=\"row\"" : "td", row[column] );
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

} // namespace html

namespace
{

HtmlTable numbersOf( const HtmlChart &chart )
{
  HtmlTable table{ chart.title, { chart.labelTitle, chart.valueTitle }, {} };
  for ( const HtmlBar &bar : chart.bars )
    table.rows.push_back( { bar.label, measureText( bar.value ) } );
  return table;
}

/// One row for each x, one column for each line.
HtmlTable numbersOf( const HtmlLineChart &chart )
{
  HtmlTable table{ chart.title + ": " + chart.yTitle, { chart.xTitle }, {} };
  std::map<double, std::vector<std::string>> rows;
  for ( size_t line = 0; line < chart.lines.size(); ++line )
  {
    table.columns.push_back( chart.lines[line].name );
    for ( const auto &[x, y] : chart.lines[line].points )
    {
      rows[x].resize( chart.lines.size() );
      rows[x][line] = measureText( y );
    }
  }
  for ( auto &[x, values] : rows )
  {
    values.insert( values.begin(), measureText( x ) );
    table.rows.push_back( values );
  }
  return table;
}

nlohmann::json jsonOf( const HtmlLineChart &chart )
{
  nlohmann::json lines = nlohmann::json::array();
  for ( const HtmlLine &line : chart.lines )
    lines.push_back(
        { { "name", line.name }, { "points", line.points }, { "band", line.band }, { "isEmphasised", line.isEmphasised } } );
  return { { "kind", "lines" },
           { "xTitle", chart.xTitle },
           { "yTitle", chart.yTitle },
           { "diagonal", chart.reference == HtmlLineChart::Reference::Diagonal },
           { "points", chart.points == HtmlLineChart::Points::Shown },
           { "lines", std::move( lines ) } };
}

/// Two digits, as core/html_report.js reads them.
std::string hexadecimal( const std::vector<std::uint8_t> &values )
{
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for ( const std::uint8_t value : values )
    text += { digits[value / 16], digits[value % 16] };
  return text;
}

nlohmann::json jsonOf( const HtmlLabelMap &map, const HtmlLineChart &curves )
{
  std::string scored;
  for ( const std::uint8_t each : map.scored )
    scored += each ? '1' : '0';
  nlohmann::json labels = nlohmann::json::array();
  for ( size_t label = 0; label < enumNames<CellLabel>().size(); ++label )
    labels.push_back( { { "name", enumNames<CellLabel>()[label] }, { "color", labelColor( static_cast<CellLabel>( label ) ) } } );
  nlohmann::json days = nlohmann::json::array();
  for ( const HtmlLabelDay &day : map.days )
  {
    std::vector<size_t> happened;
    for ( size_t cell = 0; cell < day.happened.size(); ++cell )
      if ( day.happened[cell] )
        happened.push_back( cell );
    days.push_back( { { "levels", hexadecimal( day.level ) }, { "happened", happened } } );
  }
  return { { "kind", "labelMap" },        { "rows", map.rows },
           { "columns", map.columns },    { "radius", map.neighbourRadius },
           { "scored", scored },          { "percentiles", map.percentiles },
           { "labels", labels },          { "days", days },
           { "curves", jsonOf( curves ) } };
}

/// The day with the most cells in which something happened: a map of a day without any says little.
size_t busiestDay( const HtmlLabelMap &map )
{
  const auto cells = []( const HtmlLabelDay &day ) { return std::ranges::count( day.happened, 1 ); };
  return std::ranges::max_element( map.days, {}, cells ) - map.days.begin();
}

/// The slider, the list of days, and the number of cells of each label, which the page's script keeps up to date.
std::string controls( const HtmlLabelMap &map, const std::string &id )
{
  std::string html =
      "<div class=\"controls\"><label>Percentile of the threshold <input type=\"range\" class=\"percentile\" min=\"0\" max=\"" +
      std::to_string( map.percentiles.size() - 1 ) + "\" value=\"" + std::to_string( map.initialPercentile ) +
      "\"> <output class=\"percentile-text\">" + measureText( map.percentiles[map.initialPercentile] ) +
      "</output></label>\n<label>Step <select class=\"day\">";
  for ( size_t day = 0; day < map.days.size(); ++day )
    html += "<option value=\"" + std::to_string( day ) + "\"" + ( day == busiestDay( map ) ? " selected>" : ">" ) +
            html::escaped( map.days[day].name ) + "</option>";
  html += "</select></label></div>\n<div class=\"map\" role=\"img\" aria-label=\"" +
          html::escaped( map.title + ". " + map.description + " The table counts the cells of each label." ) +
          "\"></div>\n<table aria-live=\"polite\" id=\"" + id + "-counts\">" +
          html::element( "caption", "Cells of each label in the chosen step" ) + "<tbody>";
  for ( size_t label = 0; label < enumNames<CellLabel>().size(); ++label )
    html += "<tr><th scope=\"row\"><span class=\"swatch\" style=\"background: " + labelColor( static_cast<CellLabel>( label ) ) +
            "\"></span>" + html::escaped( enumNames<CellLabel>()[label] ) + "</th><td class=\"count-" + std::to_string( label ) +
            "\"></td></tr>\n";
  return html + "</tbody></table>";
}

} // namespace

std::string HtmlCharts::nextId() const
{
  return "chart-" + std::to_string( mJson.size() );
}

std::string HtmlCharts::figure( const std::string &title, const std::string &description, const HtmlTable &numbers ) const
{
  return "<figure>" + html::element( "h3", title ) + "<div class=\"chart\" id=\"" + nextId() + "\" role=\"img\" aria-label=\"" +
         html::escaped( title + ". " + description ) + "\"></div>" + html::element( "figcaption", description ) +
         "<details><summary>Numbers</summary>" + html::table( numbers ) + "</details></figure>\n";
}

std::string HtmlCharts::add( const HtmlChart &chart )
{
  std::string markup = figure( chart.title, chart.description, numbersOf( chart ) );
  nlohmann::json bars = nlohmann::json::array();
  for ( const HtmlBar &bar : chart.bars )
    bars.push_back( { { "label", bar.label }, { "value", bar.value }, { "isConspicuous", bar.isConspicuous } } );
  mJson.push_back( { { "kind", "bars" },
                     { "lying", chart.direction == HtmlChart::Bars::Lying },
                     { "labelTitle", chart.labelTitle },
                     { "valueTitle", chart.valueTitle },
                     { "bars", std::move( bars ) } } );
  return markup;
}

std::string HtmlCharts::add( const HtmlLineChart &chart )
{
  std::string markup = figure( chart.title, chart.description, numbersOf( chart ) );
  mJson.push_back( jsonOf( chart ) );
  return markup;
}

std::string HtmlCharts::add( const HtmlLabelMap &map )
{
  const HtmlLineChart curves{
    .title = map.curveTitle, .description = {}, .xTitle = "Percentile of the threshold", .yTitle = map.yTitle, .lines = map.curves
  };
  std::string markup = "<figure id=\"" + nextId() + "\">" + html::element( "h3", map.curveTitle ) +
                       "<div class=\"chart curves\" role=\"img\" aria-label=\"" + html::escaped( map.curveTitle ) +
                       "\"></div><details><summary>Numbers</summary>" + html::table( numbersOf( curves ) ) + "</details>" +
                       html::element( "h3", map.title ) + controls( map, nextId() ) +
                       html::element( "figcaption", map.description ) +
                       "<noscript><p>The map needs JavaScript; the tables have its numbers.</p></noscript></figure>\n";
  mJson.push_back( jsonOf( map, curves ) );
  return markup;
}

} // namespace riskcast
