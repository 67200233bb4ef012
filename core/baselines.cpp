#include "baselines.h"

#include "error.h"
#include "evaluation.h"
#include "rate_features.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{
int lastFittedStep( const StepSplit &split )
{
  return split.validation.empty() ? split.training.back() : split.validation.back();
}

class LongRunRate : public Forecaster
{
public:
  int firstTarget( const HeatmapStack & ) const override { return 1; }

  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback & ) override
  {
    mMean = meanCounts( stack, lastFittedStep( split ) );
    mRows = stack.grid.rows();
  }

  std::vector<float> predict( const HeatmapStack &, std::span<const int> targets, Feedback & ) const override
  {
    std::vector<float> risk;
    risk.reserve( targets.size() * mMean.size() );
    for ( size_t i = 0; i < targets.size(); ++i )
      std::ranges::transform( mMean, std::back_inserter( risk ), []( float mean ) { return -std::expm1( -mean ); } );
    return risk;
  }

  void save( ModelFile &file ) const override
  {
    const std::int64_t columns = static_cast<std::int64_t>( mMean.size() ) / mRows;
    file.tensors["mean"] = { { mRows, columns }, mMean };
    file.description["model"] = nlohmann::json::object();
  }

  void load( const ModelFile &file ) override
  {
    const nlohmann::json &grid = file.description.at( "grid" );
    mRows = grid.at( "rows" );
    mMean = file.tensor( "mean", { mRows, grid.at( "columns" ) } ).values;
    if ( !mMean.empty() && std::ranges::min( mMean ) < 0 )
      throw Error( "The model has mean counts below 0. Train it again." );
  }

private:
  std::vector<float> mMean;
  std::int64_t mRows = 0;
};

class Ewma : public Forecaster
{
public:
  int firstTarget( const HeatmapStack & ) const override { return 1; }
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;
  void save( ModelFile &file ) const override;
  void load( const ModelFile &file ) override;

private:
  /// Log loss of each rate of the bank on the validation steps.
  std::vector<double> validationLosses( const HeatmapStack &stack, const RateBank &bank, const StepSplit &split, RateInput input,
                                        Feedback &feedback ) const;
  float risk( float rate, RateInput input ) const;

  double mHalfLife = 0; ///< steps
  double mSigma = 0;    ///< cells
  RateInput mInput = RateInput::Counts;
  double mFloor = 0; ///< added to every rate
};

float Ewma::risk( float rate, RateInput input ) const
{
  const double floored = rate + mFloor;
  return static_cast<float>( input == RateInput::Counts ? -std::expm1( -floored ) : std::min( floored, 1.0 ) );
}

std::vector<double> Ewma::validationLosses( const HeatmapStack &stack, const RateBank &bank, const StepSplit &split,
                                            RateInput input, Feedback &feedback ) const
{
  std::vector<double> losses( bank.size(), 0 );
  const size_t cells = stack.cellCount();
  const auto addLosses = [&]( size_t i, std::span<const float> rates )
  {
    const std::vector<float> happened = stack.total( split.validation[i] );
    std::vector<float> map( cells );
    for ( size_t k = 0; k < losses.size(); ++k )
    {
      std::ranges::transform( rates.subspan( k * cells, cells ), map.begin(), [&]( float rate ) { return risk( rate, input ); } );
      losses[k] += logLoss( map, happened, stack.studyArea );
    }
  };
  walkRates( stack, bank, input, split.validation, addLosses, feedback );
  return losses;
}

void Ewma::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  const std::vector<float> mean = meanCounts( stack, split.training.back() );
  double sum = 0;
  for ( const float each : mean )
    sum += each;
  mFloor = 0.001 * sum / static_cast<double>( mean.size() );

  const RateBank bank = averageBank( stack.steps.length() );
  double least = std::numeric_limits<double>::infinity();
  for ( const RateInput input : { RateInput::Counts, RateInput::Binary } )
  {
    PhaseFeedback phase( feedback, input == RateInput::Counts ? 0 : 0.5, input == RateInput::Counts ? 0.5 : 1 );
    const std::vector<double> losses = validationLosses( stack, bank, split, input, phase );
    const auto best = std::ranges::min_element( losses );
    if ( *best >= least )
      continue;
    least = *best;
    mInput = input;
    mHalfLife = bank.halfLives[( best - losses.begin() ) / bank.sigmas.size()];
    mSigma = bank.sigmas[( best - losses.begin() ) % bank.sigmas.size()];
  }
}

std::vector<float> Ewma::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  std::vector<float> result;
  result.reserve( targets.size() * stack.cellCount() );
  const auto append = [&]( size_t, std::span<const float> rates )
  { std::ranges::transform( rates, std::back_inserter( result ), [this]( float rate ) { return risk( rate, mInput ); } ); };
  walkRates( stack, { { mHalfLife }, { mSigma } }, mInput, targets, append, feedback );
  return result;
}

void Ewma::save( ModelFile &file ) const
{
  nlohmann::json halfLife = nullptr; // JSON has no infinity; null is "never forgets"
  if ( std::isfinite( mHalfLife ) )
    halfLife = mHalfLife;
  file.description["model"] = {
    { "halfLifeSteps", halfLife }, { "sigmaCells", mSigma }, { "input", enumName( mInput ) }, { "floor", mFloor }
  };
}

void Ewma::load( const ModelFile &file )
{
  const nlohmann::json &model = file.description.at( "model" );
  const nlohmann::json &halfLife = model.at( "halfLifeSteps" );
  mHalfLife = halfLife.is_null() ? std::numeric_limits<double>::infinity() : halfLife.get<double>();
  mSigma = model.at( "sigmaCells" );
  mInput = rateInputOf( model );
  mFloor = model.at( "floor" );
  constexpr double widest = 1000; // cells; the bank ends far below, and a lying width could ask for all memory
  if ( !( mHalfLife > 0 ) || !( mSigma >= 0 && mSigma <= widest ) || !( mFloor >= 0 && std::isfinite( mFloor ) ) )
    throw Error( "The model's half-life, width or floor is not a number that can be. Train it again." );
}
} // namespace

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

std::unique_ptr<Forecaster> makeLongRunRate()
{
  return std::make_unique<LongRunRate>();
}

std::unique_ptr<Forecaster> makeEwma()
{
  return std::make_unique<Ewma>();
}

} // namespace riskcast
