#include "model_scores.h"

#include "risk_classes.h"

#include <algorithm>
#include <numeric>

namespace riskcast
{

namespace
{
constexpr int reliabilityBins = 10;

/// Which reliability bin each risk is in adds to the sums of its block.
void addCalibration( ScoreTally &tally, const std::vector<ReliabilityBin> &bins, std::span<const int> cells,
                     std::span<const float> risk, std::span<const float> happened )
{
  tally.calibration.resize( bins.size() );
  for ( const int cell : cells )
  {
    const auto bin = std::ranges::lower_bound( bins, risk[cell], {}, &ReliabilityBin::highestRisk ) - bins.begin();
    tally.calibration[bin].risk += risk[cell];
    tally.calibration[bin].positiveCells += happened[cell] > 0 ? 1 : 0;
  }
}
} // namespace

ModelScores::ModelScores( const TestMaps &maps, std::span<const float> risk, const Thresholds &thresholds,
                          const ScoreSettings &settings, int neighbourRadius, std::span<const int> blockOfStep,
                          Feedback &feedback )
    : mScores( scoreList( settings ) )
    , mShares( talliedShares( settings ) )
    , mBlocks( 1 + std::ranges::max( blockOfStep ) )
    , mLevels( risk.size(), 0 )
    , mFlagged( maps.stepCount() )
{
  {
    const PooledRisk pooled( maps, risk );
    mBins = pooled.reliability( reliabilityBins );
    mPairs = pooled.aucPairs( blockOfStep, static_cast<int>( mBlocks.size() ) );
  }
  CellRanking ranking( maps );
  LabelCounter labels( maps, neighbourRadius );
  for ( int step = 0; step < maps.stepCount(); ++step )
  {
    feedback.throwIfCanceled();
    const std::span<const float> map = maps.map( risk, step );
    const std::span<const float> happened = maps.map( maps.happened, step );
    const std::span<const int> ranked = ranking.of( map );
    ScoreTally tally = tallyStep( maps, step, ranked, map, mShares );
    addCalibration( tally, mBins, ranked, map, happened );
    labels.setStep( happened );
    for ( size_t i = 0; i < settings.percentiles.size(); ++i )
    {
      const std::vector<std::uint8_t> flagged = thresholds.scope == ThresholdScope::Step
                                                    ? flaggedByRank( maps, ranked, settings.percentiles[i] )
                                                    : flaggedAbove( maps, map, thresholds.ofStep[step][i] );
      tally.labels.push_back( labels.count( flagged ) );
      const auto levels = std::span( mLevels ).subspan( step * maps.cellCount(), maps.cellCount() );
      std::ranges::transform( levels, flagged, levels.begin(), std::plus<>() );
    }
    const std::span<const int> riskiest = ranked.first( flaggedCount( maps, ranked, settings.mainShare ) );
    mFlagged[step].assign( riskiest.begin(), riskiest.end() );
    mBlocks[blockOfStep[step]].add( tally );
    feedback.setProgress( ( step + 1.0 ) / maps.stepCount() );
  }
  mTotal = sum( std::vector<int>( mBlocks.size(), 1 ) );
}

ScoreTally ModelScores::sum( std::span<const int> weights ) const
{
  ScoreTally tally;
  for ( size_t block = 0; block < mBlocks.size(); ++block )
    if ( weights[block] > 0 )
      tally.add( mBlocks[block], weights[block] );
  return tally;
}

BlockSample ModelScores::sample( std::span<const int> weights ) const
{
  const ScoreTally tally = sum( weights );
  BlockSample sample;
  for ( const Score &score : mScores )
    sample.scores.push_back( score.value( tally ) );
  sample.scores.push_back( mPairs.rocAuc( weights ) );
  for ( const Hits &hits : tally.flagged )
    sample.curve.push_back( tally.all.incidents > 0 ? hits.incidents / tally.all.incidents : 0 );
  return sample;
}

std::vector<Score> allScores( const ScoreSettings &settings )
{
  std::vector<Score> scores = scoreList( settings );
  scores.push_back( { rocAucId, "ROC AUC", Better::Higher, {} } );
  return scores;
}

} // namespace riskcast
