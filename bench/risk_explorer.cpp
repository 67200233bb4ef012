// The risk explorer on a raster of 512 × 512 cells: how long does a move of its slider take, what is counted and drawn anew
// included, and how long what is done once?
//
//   cmake --build build/default --target bench_risk_explorer && build/default/tests/bench_risk_explorer
//
// Printed are medians of 15. Fails if a move takes 50 ms.
#include "flag_style.h"
#include "heatmap_stack.h"
#include "risk_explorer_model.h"
#include "stack_file.h"

#include <qgsapplication.h>
#include <qgscoordinatetransformcontext.h>

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace riskcast;

namespace
{

constexpr int side = 512;
constexpr int stepCount = 40;
constexpr int rounds = 15;

/// Risks, and incidents where they fall, the same every time.
RiskMaps risks()
{
  RiskMaps maps;
  maps.grid = Grid( "EPSG:32643", { 700000, 3150000, 700000 + 100.0 * side, 3150000 + 100.0 * side }, side, side );
  maps.steps = TimeSteps( *parseTime( "2024-01-01" ), {}, stepCount );
  maps.timeZone = HeatmapStack().timeZone;
  maps.risk.resize( size_t{ side } * side * stepCount );
  maps.percentiles = { 50 };
  maps.breaks = { 0.5 };
  std::uint32_t random = 1;
  for ( float &risk : maps.risk )
    risk = static_cast<float>( ( random = random * 1664525U + 1013904223U ) >> 8 ) / 33554432.0F;
  return maps;
}

HeatmapStack incidentsOf( const RiskMaps &maps )
{
  HeatmapStack stack = HeatmapStack::empty( maps.grid, maps.steps, StepState::Observed );
  std::ranges::transform( maps.risk, stack.counts.begin(), []( float risk ) { return risk > 0.499F ? 1.0F : 0.0F; } );
  return stack;
}

template<class Work> double milliseconds( const Work &work )
{
  std::vector<double> times;
  for ( int round = 0; round < rounds; ++round )
  {
    const auto start = std::chrono::steady_clock::now();
    work( round );
    times.push_back( std::chrono::duration<double, std::milli>( std::chrono::steady_clock::now() - start ).count() );
  }
  std::ranges::sort( times );
  return times[rounds / 2];
}

} // namespace

int main( int argc, char *argv[] )
{
  QgsApplication qgis( argc, argv, false );
  QgsApplication::initQgis();
  const QTemporaryDir folder;
  const QString raster = folder.filePath( QStringLiteral( "risk.tif" ) );
  const QString stack = folder.filePath( QStringLiteral( "stack.tif" ) );
  Feedback silent;
  const RiskMaps maps = risks();
  writeRiskRaster( maps, raster.toStdString(), {}, silent );
  writeHeatmapStack( incidentsOf( maps ), stack.toStdString(), {}, silent );

  const QgsCoordinateTransformContext context;
  RiskExplorerModel model( raster, context );
  const double opening = milliseconds( [&]( int ) { RiskExplorerModel( raster, context ); } );
  const double reading = milliseconds( [&]( int round ) { model.flags( round, 95 ); } );
  model.learnFrom( stack );
  QgsRasterLayer layer( raster );
  FlagStyle style;
  style.setLayer( &layer );
  const double move = milliseconds(
      [&]( int round )
      {
        const int percentile = 85 + round;
        style.showFlags( 1, model.flags( 0, percentile ).threshold, percentile );
        model.flags( 0, percentile );
      } );
  const double cell = milliseconds( [&]( int round ) { model.risks().risksOf( 1000 * round ); } );
  std::printf(
      "%d × %d cells: opening %.1f ms, reading and ranking a step %.1f ms, a move of the slider %.1f ms, the risks of a cell "
      "in %d steps %.2f ms\n",
      side, side, opening, reading, move, stepCount, cell );
  constexpr double limit = 50;
  return move < limit ? 0 : 1;
}
