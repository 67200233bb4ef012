#include "flagged_areas.h"

#include "evaluation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace riskcast
{

namespace
{

/// Takes from \a waiting the cells that hang together with \a first.
std::vector<int> takeTogether( int first, const Grid &grid, std::vector<std::uint8_t> &waiting )
{
  std::vector<int> cells;
  const auto take = [&]( int cell )
  {
    if ( waiting[cell] )
      cells.push_back( cell );
    waiting[cell] = 0;
  };
  take( first );
  for ( size_t next = 0; next < cells.size(); ++next )
  {
    const int cell = cells[next];
    const int column = cell % grid.columns();
    if ( column > 0 )
      take( cell - 1 );
    if ( column + 1 < grid.columns() )
      take( cell + 1 );
    if ( cell >= grid.columns() )
      take( cell - grid.columns() );
    if ( cell + grid.columns() < grid.cellCount() )
      take( cell + grid.columns() );
  }
  std::ranges::sort( cells );
  return cells;
}

double sumOver( const std::vector<int> &cells, const auto &ofCell )
{
  return std::accumulate( cells.begin(), cells.end(), 0.0, [&]( double sum, int cell ) { return sum + ofCell( cell ); } );
}

FlaggedArea areaOf( std::vector<int> cells, const RiskBands &maps, int map, std::span<const double> areasKm2 )
{
  const std::span<const float> risk = maps.map( map );
  const auto riskOf = [&]( int cell ) { return risk[cell]; };
  FlaggedArea area;
  area.riskiest = *std::ranges::max_element( cells, {}, riskOf );
  area.maximumRisk = risk[area.riskiest];
  area.meanRisk = sumOver( cells, riskOf ) / static_cast<double>( cells.size() );
  if ( maps.isOfModel() )
    area.expected = sumOver( cells, [&]( int cell ) { return expectedIncidents( risk[cell] ); } ) /
                    std::pow( maps.displayFactor, 2 ); // finer cells share those of one of the model
  area.km2 = sumOver( cells, [&]( int cell ) { return areasKm2[cell]; } );
  area.cells = std::move( cells );
  return area;
}

} // namespace

std::vector<FlaggedArea> flaggedAreas( const ClassifiedRisk &classified, int map, std::span<const double> areasKm2 )
{
  const Grid &grid = classified.maps.grid;
  const std::vector<int> flagged = classified.flaggedCells( map );
  std::vector<std::uint8_t> waiting( grid.cellCount() );
  for ( const int cell : flagged )
    waiting[cell] = 1;
  std::vector<FlaggedArea> areas;
  for ( const int cell : flagged )
    if ( waiting[cell] )
      areas.push_back( areaOf( takeTogether( cell, grid, waiting ), classified.maps, map, areasKm2 ) );
  std::ranges::stable_sort( areas, std::greater(),
                            []( const FlaggedArea &area ) { return std::tuple( area.meanRisk, area.maximumRisk ); } );
  return areas;
}

} // namespace riskcast
