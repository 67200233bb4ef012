#include "risk_classes.h"

#include "error.h"
#include "percentile.h"
#include "style_colors.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace riskcast
{

void checkPercentiles( const std::vector<double> &percentiles )
{
  constexpr size_t most = 254; // classes are bytes, and 0 is no data
  const auto doesNotRise = []( double one, double next ) { return !( one < next ); };
  const bool rising = std::ranges::adjacent_find( percentiles, doesNotRise ) == percentiles.end();
  if ( percentiles.empty() || percentiles.size() > most || !rising || !( percentiles.front() > 0 && percentiles.back() < 100 ) )
    throw Error(
        "The percentiles of the risk classes must rise between 0 and 100, e.g. 25, 75, 91, 96, 99, and be at most 254." );
}

double percentile( std::span<const float> sorted, double q )
{
  return percentile( sorted.size(), q, [&]( size_t place ) { return sorted[place]; } );
}

int riskClass( double risk, const std::vector<double> &breaks )
{
  return static_cast<int>( std::ranges::lower_bound( breaks, risk ) - breaks.begin() );
}

std::uint8_t classNumber( float risk, const std::vector<double> &breaks )
{
  return std::isnan( risk ) ? 0 : static_cast<std::uint8_t>( riskClass( risk, breaks ) + 1 );
}

namespace
{

std::string number( double value )
{
  char text[32];
  std::snprintf( text, sizeof text, "%.10g", value );
  return text;
}

} // namespace

std::string topName( double percentile )
{
  return "Top " + number( 100 - percentile ) + " % of cells";
}

std::vector<std::string> classNames( const std::vector<double> &percentiles )
{
  std::vector<std::string> names = { "Lowest " + number( percentiles.front() ) + " % of cells" };
  for ( size_t i = 1; i < percentiles.size(); ++i )
    names.push_back( "Top " + number( 100 - percentiles[i - 1] ) + " to " + number( 100 - percentiles[i] ) + " % of cells" );
  names.push_back( topName( percentiles.back() ) );
  return names;
}

std::vector<int> rampPlaces( int classes, int colors )
{
  std::vector<int> places;
  for ( int i = 0; i < classes; ++i )
  {
    const double share = classes == 1 ? 1 : static_cast<double>( i ) / ( classes - 1 );
    places.push_back( static_cast<int>( std::lround( share * ( colors - 1 ) ) ) );
  }
  return places;
}

std::vector<std::string> classColors( int classes )
{
  std::vector<std::string> colors;
  for ( const int place : rampPlaces( classes, static_cast<int>( riskColors.size() ) ) )
    colors.emplace_back( riskColors[place] );
  return colors;
}

} // namespace riskcast
