#include "comparison_record.h"

#include "error.h"
#include "number_text.h"
#include "output_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <fstream>

namespace riskcast
{

namespace
{

using Json = nlohmann::json;

Json toJson( const SettingResult &result )
{
  return { { "setting", result.setting },     { "score", result.score },     { "steps", result.steps },
           { "incidents", result.incidents }, { "seconds", result.seconds }, { "problem", result.problem } };
}

SettingResult resultOf( const Json &json )
{
  return { json.at( "setting" ),   json.at( "score" ),   json.at( "steps" ),
           json.at( "incidents" ), json.at( "seconds" ), json.at( "problem" ) };
}

Json toJson( const Confirmation &confirmation )
{
  return { { "winner", confirmation.winner },           { "steps", confirmation.steps },
           { "incidents", confirmation.incidents },     { "score", confirmation.score },
           { "longRunRate", confirmation.longRunRate }, { "ewma", confirmation.ewma } };
}

Confirmation confirmationOf( const Json &json )
{
  return { json.at( "winner" ), json.at( "steps" ),       json.at( "incidents" ),
           json.at( "score" ),  json.at( "longRunRate" ), json.at( "ewma" ) };
}

/// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo), which needs no library and is the same everywhere.
class Hash
{
public:
  void add( std::uint64_t value )
  {
    for ( int byte = 0; byte < 8; ++byte )
      mHash = ( mHash ^ ( ( value >> 8 * byte ) & 0xFF ) ) * 0x100000001b3;
  }
  void add( const std::string &text )
  {
    for ( const char c : text )
      add( static_cast<std::uint64_t>( static_cast<unsigned char>( c ) ) );
  }
  std::string text() const
  {
    char text[32];
    std::snprintf( text, sizeof text, "%016llx", static_cast<unsigned long long>( mHash ) );
    return text;
  }

private:
  std::uint64_t mHash = 0xcbf29ce484222325;
};

} // namespace

std::string fingerprintOf( IncidentReader &incidents, const ComparisonOptions &options, Feedback &feedback )
{
  Hash hash;
  const auto add = [&]( double number ) { hash.add( std::bit_cast<std::uint64_t>( number ) ); };
  incidents.rewind();
  std::int64_t rows = 0;
  for ( Incident incident; incidents.next( incident ); )
  {
    if ( ++rows % 10000 == 0 )
      feedback.throwIfCanceled();
    add( incident.x );
    add( incident.y );
    add( incident.weight );
    hash.add( static_cast<std::uint64_t>( incident.time.time_since_epoch().count() ) );
    hash.add( static_cast<std::uint64_t>( incident.end.value_or( incident.time ).time_since_epoch().count() ) );
  }
  const Extent extent = options.grid.extent.value_or( Extent{} );
  for ( const double number : { extent.xMin, extent.yMin, extent.xMax, extent.yMax, options.testShare, options.validationShare,
                                options.areaKm2, static_cast<double>( options.score ) } )
    add( number );
  if ( options.grid.studyArea )
    for ( const std::string &polygon : options.grid.studyArea->polygons )
      hash.add( polygon );
  for ( const std::optional<LocalTime> &time : { options.period.start, options.period.end } )
    hash.add( time ? toIso8601( *time ) : "" );
  hash.add( options.grid.crs + "|" + options.grid.extentCrs + "|" + enumName( options.count.emptySteps ) );
  hash.add( Json( options.training ).dump() );
  return hash.text();
}

ComparisonRecord::ComparisonRecord( std::string path, std::string fingerprint )
    : mPath( std::move( path ) )
    , mFingerprint( std::move( fingerprint ) )
{
  std::ifstream file( mPath );
  if ( mPath.empty() || !file )
    return;
  try
  {
    std::string line;
    std::getline( file, line );
    if ( Json::parse( line ).at( "comparison" ) != mFingerprint )
      throw Error( mPath + " is the record of other incidents or options. Name another file, or delete it to begin anew." );
    while ( std::getline( file, line ) )
    {
      const Json json = Json::parse( line );
      if ( json.contains( "winner" ) )
        mConfirmation = confirmationOf( json );
      else
        mResults.push_back( resultOf( json ) );
    }
  }
  catch ( const Json::exception & )
  {
    throw Error( mPath + " is no record of compared settings, or a broken one. Name another file, or delete it to begin anew." );
  }
}

const SettingResult *ComparisonRecord::find( const Setting &setting ) const
{
  const auto found = std::ranges::find( mResults, setting, &SettingResult::setting );
  return found == mResults.end() ? nullptr : &*found;
}

void ComparisonRecord::add( const SettingResult &result )
{
  mResults.push_back( result );
  write();
}

void ComparisonRecord::add( const Confirmation &confirmation )
{
  mConfirmation = confirmation;
  write();
}

void ComparisonRecord::write() const
{
  if ( mPath.empty() )
    return;
  OutputFile output( mPath );
  std::ofstream file( output.temporaryPath(), std::ios::binary );
  file << Json{ { "comparison", mFingerprint } }.dump() << '\n';
  for ( const SettingResult &result : mResults )
    file << toJson( result ).dump() << '\n';
  if ( mConfirmation )
    file << toJson( *mConfirmation ).dump() << '\n';
  file.close();
  if ( !file )
    throwNotWritten( mPath, "The disk may be full." );
  output.commit();
}

} // namespace riskcast
