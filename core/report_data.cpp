#include "report_data.h"

#include "error.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

namespace riskcast
{

nlohmann::json readReportData( const std::string &path )
{
  std::ifstream file( path, std::ios::binary );
  if ( !file )
    throw Error( path + " cannot be read. Choose a report of ours." );
  const std::string page( std::istreambuf_iterator<char>( file ), {} );
  const std::string begin = R"(<script type="application/json" id="data">)";
  const size_t found = page.find( begin );
  const size_t first = found == std::string::npos ? page.size() : found + begin.size();
  const auto data = nlohmann::json::parse( page.substr( first, page.find( '<', first ) - first ), nullptr, false );
  if ( !data.is_object() )
    throw Error( path + " is no report of ours. Choose an HTML page that Riskcast wrote, as it was written." );
  return data;
}

} // namespace riskcast
