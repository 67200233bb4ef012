#include "baseline_parts.h"

#include "error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace riskcast
{

std::vector<float> meanCounts( const HeatmapStack &stack, int lastStep )
{
  std::vector<double> sum( stack.cellCount(), 0 );
  for ( int step = 0; step <= lastStep; ++step )
    std::ranges::transform( sum, stack.total( step ), sum.begin(), std::plus<>() );
  std::vector<float> mean( sum.size() );
  std::ranges::transform( sum, mean.begin(),
                          [lastStep]( double each ) { return static_cast<float>( each / ( lastStep + 1 ) ); } );
  return mean;
}

int lastFittedStep( const StepSplit &split )
{
  return split.validation.empty() ? split.training.back() : split.validation.back();
}

double rateFloor( const HeatmapStack &stack, int lastStep )
{
  const std::vector<float> mean = meanCounts( stack, lastStep );
  const auto cells = static_cast<double>( std::ranges::count( stack.studyArea, 1 ) );
  return 0.001 * std::accumulate( mean.begin(), mean.end(), 0.0 ) / cells;
}

int stepsPerWeek( StepLength step )
{
  const int perWeek = step.unit == StepUnit::Hour ? 7 * 24 : step.unit == StepUnit::Day ? 7 : 1;
  return std::max( perWeek / step.count, 1 );
}

float riskOfRate( double rate )
{
  return static_cast<float>( -std::expm1( -rate ) );
}

double numberOf( const nlohmann::json &model, const std::string &key, double least, double most )
{
  const double number = model.at( key );
  if ( !( number >= least && number <= most ) )
    throw Error( "The model's \"" + key + "\" is not a number that can be. Train it again." );
  return number;
}

} // namespace riskcast
