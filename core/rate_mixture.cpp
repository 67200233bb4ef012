#include "rate_mixture.h"

#include "error.h"
#include "evaluation.h"
#include "number_text.h"
#include "rate_features.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace riskcast
{

std::vector<double> fitMixture( std::span<const float> counts, std::span<const float> rates, std::span<const double> totals,
                                std::span<const double> limits, Feedback &feedback )
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
      weights[k] = totals[k] > 0 ? std::min( weights[k] * shares[k] / totals[k], limits[k] ) : 0;
    feedback.setProgress( ( round + 1.0 ) / rounds );
  }
  return weights;
}

double weightLimit( double halfLife, double gap )
{
  const double kept = decayOf( halfLife );
  return kept < 1 ? ( 1 - std::pow( kept, gap ) ) / ( 1 - kept ) : gap;
}

namespace
{
constexpr const char *shapeName = "cellShape";

constexpr double covariateSigma = 1.5; // cells
constexpr float evenShare = 0.05F;     // of what a covariate spreads: no map is complete, and no cell without a risk

/// Of patternsOf()
std::int64_t patternCount( size_t covariates )
{
  return 1 + 2 * static_cast<std::int64_t>( covariates );
}

/// How the mean rate may be spread, [1 + 2 C, H × W]: everywhere alike; then by each covariate, as it is and smoothed.
std::vector<std::vector<float>> patternsOf( const std::vector<Covariate> &covariates, const Grid &grid )
{
  std::vector<std::vector<float>> patterns = { std::vector<float>( grid.cellCount(), 1 ) };
  for ( const Covariate &covariate : covariates )
  {
    std::vector<float> &pattern = patterns.emplace_back( covariate.values );
    std::ranges::for_each( pattern, []( float &value ) { value = evenShare + ( 1 - evenShare ) * value; } );
    patterns.push_back( smoothed( pattern, grid.rows(), grid.columns(), gaussianKernel( covariateSigma ) ) );
  }
  return patterns;
}

/// Of the weights of all rates of a bank, then of patternsOf() the mean rate: those need none, as no incident fades from it.
std::vector<double> weightLimits( const RateBank &bank, std::span<const int> targets, size_t patterns )
{
  const double gap = targets.size() > 1 ? static_cast<double>( targets.back() - targets.front() ) / ( targets.size() - 1.0 ) : 1;
  std::vector<double> limits;
  for ( const double halfLife : bank.halfLives )
    limits.insert( limits.end(), bank.sigmas.size(), weightLimit( halfLife, gap ) );
  limits.resize( limits.size() + patterns, std::numeric_limits<double>::infinity() );
  return limits;
}

/// Mean count per cell of the study area and step.
double meanRateOf( const HeatmapStack &stack, std::span<const int> targets, RateInput input )
{
  double sum = 0;
  for ( const int target : targets )
    for ( const float count : rateInput( stack, target, input ) )
      sum += count;
  const auto cells = std::ranges::count( stack.studyArea, 1 );
  return sum / ( static_cast<double>( targets.size() ) * static_cast<double>( cells ) );
}
} // namespace

int RateMixture::firstTarget( const HeatmapStack &stack ) const
{
  return warmUpSteps( stack.steps, stack.stepCount() );
}

void RateMixture::fitWeights( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback )
{
  const RateBank bank = mixtureBank( stack.steps.length() );
  const std::vector<std::vector<float>> patterns = patternsOf( mCovariates, stack.grid );
  const size_t memories = bank.size();
  const size_t features = memories + patterns.size();
  const size_t cells = stack.cellCount();
  std::vector<float> counts;
  std::vector<float> rates;
  std::vector<double> totals( features, 0 );
  // Binary and capped rates are fitted to what they can tell: whether there was an incident.
  const RateInput target = mInput == RateInput::Counts ? RateInput::Counts : RateInput::Binary;
  mConstant = meanRateOf( stack, targets, target );
  const auto collect = [&]( size_t i, std::span<const float> bankRates )
  {
    const std::vector<float> happened = rateInput( stack, targets[i], target );
    for ( size_t cell = 0; cell < cells; ++cell )
    {
      if ( !stack.studyArea[cell] )
        continue;
      for ( size_t k = 0; k < features; ++k )
        totals[k] += k < memories ? bankRates[k * cells + cell] : mConstant * patterns[k - memories][cell];
      if ( happened[cell] <= 0 )
        continue;
      counts.push_back( happened[cell] );
      for ( size_t k = 0; k < memories; ++k )
        rates.push_back( bankRates[k * cells + cell] );
      for ( const std::vector<float> &pattern : patterns )
        rates.push_back( static_cast<float>( mConstant * pattern[cell] ) );
    }
  };
  PhaseFeedback collecting( feedback, 0, 0.7 );
  walkRates( stack, bank, mInput, targets, collect, collecting );
  PhaseFeedback weighing( feedback, 0.7, 1 );
  const std::vector<double> weights =
      fitMixture( counts, rates, totals, weightLimits( bank, targets, patterns.size() ), weighing );
  mWeights.assign( weights.begin(), weights.end() );
}

void RateMixture::chooseInput( const HeatmapStack &stack, const StepSplit &split, const std::vector<RateInput> &inputs,
                               Feedback &feedback )
{
  const std::vector<float> noTieBreak( stack.cellCount(), 0 );
  RateMixture best;
  double bestLoss = std::numeric_limits<double>::infinity();
  for ( size_t i = 0; i < inputs.size(); ++i )
  {
    const auto share = [&]( size_t input ) { return static_cast<double>( input ) / static_cast<double>( inputs.size() ); };
    PhaseFeedback phase( feedback, share( i ), share( i + 1 ) );
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
      best = *this;
    }
  }
  best.mHistory = mHistory;
  *this = std::move( best );
  const bool isOne = stack.categoryCount() == 1 && stack.categories != HeatmapStack().categories;
  feedback.info( "Rate mixture" + ( isOne ? " of " + stack.categories.front() : "" ) + ": its input is " + enumName( mInput ) +
                 ( inputs.size() == 1
                       ? ", that of the model to start from."
                       : ", chosen by log loss on " + countText( std::ssize( split.validation ), "validation step" ) + "." ) );
  if ( !mCovariates.empty() ) // whose patterns have a mean of 1, so that their weights are shares of the mean rate
    feedback.info( "Covariates spread " +
                   oneDigitPercent( std::accumulate( mWeights.end() - 2 * std::ssize( mCovariates ), mWeights.end(), 0.0 ) ) +
                   " % of the incidents that the rate mixture expects." );
}

/// Weights tell what to expect of a step with reports from rates of all steps, those without reports included; so they may add up
/// to far more than 1. A predicted step enters rates as what is to be expected of any step: then a mixture that expects its mean
/// rate goes on expecting it, Σ w_k f + w_0 = 1.
float RateMixture::predictedShare() const
{
  const auto patterns = mWeights.end() - patternCount( mCovariates.size() );
  const double ofRates = std::accumulate( mWeights.begin(), patterns, 0.0 );
  const double ofMean = std::accumulate( patterns, mWeights.end(), 0.0 );
  return static_cast<float>( std::clamp( ( 1 - ofMean ) / std::max( ofRates, 1e-6 ), 0.0, 1.0 ) );
}

void RateMixture::walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback ) const
{
  const size_t cells = stack.cellCount();
  const std::vector<std::vector<float>> patterns = patternsOf( mCovariates, stack.grid );
  const size_t memories = mWeights.size() - patterns.size();
  std::vector<double> spread( cells, 0 ); // of the mean rate, the same before each target
  for ( size_t pattern = 0; pattern < patterns.size(); ++pattern )
    for ( size_t cell = 0; cell < cells; ++cell )
      spread[cell] += mWeights[memories + pattern] * mConstant * patterns[pattern][cell];
  std::vector<float> mixture( cells );
  const auto mix = [&]( size_t i, std::span<const float> rates )
  {
    for ( size_t cell = 0; cell < cells; ++cell )
    {
      double lambda = spread[cell];
      for ( size_t k = 0; k < memories; ++k )
        lambda += mWeights[k] * rates[k * cells + cell];
      mixture[cell] = static_cast<float>( lambda );
    }
    visit( i, rates, mixture );
  };
  walkRates( stack, mixtureBank( stack.steps.length() ), mInput, targets, mix, feedback, predictedShare() );
}

std::vector<float> RateMixture::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  std::vector<float> risk;
  risk.reserve( targets.size() * stack.cellCount() );
  const auto append = [&risk]( size_t, std::span<const float>, std::span<const float> mixture )
  { std::ranges::transform( mixture, std::back_inserter( risk ), []( float lambda ) { return -std::expm1( -lambda ); } ); };
  walk( stack, targets, append, feedback );
  return risk;
}

void RateMixture::save( ModelFile &file, nlohmann::json &description, const std::string &prefix ) const
{
  file.tensors[prefix + "weights"] = { { static_cast<std::int64_t>( mWeights.size() ) }, mWeights };
  saveCovariates( file, mCovariates );
  description = { { "input", enumName( mInput ) }, { "constant", mConstant }, { shapeName, mixtureCellShape } };
}

void RateMixture::load( const ModelFile &file, const nlohmann::json &description, const std::string &prefix )
{
  mInput = rateInputOf( description );
  mConstant = description.at( "constant" );
  if ( !std::isfinite( mConstant ) || mConstant < 0 )
    throw Error( "The model's mean rate is below 0 or no number. Train it again." );
  checkRates( description );
  const StepLength step = stepLengthFromString( file.description.at( "step" ) );
  mCovariates = covariatesOf( file );
  mWeights = file.tensor( prefix + "weights", { mixtureBank( step ).size() + patternCount( mCovariates.size() ) } ).values;
  if ( std::ranges::min( mWeights ) < 0 )
    throw Error( "The model has weights below 0. Train it again." );
}

void checkRates( const nlohmann::json &description )
{
  if ( description.value( shapeName, 0.0 ) != mixtureCellShape )
    throw Error( "The model's rates are not scaled as this version of Riskcast does it. Train it again." );
}

} // namespace riskcast
