#include "baseline_parts.h"
#include "error.h"
#include "outcome.h"
#include "rate_features.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{
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
    const Outcome outcome( stack, split.validation[i] );
    for ( size_t k = 0; k < losses.size(); ++k )
    {
      const std::span<const float> map = rates.subspan( k * cells, cells );
      losses[k] += input == RateInput::Counts ? outcome.lossOfRates( map, mFloor ) : outcome.lossOfProbabilities( map, mFloor );
    }
  };
  walkRates( stack, bank, input, split.validation, addLosses, feedback );
  return losses;
}

void Ewma::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  mFloor = rateFloor( stack, split.training.back() );

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

std::unique_ptr<Forecaster> makeEwma()
{
  return std::make_unique<Ewma>();
}

} // namespace riskcast
