#include "report.h"

#include <atomic>
#include <cmath>
#include <iostream>
#include <sstream>

#include <unistd.h>

namespace riskcast
{

namespace
{

std::string progressText( double fraction, const std::string &what, std::optional<double> secondsLeft )
{
  std::ostringstream text;
  text << std::lround( 100 * fraction ) << " %  " << what;
  if ( secondsLeft && fraction < 1 )
    text << ", " << timeLeftText( *secondsLeft );
  return text.str();
}

class ConsoleReport : public Report
{
public:
  explicit ConsoleReport( bool isTerminal )
      : Report( isTerminal ? std::chrono::milliseconds( 100 ) : std::chrono::seconds( 10 ) )
      , mIsTerminal( isTerminal )
  {
  }
  ~ConsoleReport() override { clearBar(); }

  void info( const std::string &message ) override { say( std::cout, message ); }
  void warning( const std::string &message ) override { say( std::cerr, "Warning: " + message ); }
  void error( const std::string &message ) override { say( std::cerr, "Error: " + message ); }
  void result( const CommandResult &result ) override { say( std::cout, result.text ); }

protected:
  void showProgress( double fraction, const std::string &what, std::optional<double> secondsLeft ) override
  {
    const std::string text = progressText( fraction, what, secondsLeft );
    if ( mIsTerminal )
      drawBar( fraction, text );
    else
      std::cerr << text << std::endl;
  }

private:
  void say( std::ostream &stream, const std::string &message )
  {
    clearBar();
    stream << message << std::endl;
  }

  void drawBar( double fraction, const std::string &text )
  {
    constexpr int width = 30;
    const auto done = static_cast<size_t>( std::lround( width * fraction ) );
    clearBar();
    // Line wrap is off while the bar is drawn, so that a narrow terminal cuts it off instead of scrolling.
    std::cerr << "\033[?7l[" << std::string( done, '#' ) << std::string( width - done, '-' ) << "] " << text << "\033[?7h"
              << std::flush;
    mHasBar = true;
  }

  void clearBar()
  {
    if ( mHasBar )
      std::cerr << "\r\033[2K" << std::flush;
    mHasBar = false;
  }

  bool mIsTerminal;
  std::atomic<bool> mHasBar = false; ///< last words come from another thread
};

} // namespace

std::unique_ptr<Report> makeConsoleReport()
{
  return std::make_unique<ConsoleReport>( isatty( STDERR_FILENO ) == 1 );
}

} // namespace riskcast
