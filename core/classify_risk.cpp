#include "classify_risk.h"

#include "error.h"
#include "number_text.h"
#include "percentile.h"
#include "scores/cell_ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<ClassMethod>()
{
  static const std::vector<std::string> names = { "percentiles", "model-breaks", "own-breaks", "area", "cells" };
  return names;
}

template<> const std::vector<std::string> &enumNames<ClassLook>()
{
  static const std::vector<std::string> names = { "graded", "flagged" };
  return names;
}

namespace
{

/// \param what  beginning of the message, "The areas"
void checkRising( const std::string &what, const std::vector<double> &bounds )
{
  constexpr size_t most = 254; // as of percentiles
  const auto isFinite = []( double bound ) { return std::isfinite( bound ); };
  const bool rising = std::ranges::adjacent_find( bounds, std::greater_equal() ) == bounds.end();
  if ( bounds.empty() || bounds.size() > most || !rising || !std::ranges::all_of( bounds, isFinite ) )
    throw Error( what + " of the risk classes must be 1 to 254 numbers that rise." );
}

void checkPositive( const std::string &what, const std::vector<double> &bounds )
{
  checkRising( what, bounds );
  if ( !( bounds.front() > 0 ) )
    throw Error( what + " of the risk classes must be above 0." );
}

void checkBounds( const RiskBands &maps, const ClassOptions &options, std::span<const double> areasKm2 )
{
  switch ( options.method )
  {
    case ClassMethod::Percentiles:
      return checkPercentiles( options.bounds );
    case ClassMethod::ModelBreaks:
      if ( maps.breaks.empty() )
        throw Error( maps.source + " comes from no model of Riskcast, so it has no breaks of one. Choose percentiles, or give "
                                   "breaks of your own." );
      return;
    case ClassMethod::OwnBreaks:
      return checkRising( "The breaks", options.bounds );
    case ClassMethod::Area:
      if ( areasKm2.front() == 0 )
        throw Error( maps.source + " has no coordinate reference system, so that its cells have no area in km². Give it one, or "
                                   "choose a number of cells." );
      return checkPositive( "The areas", options.bounds );
    case ClassMethod::Cells:
      return checkPositive( "The numbers of cells", options.bounds );
  }
}

/// The bounds that part the classes, in the order of the classes: of areas and numbers of cells, the largest is the lowest.
std::vector<double> boundsUpwards( const RiskBands &maps, const ClassOptions &options )
{
  if ( options.method == ClassMethod::ModelBreaks )
    return maps.percentiles;
  std::vector<double> bounds = options.bounds;
  if ( options.method == ClassMethod::Area || options.method == ClassMethod::Cells )
    std::ranges::reverse( bounds );
  return bounds;
}

/// What all cells above a bound are called.
std::string nameAbove( ClassMethod method, double bound )
{
  switch ( method )
  {
    case ClassMethod::OwnBreaks:
      return "Risk above " + exactText( bound );
    case ClassMethod::Area:
      return "Top " + exactText( bound ) + " km²";
    case ClassMethod::Cells:
      return "Top " + countText( std::llround( bound ), "cell" );
    default:
      return topName( bound );
  }
}

/// What the cells between two bounds are called, the second being that of higher risk.
std::string nameBetween( ClassMethod method, double lower, double upper )
{
  switch ( method )
  {
    case ClassMethod::OwnBreaks:
      return nameAbove( method, lower ) + ", up to " + exactText( upper );
    case ClassMethod::Area:
      return "Top " + exactText( lower ) + " to " + exactText( upper ) + " km²";
    default:
      return "Top " + countText( std::llround( lower ) ) + " to " + countText( std::llround( upper ), "cell" );
  }
}

std::vector<std::string> namesOf( ClassMethod method, const std::vector<double> &bounds )
{
  if ( method == ClassMethod::Percentiles || method == ClassMethod::ModelBreaks )
    return classNames( bounds );
  std::vector<std::string> names = { method == ClassMethod::OwnBreaks ? "Risk up to " + exactText( bounds.front() )
                                                                      : "Other cells" };
  for ( size_t i = 1; i < bounds.size(); ++i )
    names.push_back( nameBetween( method, bounds[i - 1], bounds[i] ) );
  names.push_back( nameAbove( method, bounds.back() ) );
  return names;
}

/// How many of the first cells come closest to an area.
size_t cellsOfArea( double km2, std::span<const int> ranked, std::span<const double> areasKm2 )
{
  size_t count = 0;
  for ( double sum = 0; count < ranked.size() && sum + areasKm2[ranked[count]] / 2 <= km2; ++count )
    sum += areasKm2[ranked[count]];
  return count;
}

/// Where the risk changes after the first \a count cells.
double breakAfter( size_t count, std::span<const int> ranked, std::span<const float> risk )
{
  if ( count < ranked.size() )
    return risk[ranked[count]];
  return std::nextafter( static_cast<double>( risk[ranked.back()] ), -std::numeric_limits<double>::infinity() );
}

/// The breaks of a map that \a bounds say by themselves; none if it has no data.
std::vector<double> relativeBreaks( std::span<const float> risk, const std::vector<double> &bounds, ClassMethod method,
                                    std::span<const double> areasKm2 )
{
  const std::vector<int> ranked = rankedCells( risk );
  const auto ascending = [&]( size_t place ) { return risk[ranked[ranked.size() - 1 - place]]; };
  std::vector<double> breaks;
  for ( const double bound : ranked.empty() ? std::vector<double>() : bounds )
  {
    if ( method == ClassMethod::Percentiles )
      breaks.push_back( percentile( ranked.size(), bound, ascending ) );
    else if ( method == ClassMethod::Area )
      breaks.push_back( breakAfter( cellsOfArea( bound, ranked, areasKm2 ), ranked, risk ) );
    else
      breaks.push_back( breakAfter( static_cast<size_t>( bound ), ranked, risk ) );
  }
  return breaks;
}

/// As the cells hold them, so that a cell of 0.3 is on the break 0.3.
std::vector<double> asFloats( const std::vector<double> &values )
{
  const std::vector<float> floats( values.begin(), values.end() );
  return { floats.begin(), floats.end() };
}

std::vector<double> breaksOf( const RiskBands &maps, int map, const std::vector<double> &bounds, ClassMethod method,
                              std::span<const double> areasKm2 )
{
  switch ( method )
  {
    case ClassMethod::ModelBreaks:
      return maps.breaks;
    case ClassMethod::OwnBreaks:
      return asFloats( bounds );
    default:
      return relativeBreaks( maps.map( map ), bounds, method, areasKm2 );
  }
}

std::string measuresText( const std::vector<double> &values )
{
  std::vector<std::string> texts;
  std::ranges::transform( values, std::back_inserter( texts ), measureText );
  return listText( texts );
}

/// What the log says of a map.
void report( const ClassifiedRisk &classified, int map, ClassMethod method, std::span<const double> areasKm2, Feedback &feedback )
{
  const std::string step = classified.maps.stepName( map );
  if ( std::ranges::all_of( classified.maps.map( map ), []( float risk ) { return std::isnan( risk ); } ) )
    return feedback.warning( step + " has no data." );
  const std::vector<int> flagged = classified.flaggedCells( map );
  double km2 = 0;
  for ( const int cell : flagged )
    km2 += areasKm2[cell];
  feedback.info( step + ": classes change at a risk of " + measuresText( classified.breaks[map] ) +
                 "; flagged: " + countText( static_cast<std::int64_t>( flagged.size() ), "cell" ) +
                 ( km2 > 0 ? ", " + measureText( km2 ) + " km²" : "" ) + "." );
  const bool isAbsolute = method == ClassMethod::ModelBreaks || method == ClassMethod::OwnBreaks;
  if ( flagged.empty() && !isAbsolute )
    feedback.warning( step + ": no cell is flagged, as too many share the highest risk or too little was asked for. Flag more." );
}

} // namespace

std::vector<int> ClassifiedRisk::flaggedCells( int map ) const
{
  const auto cells = static_cast<size_t>( maps.grid.cellCount() );
  const auto ofMap = std::span( classes ).subspan( map * cells, cells );
  std::vector<int> found;
  for ( int cell = 0; cell < maps.grid.cellCount(); ++cell )
    if ( ofMap[cell] + flagged > static_cast<int>( names.size() ) )
      found.push_back( cell );
  return found;
}

ClassifiedRisk classifyRisk( RiskBands maps, const ClassOptions &options, std::span<const double> areasKm2, Feedback &feedback )
{
  checkBounds( maps, options, areasKm2 );
  const std::vector<double> bounds = boundsUpwards( maps, options );
  ClassifiedRisk classified{ .maps = std::move( maps ),
                             .names = namesOf( options.method, bounds ),
                             .flaggedName = {},
                             .flagged = options.flagged,
                             .breaks = {},
                             .classes = {} };
  if ( options.flagged > static_cast<int>( bounds.size() ) )
    throw Error( "There are " + countText( static_cast<std::int64_t>( classified.names.size() ) ) + " classes, of which " +
                 countText( options.flagged ) + " cannot be flagged. Flag fewer, or make more classes." );
  classified.flaggedName = nameAbove( options.method, bounds[bounds.size() - options.flagged] );
  for ( int map = 0; map < classified.maps.mapCount(); ++map )
  {
    feedback.throwIfCanceled();
    classified.breaks.push_back( breaksOf( classified.maps, map, bounds, options.method, areasKm2 ) );
    std::ranges::transform( classified.maps.map( map ), std::back_inserter( classified.classes ),
                            [&]( float risk ) { return classNumber( risk, classified.breaks.back() ); } );
    report( classified, map, options.method, areasKm2, feedback );
    feedback.setProgress( static_cast<double>( map + 1 ) / classified.maps.mapCount(), "Classifying" );
  }
  return classified;
}

} // namespace riskcast
