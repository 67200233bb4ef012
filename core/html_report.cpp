#include "html_report.h"

#include "html_charts.h"
#include "html_resources.h"
#include "output_file.h"
#include "text_template.h"
#include "version.h"

#include <fstream>
#include <map>

namespace riskcast
{

namespace
{

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
  std::string body = html::element( "p class=\"summary\"", report.summary ) + "\n";
  HtmlCharts charts;
  for ( const HtmlSection &section : report.sections )
  {
    body += html::element( "h2", section.heading ) + "\n";
    for ( const std::string &paragraph : section.paragraphs )
      body += html::element( "p", paragraph ) + "\n";
    for ( const HtmlChart &chart : section.charts )
      body += charts.add( chart );
    for ( const HtmlLineChart &chart : section.lineCharts )
      body += charts.add( chart );
    for ( const HtmlLabelMap &map : section.labelMaps )
      body += charts.add( map );
    for ( const HtmlTable &table : section.tables )
      body += html::table( table );
  }
  return filledIn( htmlTemplate, { { "title", html::escaped( report.title ) },
                                   { "body", body },
                                   { "version", version },
                                   { "data", scriptText( report.data ) },
                                   { "charts", scriptText( charts.json() ) },
                                   { "vega", vegaScript },
                                   { "script", chartScript } } );
}

void checkHtmlName( const std::string &path )
{
  checkSuffix( path, { ".html", ".htm" }, "reports are HTML pages" );
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
