#include "rate_features.h"

#include "error.h"
#include "mirrored.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>

namespace riskcast
{

double decayOf( double halfLife )
{
  return std::exp2( -1 / halfLife );
}

namespace
{
constexpr double forever = std::numeric_limits<double>::infinity();

/// The half-lives of a bank in steps, given in days, or in months for steps of months.
std::vector<double> inSteps( const std::vector<double> &units, double unitsPerStep )
{
  std::vector<double> steps;
  for ( const double unit : units )
    steps.push_back( std::max( 1.0, unit / unitsPerStep ) );
  steps.erase( std::unique( steps.begin(), steps.end() ), steps.end() );
  return steps;
}

/// Half-lives for each unit of step (recipe: tuned for days and weeks, taken over for the others).
std::vector<double> halfLives( StepLength step, const std::vector<double> &days, const std::vector<double> &weeks,
                               const std::vector<double> &months )
{
  switch ( step.unit )
  {
    case StepUnit::Hour:
      return inSteps( days, step.count / 24.0 );
    case StepUnit::Day:
      return inSteps( days, step.count );
    case StepUnit::Week:
      return inSteps( weeks, step.count );
    case StepUnit::Month:
      return inSteps( months, step.count );
  }
  return {};
}

/// Convolves each column with the kernel, a whole row at a time, as rows lie in memory.
std::vector<float> smoothedAcrossRows( std::span<const float> map, int rows, int columns, const std::vector<double> &kernel )
{
  std::vector<float> result( map.size() );
  std::vector<double> sums( columns );
  const auto rowAt = [&]( int row ) { return map.subspan( static_cast<size_t>( mirrored( row, rows ) ) * columns, columns ); };
  for ( int row = 0; row < rows; ++row )
  {
    std::ranges::transform( rowAt( row ), sums.begin(), [&]( float value ) { return kernel[0] * value; } );
    for ( int k = 1; k < static_cast<int>( kernel.size() ); ++k )
    {
      const std::span<const float> above = rowAt( row - k );
      const std::span<const float> below = rowAt( row + k );
      for ( int column = 0; column < columns; ++column )
        sums[column] += kernel[k] * ( above[column] + below[column] );
    }
    std::ranges::transform( sums, result.begin() + static_cast<std::ptrdiff_t>( row ) * columns,
                            []( double sum ) { return static_cast<float>( sum ); } );
  }
  return result;
}

/// sums ← d^steps sums + map
void addDecayed( double halfLife, int steps, std::span<const float> map, std::span<float> sums )
{
  const auto decay = static_cast<float>( std::pow( decayOf( halfLife ), steps ) );
  std::ranges::transform( sums, map, sums.begin(), [decay]( float sum, float count ) { return decay * sum + count; } );
}

std::vector<float> transposed( std::span<const float> map, int rows, int columns )
{
  std::vector<float> result( map.size() );
  for ( int row = 0; row < rows; ++row )
    for ( int column = 0; column < columns; ++column )
      result[column * rows + row] = map[row * columns + column];
  return result;
}
} // namespace

template<> const std::vector<std::string> &enumNames<RateInput>()
{
  static const std::vector<std::string> names = { "counts", "binary", "capped" };
  return names;
}

RateInput rateInputOf( const nlohmann::json &model )
{
  const std::string name = model.at( "input" );
  try
  {
    return enumFromName<RateInput>( name );
  }
  catch ( const Error & )
  {
    throw Error( "The model is made from \"" + name + "\", which nobody knows. Train it again." );
  }
}

RateBank mixtureBank( StepLength step )
{
  return { halfLives( step, { 2, 7, 30, 120, 365, 1000, forever }, { 1, 4, 13, 26, 52, 150, forever },
                      { 1, 3, 6, 12, 24, 48, forever } ),
           { 0, 0.7, 1.5, 3 },
           mixtureCellShape };
}

RateBank averageBank( StepLength step )
{
  return { halfLives( step, { 7, 15, 30, 60, 120, 240, 480, 960, forever }, { 1, 2, 4, 9, 17, 35, 70, 140, forever },
                      { 1, 2, 3, 6, 12, 18, 24, 48, forever } ),
           { 0, 0.4, 0.7, 1, 1.5, 2, 3 } };
}

int warmUpSteps( const TimeSteps &steps, int known )
{
  const int year = steps.stepAt( steps.start( 0 ) + std::chrono::days( 365 ) ).value_or( steps.count() );
  return std::max( 1, std::min( year, known / 8 ) );
}

std::vector<double> gaussianKernel( double sigma )
{
  const int radius = static_cast<int>( 4 * sigma + 0.5 );
  std::vector<double> kernel( radius + 1, 1 );
  double sum = 1;
  for ( int i = 1; i <= radius; ++i )
  {
    kernel[i] = std::exp( -0.5 * i * i / ( sigma * sigma ) );
    sum += 2 * kernel[i];
  }
  for ( double &weight : kernel )
    weight /= sum;
  return kernel;
}

std::vector<float> smoothed( std::span<const float> map, int rows, int columns, const std::vector<double> &kernel )
{
  if ( kernel.size() == 1 )
    return { map.begin(), map.end() };
  const std::vector<float> down = smoothedAcrossRows( map, rows, columns, kernel );
  return transposed( smoothedAcrossRows( transposed( down, rows, columns ), columns, rows, kernel ), columns, rows );
}

RateFeatures::RateFeatures( const Grid &grid, RateBank bank )
    : mRows( grid.rows() )
    , mColumns( grid.columns() )
    , mBank( std::move( bank ) )
    , mSums( static_cast<size_t>( mBank.size() ) * grid.cellCount() )
    , mSteps( mBank.halfLives.size() )
    , mRates( mSums.size() )
{
  assert( !mBank.cellShape || ( std::isinf( mBank.halfLives.back() ) && mBank.sigmas.front() == 0 ) );
  for ( const double sigma : mBank.sigmas )
    mKernels.push_back( gaussianKernel( sigma ) );
}

void RateFeatures::add( std::span<const float> counts )
{
  // Decay and smoothing commute, so each map is smoothed once a width, not once a feature.
  for ( size_t s = 0; s < mKernels.size(); ++s )
  {
    const std::vector<float> map = smoothed( counts, mRows, mColumns, mKernels[s] );
    for ( size_t h = 0; h < mBank.halfLives.size(); ++h )
      addDecayed( mBank.halfLives[h], 1, map, sumsOf( h, s ) );
  }
  countSteps( 1 );
}

void RateFeatures::addTogether( int steps, const std::function<std::vector<float>()> &next )
{
  std::vector<std::vector<float>> sums( mBank.halfLives.size(), std::vector<float>( static_cast<size_t>( mRows ) * mColumns ) );
  for ( int step = 0; step < steps; ++step )
  {
    const std::vector<float> map = next();
    for ( size_t h = 0; h < sums.size(); ++h )
      addDecayed( mBank.halfLives[h], 1, map, sums[h] );
  }
  for ( size_t h = 0; h < sums.size(); ++h )
    for ( size_t s = 0; s < mKernels.size(); ++s )
      addDecayed( mBank.halfLives[h], steps, smoothed( sums[h], mRows, mColumns, mKernels[s] ), sumsOf( h, s ) );
  countSteps( steps );
}

std::span<float> RateFeatures::sumsOf( size_t halfLife, size_t sigma )
{
  const size_t cells = static_cast<size_t>( mRows ) * mColumns;
  return std::span( mSums ).subspan( ( halfLife * mKernels.size() + sigma ) * cells, cells );
}

void RateFeatures::countSteps( int steps )
{
  for ( size_t h = 0; h < mSteps.size(); ++h )
    for ( int step = 0; step < steps; ++step )
      mSteps[h] = decayOf( mBank.halfLives[h] ) * mSteps[h] + 1;
}

std::span<float> RateFeatures::ratesOf( size_t halfLife, size_t sigma )
{
  const std::span<float> sums = sumsOf( halfLife, sigma );
  return std::span( mRates ).subspan( static_cast<size_t>( sums.data() - mSums.data() ), sums.size() );
}

/// Multiplies the rates of a width by (a + n) / (a + m) in each cell.
void RateFeatures::scaleRates( size_t sigma )
{
  std::vector<float> scale( static_cast<size_t>( mRows ) * mColumns );
  const size_t endless = mBank.halfLives.size() - 1;
  std::ranges::transform( sumsOf( endless, 0 ), sumsOf( endless, sigma ), scale.begin(),
                          [this]( double own, double around )
                          { return static_cast<float>( ( *mBank.cellShape + own ) / ( *mBank.cellShape + around ) ); } );
  for ( size_t h = 0; h < mSteps.size(); ++h )
    std::ranges::transform( ratesOf( h, sigma ), scale, ratesOf( h, sigma ).begin(), std::multiplies<>() );
}

std::span<const float> RateFeatures::rates()
{
  for ( size_t h = 0; h < mSteps.size(); ++h )
  {
    const float perStep = mSteps[h] > 0 ? static_cast<float>( 1 / mSteps[h] ) : 0;
    for ( size_t s = 0; s < mKernels.size(); ++s )
      std::ranges::transform( sumsOf( h, s ), ratesOf( h, s ).begin(), [perStep]( float sum ) { return sum * perStep; } );
  }
  if ( mBank.cellShape )
    for ( size_t s = 1; s < mKernels.size(); ++s )
      scaleRates( s );
  return mRates;
}

std::vector<float> rateInput( const HeatmapStack &stack, int step, RateInput input )
{
  std::vector<float> map = stack.total( step );
  if ( input == RateInput::Counts )
    return map;
  const bool predicted = stack.states[step] == StepState::Predicted;
  for ( float &count : map )
  {
    if ( predicted )
      count = -std::expm1( -count );
    else
      count = input == RateInput::Binary ? ( count > 0 ? 1.0F : 0.0F ) : std::min( count, 2.0F );
  }
  return map;
}

void walkRates( const HeatmapStack &stack, const RateBank &bank, RateInput input, std::span<const int> targets,
                const std::function<void( size_t, std::span<const float> )> &visit, Feedback &feedback, float predictedShare )
{
  RateFeatures features( stack.grid, bank );
  int step = 0;
  const auto next = [&]
  {
    feedback.throwIfCanceled();
    std::vector<float> map = rateInput( stack, step, input );
    if ( stack.states[step] == StepState::Predicted )
      std::ranges::for_each( map, [predictedShare]( float &count ) { count *= predictedShare; } );
    ++step;
    feedback.setProgress( static_cast<double>( step ) / targets.back() );
    return map;
  };
  for ( size_t i = 0; i < targets.size(); ++i )
  {
    if ( const int steps = targets[i] - step; steps > static_cast<int>( bank.halfLives.size() ) )
      features.addTogether( steps, next ); // fewer maps are smoothed
    while ( step < targets[i] )
      features.add( next() );
    visit( i, features.rates() );
  }
}

} // namespace riskcast
