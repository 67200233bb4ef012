#include "engine_lines.h"

namespace riskcast
{

EngineLines::EngineLines( Feedback &report )
    : mReport( report )
{
}

void EngineLines::read( const QByteArray &bytes ) noexcept
{
  mUnfinished += bytes;
  for ( decltype( mUnfinished.size() ) end; ( end = mUnfinished.indexOf( '\n' ) ) >= 0; )
  {
    const QByteArray line = mUnfinished.left( end );
    mUnfinished.remove( 0, end + 1 );
    try
    {
      readLine( line );
    }
    catch ( const std::exception & )
    {
      // A library that the engine uses wrote something of its own: shown, since it may explain what comes next.
      mReport.info( line.toStdString() );
    }
  }
}

void EngineLines::readLine( const QByteArray &line )
{
  const nlohmann::json json = nlohmann::json::parse( line.begin(), line.end() );
  const std::string type = json.at( "type" );
  if ( type == "progress" )
    mReport.setProgress( json.at( "fraction" ), json.at( "text" ) );
  else if ( type == "info" )
    mReport.info( json.at( "text" ) );
  else if ( type == "warning" )
    mReport.warning( json.at( "text" ) );
  else if ( type == "error" )
    mError = json.at( "text" );
  else if ( type == "result" )
    mResult = json;
}

} // namespace riskcast
