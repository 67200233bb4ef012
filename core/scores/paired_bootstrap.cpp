#include "paired_bootstrap.h"

#include "error.h"
#include "number_text.h"
#include "percentile.h"

#include <algorithm>
#include <random>

namespace riskcast
{

namespace
{

/// A number 0 … count - 1, each as likely (D. Lemire, 2019). The standard library's distributions differ from one to the next.
int drawnNumber( std::mt19937_64 &random, int count )
{
  const auto range = static_cast<std::uint64_t>( count );
  const std::uint64_t unfair = ( UINT64_C( 1 ) << 32 ) % range;
  for ( ;; )
  {
    const std::uint64_t product = ( random() >> 32 ) * range;
    if ( ( product & 0xFFFFFFFFU ) >= unfair )
      return static_cast<int>( product >> 32 );
  }
}

} // namespace

std::vector<int> blocksOfSteps( const TimeSteps &steps, std::span<const int> targets, int weeksPerBlock )
{
  const TimeSteps weeks = TimeSteps::covering( steps.start( targets.front() ), steps.start( targets.back() ),
                                               { weeksPerBlock, StepUnit::Week }, steps.start( targets.front() ) );
  std::vector<int> blocks;
  std::int64_t last = -1;
  for ( const int target : targets )
  {
    const std::int64_t week = weeks.stepNumber( steps.start( target ) );
    blocks.push_back( blocks.empty() ? 0 : blocks.back() + ( week == last ? 0 : 1 ) );
    last = week;
  }
  return blocks;
}

BootstrapWeights::BootstrapWeights( int blocks, const BootstrapOptions &options )
    : mBlocks( blocks )
    , mWeights( static_cast<size_t>( blocks ) * std::max( options.repetitions, 0 ), 0 )
{
  if ( blocks < 2 )
    throw Error( "The test period has a single block of " + countText( options.weeksPerBlock, "week" ) +
                 ", so it cannot be told how sure a score is. Choose a longer period or shorter blocks." );
  if ( options.repetitions < BootstrapOptions::fewestRepetitions )
    throw Error( "A bootstrap of " + countText( options.repetitions, "repetition" ) + " tells no interval: it needs at least " +
                 countText( BootstrapOptions::fewestRepetitions ) + "." );
  if ( !( options.confidence > 0 && options.confidence < 1 ) )
    throw Error( "The confidence of a bootstrap must be between 0 and 100 %." );
  std::mt19937_64 random( options.seed );
  for ( int repetition = 0; repetition < options.repetitions; ++repetition )
    for ( int draw = 0; draw < blocks; ++draw )
      ++mWeights[static_cast<size_t>( repetition ) * mBlocks + drawnNumber( random, blocks )];
}

Interval intervalOf( std::vector<double> values, double confidence )
{
  std::ranges::sort( values );
  const auto at = [&]( double q ) { return percentile( values.size(), q, [&]( size_t place ) { return values[place]; } ); };
  return { at( 50 * ( 1 - confidence ) ), at( 50 * ( 1 + confidence ) ) };
}

} // namespace riskcast
