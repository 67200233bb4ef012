#pragma once

#include "network_inputs.h"

namespace riskcast
{

/// Rates of each cell, relative to the rate mixture λ that is the prior, for incidents of any category and of each:
///   log(E_k + e) - log(λ + e) for the rates E_k of mixtureBank(), and log(λ + e), with e = 5 % of the mean rate,
/// standardised by mean and deviation of the training steps, cut at ±6, and divided by the number of outputs.
/// Source: docs/methods/rate_network.md.
class RateInputs : public NetworkInputs
{
public:
  /// \throws Error unless the prior is the mixture
  explicit RateInputs( const TrainingOptions &options );

  NetworkShape shape( const HeatmapStack &stack ) const override;
  double bytesPerTarget( const HeatmapStack &stack ) const override;
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  void keepFrom( const ModelFile &model ) override;
  SampleSource open( const HeatmapStack &stack, std::vector<int> targets, Feedback &feedback ) const override;
  void save( ModelFile &file, nlohmann::json &description ) const override;
  void load( const ModelFile &file, const nlohmann::json &description, int outputs ) override;

private:
  void loadScale( const ModelFile &file );

  /// Gets of each target, by its place, and each output the features [K + 1, H × W], not standardised, and λ,
  /// [H × W]; both are valid until the next target.
  using Visit = std::function<void( size_t, int, std::span<float>, std::span<const float> )>;
  void walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback ) const;

  torch::Tensor mMean;  ///< [F]
  torch::Tensor mScale; ///< [F], deviation × outputs, above 0
};

} // namespace riskcast
