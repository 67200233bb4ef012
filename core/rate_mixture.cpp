#include "rate_mixture.h"

#include "error.h"
#include "evaluation.h"
#include "rate_features.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

std::vector<double> fitMixture( std::span<const float> counts, std::span<const float> rates, std::span<const double> totals,
                                Feedback &feedback )
{
  constexpr int rounds = 200;
  const size_t features = totals.size();
  std::vector<double> weights( features, 1.0 / static_cast<double>( features ) );
  for ( int round = 0; round < rounds; ++round )
  {
    feedback.throwIfCanceled();
    std::vector<double> shares( features, 0 );
    for ( size_t i = 0; i < counts.size(); ++i )
    {
      const float *rate = rates.data() + i * features;
      double lambda = 0;
      for ( size_t k = 0; k < features; ++k )
        lambda += weights[k] * rate[k];
      if ( lambda <= 0 )
        continue; // no feature reaches this cell, so no weight can answer for it
      const double scale = counts[i] / lambda;
      for ( size_t k = 0; k < features; ++k )
        shares[k] += scale * rate[k];
    }
    for ( size_t k = 0; k < features; ++k )
      weights[k] *= totals[k] > 0 ? shares[k] / totals[k] : 0;
    feedback.setProgress( ( round + 1.0 ) / rounds );
  }
  return weights;
}

namespace
{
/// Mean count per cell of the study area and step.
double meanRate( const HeatmapStack &stack, std::span<const int> targets, RateInput input )
{
  double sum = 0;
  for ( const int target : targets )
    for ( const float count : rateInput( stack, target, input ) )
      sum += count;
  const auto cells = std::ranges::count( stack.studyArea, 1 );
  return sum / ( static_cast<double>( targets.size() ) * static_cast<double>( cells ) );
}

class RateMixture : public Forecaster
{
public:
  int firstTarget( const HeatmapStack &stack ) const override;
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;
  void save( ModelFile &file ) const override;
  void load( const ModelFile &file ) override;
  nlohmann::json history() const override { return mHistory; }

private:
  void fitWeights( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback );

  RateInput mInput = RateInput::Counts;
  double mConstant = 0;        ///< the last feature: the mean rate, the same everywhere
  std::vector<float> mWeights; ///< of the bank's rates, then of the constant; float, as the file keeps them
  nlohmann::json mHistory = nlohmann::json::object();
};

int RateMixture::firstTarget( const HeatmapStack &stack ) const
{
  return warmUpSteps( stack.steps, stack.stepCount() );
}

void RateMixture::fitWeights( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback )
{
  const RateBank bank = mixtureBank( stack.steps.length() );
  const size_t features = bank.size() + 1;
  const size_t cells = stack.cellCount();
  std::vector<float> counts;
  std::vector<float> rates;
  std::vector<double> totals( features, 0 );
  // Binary and capped rates are fitted to what they can tell: whether there was an incident.
  const RateInput target = mInput == RateInput::Counts ? RateInput::Counts : RateInput::Binary;
  mConstant = meanRate( stack, targets, target );
  const auto collect = [&]( size_t i, std::span<const float> bankRates )
  {
    const std::vector<float> happened = rateInput( stack, targets[i], target );
    for ( size_t cell = 0; cell < cells; ++cell )
    {
      if ( !stack.studyArea[cell] )
        continue;
      for ( size_t k = 0; k + 1 < features; ++k )
        totals[k] += bankRates[k * cells + cell];
      totals.back() += mConstant;
      if ( happened[cell] <= 0 )
        continue;
      counts.push_back( happened[cell] );
      for ( size_t k = 0; k + 1 < features; ++k )
        rates.push_back( bankRates[k * cells + cell] );
      rates.push_back( static_cast<float>( mConstant ) );
    }
  };
  PhaseFeedback collecting( feedback, 0, 0.7 );
  walkRates( stack, bank, mInput, targets, collect, collecting );
  PhaseFeedback weighing( feedback, 0.7, 1 );
  const std::vector<double> weights = fitMixture( counts, rates, totals, weighing );
  mWeights.assign( weights.begin(), weights.end() );
}

void RateMixture::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  const std::vector<RateInput> inputs = { RateInput::Counts, RateInput::Binary, RateInput::Capped };
  const std::vector<float> noTieBreak( stack.cellCount(), 0 );
  RateInput best = RateInput::Counts;
  double bestLoss = std::numeric_limits<double>::infinity();
  for ( size_t i = 0; i < inputs.size(); ++i )
  {
    PhaseFeedback phase( feedback, 0.25 * static_cast<double>( i ), 0.25 * static_cast<double>( i + 1 ) );
    phase.setProgress( 0, "Fitting the rate mixture to " + enumName( inputs[i] ) );
    mInput = inputs[i];
    PhaseFeedback weighing( phase, 0, 0.7 );
    fitWeights( stack, split.training, weighing );
    PhaseFeedback predicting( phase, 0.7, 0.9 );
    const std::vector<float> risk = predict( stack, split.validation, predicting );
    PhaseFeedback scoring( phase, 0.9, 1 );
    const double loss = scoreRisk( stack, split.validation, risk, noTieBreak, scoring ).logLoss;
    mHistory["validationLogLoss"][enumName( mInput )] = loss;
    if ( loss < bestLoss )
    {
      bestLoss = loss;
      best = mInput;
    }
  }
  mInput = best;
  std::vector<int> all = split.training;
  all.insert( all.end(), split.validation.begin(), split.validation.end() );
  PhaseFeedback phase( feedback, 0.75, 1 );
  fitWeights( stack, all, phase );
  feedback.info( "Rate mixture: its input is " + enumName( best ) + ", chosen by log loss on " +
                 std::to_string( split.validation.size() ) + " validation steps." );
}

std::vector<float> RateMixture::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  const size_t cells = stack.cellCount();
  std::vector<float> risk( targets.size() * cells );
  const auto mix = [&]( size_t i, std::span<const float> rates )
  {
    for ( size_t cell = 0; cell < cells; ++cell )
    {
      double lambda = mWeights.back() * mConstant;
      for ( size_t k = 0; k + 1 < mWeights.size(); ++k )
        lambda += mWeights[k] * rates[k * cells + cell];
      risk[i * cells + cell] = static_cast<float>( -std::expm1( -lambda ) );
    }
  };
  walkRates( stack, mixtureBank( stack.steps.length() ), mInput, targets, mix, feedback );
  return risk;
}

void RateMixture::save( ModelFile &file ) const
{
  file.tensors["weights"] = { { static_cast<std::int64_t>( mWeights.size() ) }, mWeights };
  file.description["model"] = { { "input", enumName( mInput ) }, { "constant", mConstant } };
}

void RateMixture::load( const ModelFile &file )
{
  const nlohmann::json &model = file.description.at( "model" );
  mInput = rateInputOf( model );
  mConstant = model.at( "constant" );
  if ( !std::isfinite( mConstant ) || mConstant < 0 )
    throw Error( "The model's mean rate is below 0 or no number. Train it again." );
  const StepLength step = stepLengthFromString( file.description.at( "step" ) );
  mWeights = file.tensor( "weights", { mixtureBank( step ).size() + 1 } ).values;
  if ( std::ranges::min( mWeights ) < 0 )
    throw Error( "The model has weights below 0. Train it again." );
}
} // namespace

std::unique_ptr<Forecaster> makeRateMixture()
{
  return std::make_unique<RateMixture>();
}

} // namespace riskcast
