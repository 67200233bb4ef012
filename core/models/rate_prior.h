#pragma once

#include "../rate_mixtures.h"
#include "../training_options.h"

#include <torch/torch.h>

namespace riskcast
{

/// The expected counts that a network corrects, of any category and of each: mean counts of all training steps with reports, or
/// rate mixtures, which are made from the steps before the target alone.
class RatePrior
{
public:
  /// \param kind  not None
  explicit RatePrior( Prior kind )
      : mKind( kind )
  {
  }

  int firstTarget( const HeatmapStack &stack ) const;

  /// Of use to mixtures.
  void useCovariates( const std::vector<Covariate> &covariates ) { mMixtures.useCovariates( covariates ); }

  /// Before fit(): takes over what the prior of a model is made from. \throws Error if its rates are scaled otherwise
  void keepFrom( const nlohmann::json &description );

  /// Learns from split.training; what it is made from is chosen by split.validation.
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback );

  /// Learns from \a targets what does not need to be chosen.
  void refit( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback );

  /// Logarithms of the expected counts, never below -18. \return [targets, O, H × W]
  torch::Tensor logRates( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const;

  /// Of use unless the prior is the long-run rate.
  const RateMixtures &mixtures() const { return mMixtures; }

  void save( ModelFile &file, nlohmann::json &description ) const;

  /// \throws Error if a tensor is missing or shaped otherwise
  void load( const ModelFile &file, const nlohmann::json &description, int outputs );

private:
  void fitMeans( const HeatmapStack &stack, int lastStep );

  Prior mKind;
  RateMixtures mMixtures;
  torch::Tensor mLogMeans; ///< [O, H × W]
};

/// Puts the logarithms of \a rates into \a logs; none falls below -18, so that nothing is ruled out for good.
void logRates( std::span<const float> rates, float *logs );

} // namespace riskcast
