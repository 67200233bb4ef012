#include "html_report.h"

#include "html_resources.h"
#include "number_text.h"
#include "output_file.h"
#include "text_template.h"
#include "version.h"

#include <fstream>
#include <map>

namespace riskcast
{

namespace
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

/// \a text, escaped, in an element.
std::string element( const std::string &name, const std::string &text )
{
  return "<" + name + ">" + escaped( text ) + "</" + name.substr( 0, name.find( ' ' ) ) + ">";
}

std::string toHtml( const HtmlTable &table )
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

HtmlTable numbersOf( const HtmlChart &chart )
{
  HtmlTable table{ chart.title, { chart.labelTitle, chart.valueTitle }, {} };
  for ( const HtmlBar &bar : chart.bars )
    table.rows.push_back( { bar.label, measureText( bar.value ) } );
  return table;
}

std::string toHtml( const HtmlChart &chart, size_t number )
{
  return "<figure>" + element( "h3", chart.title ) + "<div class=\"chart\" id=\"chart-" + std::to_string( number ) +
         "\" role=\"img\" aria-label=\"" + escaped( chart.title + ". " + chart.description ) + "\"></div>" +
         element( "figcaption", chart.description ) + "<details><summary>Numbers</summary>" + toHtml( numbersOf( chart ) ) +
         "</details></figure>\n";
}

nlohmann::json toJson( const HtmlChart &chart )
{
  nlohmann::json bars = nlohmann::json::array();
  for ( const HtmlBar &bar : chart.bars )
    bars.push_back( { { "label", bar.label }, { "value", bar.value }, { "isConspicuous", bar.isConspicuous } } );
  return { { "lying", chart.direction == HtmlChart::Bars::Lying },
           { "labelTitle", chart.labelTitle },
           { "valueTitle", chart.valueTitle },
           { "bars", std::move( bars ) } };
}

/// JSON that can stand in a script element, where only "<" could end it.
std::string scriptText( const nlohmann::json &json )
{
  std::string text;
  for ( const char c : json.dump( -1, ' ', false, nlohmann::json::error_handler_t::replace ) )
    text += c == '<' ? "\\u003c" : std::string( 1, c );
  return text;
}

} // namespace

std::string toHtml( const HtmlReport &report )
{
  std::string body = element( "p class=\"summary\"", report.summary ) + "\n";
  nlohmann::json charts = nlohmann::json::array();
  for ( const HtmlSection &section : report.sections )
  {
    body += element( "h2", section.heading ) + "\n";
    for ( const std::string &paragraph : section.paragraphs )
      body += element( "p", paragraph ) + "\n";
    for ( const HtmlChart &chart : section.charts )
    {
      body += toHtml( chart, charts.size() );
      charts.push_back( toJson( chart ) );
    }
    for ( const HtmlTable &table : section.tables )
      body += toHtml( table );
  }
  return filledIn( htmlTemplate, { { "title", escaped( report.title ) },
                                   { "body", body },
                                   { "version", version },
                                   { "data", scriptText( report.data ) },
                                   { "charts", scriptText( charts ) },
                                   { "vega", vegaScript } } );
}

void writeHtmlReport( const HtmlReport &report, OutputFile &output )
{
  std::ofstream file( output.temporaryPath(), std::ios::binary );
  file << toHtml( report );
  file.close();
  if ( !file )
    throwNotWritten( output.path(), "The disk may be full." );
}

} // namespace riskcast
