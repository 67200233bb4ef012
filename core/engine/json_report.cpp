#include "report.h"

#include <cmath>
#include <iostream>

namespace riskcast
{

namespace
{

class JsonReport : public Report
{
public:
  JsonReport()
      : Report( std::chrono::milliseconds( 100 ) )
  {
  }

  void info( const std::string &message ) override { write( { { "type", "info" }, { "text", message } } ); }
  void warning( const std::string &message ) override { write( { { "type", "warning" }, { "text", message } } ); }
  void error( const std::string &message ) override { write( { { "type", "error" }, { "text", message } } ); }

  void result( const CommandResult &result ) override
  {
    nlohmann::json line = result.fields;
    line["type"] = "result";
    write( line );
  }

protected:
  void showProgress( double fraction, const std::string &what, std::optional<double> secondsLeft ) override
  {
    nlohmann::json line = { { "type", "progress" }, { "fraction", fraction }, { "text", what } };
    if ( secondsLeft )
      line["secondsLeft"] = std::round( *secondsLeft );
    write( line );
  }

private:
  static void write( const nlohmann::json &line )
  {
    // A field's value or a file's name may be no UTF-8: a program that reads the line must still be able to.
    std::cout << line.dump( -1, ' ', false, nlohmann::json::error_handler_t::replace ) << std::endl;
  }
};

} // namespace

std::unique_ptr<Report> makeJsonReport()
{
  return std::make_unique<JsonReport>();
}

} // namespace riskcast
