#pragma once

#include "rate_mixture.h"

namespace riskcast
{

/// A rate mixture for each map that a model of a stack gives (see outputCount()): of any incident and, where there are several
/// categories, of each. None of them knows of the others.
class RateMixtures : public Forecaster
{
public:
  int firstTarget( const HeatmapStack &stack ) const override;
  void useCovariates( const std::vector<Covariate> &covariates ) override { mCovariates = covariates; }

  /// Inputs are chosen on the validation steps; weights are fitted to training and validation steps.
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;
  RiskForecast forecast( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;
  void save( ModelFile &file ) const override;
  void load( const ModelFile &file ) override;

  /// That of the mixture of any incident.
  nlohmann::json history() const override;

  /// Before fit(): has the mixtures made from what those of a model are made from, and not from what is chosen.
  /// \param description  as save() wrote it; of other categories than the stack's it says nothing
  /// \throws Error if its rates are scaled otherwise
  void keepInputs( const nlohmann::json &description );

  /// The two halves of fit(): the weights are those of the training steps; then those of \a targets.
  void chooseInputs( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback );
  void fitWeights( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback );

  /// As RateMixture::walk(), for one output after the other, whose number comes first.
  using Visit = std::function<void( size_t, size_t, std::span<const float>, std::span<const float> )>;
  void walk( const HeatmapStack &stack, std::span<const int> targets, const Visit &visit, Feedback &feedback ) const;

  /// One for each output; none before fit().
  const std::vector<RateMixture> &each() const { return mMixtures; }

  /// As save() and load(), in a file that holds more. \param prefix  of the tensors' names
  void save( ModelFile &file, nlohmann::json &description, const std::string &prefix ) const;
  void load( const ModelFile &file, const nlohmann::json &description, const std::string &prefix, int outputs );

private:
  std::vector<Covariate> mCovariates;
  std::vector<RateInput> mKeptInputs; ///< of each output; empty: they are chosen
  std::vector<RateMixture> mMixtures;
};

std::unique_ptr<Forecaster> makeRateMixtures();

} // namespace riskcast
