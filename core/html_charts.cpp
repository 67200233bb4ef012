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
  for ( size_t row = 0; row < table.rows.size(); ++row )
  {
    html += std::ranges::count( table.emphasisedRows, row ) > 0 ? "<tr class=\"emphasised\">" : "<tr>";
    for ( size_t column = 0; column < table.rows[row].size(); ++column )
      html += element( column == 0 ? "th scope=\"row\"" : "td", table.rows[row][column] );
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

/// "52.3", and with a band "52.3 (48.1 to 56)".
std::string numberOf( const HtmlLine &line, size_t point )
{
  const std::string y = measureText( line.points[point][1] );
  if ( line.band.empty() )
    return y;
  const auto &[x, low, high] = line.band[point];
  return y + " (" + measureText( low ) + " to " + measureText( high ) + ")";
}

/// One row for each x, one column for each line.
HtmlTable numbersOf( const HtmlLineChart &chart )
{
  HtmlTable table{ chart.title + ": " + chart.yTitle, { chart.xTitle }, {} };
  std::map<double, std::vector<std::string>> rows;
  for ( size_t line = 0; line < chart.lines.size(); ++line )
  {
    table.columns.push_back( chart.lines[line].name );
    for ( size_t point = 0; point < chart.lines[line].points.size(); ++point )
    {
      std::vector<std::string> &row = rows[chart.lines[line].points[point][0]];
      row.resize( chart.lines.size() );
      row[line] = numberOf( chart.lines[line], point );
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
           { "squareRoot", chart.xScale == HtmlLineChart::Scale::SquareRoot },
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

struct LegendEntry
{
  std::string name;
  std::string color;
};

/// The six labels by number, and what core/html_report.js calls the seventh: cells that are not scored.
std::vector<LegendEntry> legend()
{
  std::vector<LegendEntry> entries;
  for ( size_t label = 0; label < enumNames<CellLabel>().size(); ++label )
    entries.push_back( { enumNames<CellLabel>()[label], labelColor( static_cast<CellLabel>( label ) ) } );
  entries.push_back( { "not scored", "#ffffff" } );
  return entries;
}

nlohmann::json jsonOf( const HtmlLabelMap &map, const HtmlLineChart &curves )
{
  std::string scored;
  for ( const std::uint8_t each : map.scored )
    scored += each ? '1' : '0';
  nlohmann::json labels = nlohmann::json::array();
  for ( const LegendEntry &entry : legend() )
    labels.push_back( { { "name", entry.name }, { "color", entry.color } } );
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

/// The slider and the list of days.
std::string controls( const HtmlLabelMap &map )
{
  std::string html =
      "<div class=\"controls\"><label>Percentile of the threshold <input type=\"range\" class=\"percentile\" min=\"0\" max=\"" +
      std::to_string( map.percentiles.size() - 1 ) + "\" value=\"" + std::to_string( map.initialPercentile ) +
      "\"> <output class=\"percentile-text\">" + measureText( map.percentiles[map.initialPercentile] ) +
      "</output></label>\n<label>Step <select class=\"day\">";
  for ( size_t day = 0; day < map.days.size(); ++day )
    html += "<option value=\"" + std::to_string( day ) + "\"" + ( day == busiestDay( map ) ? " selected>" : ">" ) +
            html::escaped( map.days[day].name ) + "</option>";
  return html + "</select></label></div>\n";
}

/// The legend, with the number of cells of each label, which the page's script keeps up to date.
std::string labelCounts()
{
  std::string html = "<table>" + html::element( "caption", "Cells of each label in the chosen step" ) + "<tbody>";
  const std::vector<LegendEntry> entries = legend();
  for ( size_t label = 0; label < entries.size(); ++label )
    html += "<tr><th scope=\"row\"><span class=\"swatch\" style=\"background: " + entries[label].color + "\"></span>" +
            html::escaped( entries[label].name ) + "</th><td class=\"count-" + std::to_string( label ) + "\"></td></tr>\n";
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
  const std::string image = "role=\"img\" aria-label=\"";
  std::string markup = "<figure id=\"" + nextId() + "\">" + html::element( "h3", map.curveTitle ) + "<div class=\"curves\" " +
                       image + html::escaped( map.curveTitle + ". The line across is the threshold of the map below." ) +
                       "\"></div><details><summary>Numbers</summary>" + html::table( numbersOf( curves ) ) + "</details>" +
                       html::element( "h3", map.title ) + controls( map ) + "<p class=\"sentence\" aria-live=\"polite\"></p>\n" +
                       "<div class=\"beside\"><div class=\"map\" " + image +
                       html::escaped( map.title + ". " + map.description + " The table counts the cells of each label." ) +
                       "\"></div>\n" + labelCounts() + "</div>" + html::element( "figcaption", map.description ) +
                       "<noscript><p>The map needs JavaScript; the tables have its numbers.</p></noscript></figure>\n";
  mJson.push_back( jsonOf( map, curves ) );
  return markup;
}

} // namespace riskcast
