#pragma once

#include "forecaster.h"
#include "rate_features.h"

namespace riskcast
{

/// Non-negative mixture of decayed, smoothed counts, weights by maximum likelihood:
///   λ[t,c] = Σ_k w_k E_k[t,c],  w ≥ 0,  risk = 1 - exp(-λ).
/// The E_k are the rates of mixtureBank(), which says how they are scaled, and the mean rate: everywhere alike, and spread as
/// each covariate says, as it is and smoothed by 1.5 cells. A Poisson likelihood is fitted by expectation maximisation: no step
/// size, no local optimum, weights that can be read. No LibTorch. Described in docs/methods/rate_mixture.md.
class RateMixture
{
public:
  /// What Forecaster has these for.
  int firstTarget( const HeatmapStack &stack ) const;
  void useCovariates( const std::vector<Covariate> &covariates ) { mCovariates = covariates; }
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const;
  const nlohmann::json &history() const { return mHistory; }

  /// Chooses which maps enter, by log loss on the validation steps; the weights are then those of the training steps.
  /// \param inputs  to choose from, at least one
  void chooseInput( const HeatmapStack &stack, const StepSplit &split, const std::vector<RateInput> &inputs, Feedback &feedback );

  /// Fits the weights to \a targets.
  void fitWeights( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback );

  /// Walks through a stack once and hands over, just before each target, its index in \a targets, the rates E_k of the
  /// bank, [K, H × W], and the mixture λ, [H × W].
  using Visit = std::function<void( size_t, std::span<const float>, std::span<const float> )>;
  void walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback ) const;

  /// The mean rate, of what the weights were fitted to.
  double meanRate() const { return mConstant; }

  /// Tensors get names that begin with \a prefix.
  void save( ModelFile &file, nlohmann::json &description, const std::string &prefix ) const;
  /// \throws Error if a tensor is missing or shaped otherwise, or rates are scaled otherwise
  void load( const ModelFile &file, const nlohmann::json &description, const std::string &prefix );

private:
  float predictedShare() const;

  RateInput mInput = RateInput::Counts;
  double mConstant = 0; ///< the mean rate
  std::vector<Covariate> mCovariates;
  std::vector<float> mWeights; ///< of the bank's rates, then of patternsOf() the mean rate; float, as the file keeps them
  nlohmann::json mHistory = nlohmann::json::object();
};

/// \param description  of a mixture in a model file
/// \throws Error if its rates are not scaled as those of mixtureBank() are
void checkRates( const nlohmann::json &description );

/// Weights of a mixture by EM, 200 rounds from equal weights:
///   w_k ← min( w_k (Σ_i y_i E_ik / λ_i) / (Σ over all cells and steps of E_k), limit_k ).
/// \param counts  y_i > 0 of the cells and steps with incidents, [n]
/// \param rates   their rates E_ik, [n, K]
/// \param totals  Σ E_k over all cells and steps, those without incidents included, [K]
/// \param limits  of the weights, [K]
/// \return [K]; 0 where a total is 0
std::vector<double> fitMixture( std::span<const float> counts, std::span<const float> rates, std::span<const double> totals,
                                std::span<const double> limits, Feedback &feedback );

/// The greatest weight of a memory of \a halfLife steps, infinity allowed, where every \a gap-th step has reports:
///   (1 - d^gap) / (1 - d)  with  d = 0.5^(1 / half-life);  gap, where it forgets nothing.
/// Right after a report, a memory of the steps with reports alone is that many times one of all steps; without a limit, a short
/// memory that has nearly faded before each report would get any weight.
double weightLimit( double halfLife, double gap );

} // namespace riskcast
