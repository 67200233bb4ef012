#pragma once

#include "core_kinds.h"
#include "evaluate_risk_models.h"
#include "training.h"

#include <map>

namespace riskcast
{

/// First test step, and last step learned from, of each fit of an insider.
using Fits = std::vector<std::pair<int, int>>;

/// Knows what will happen, so that it is known how good it is: with \a faith 1 it says so, with -1 the opposite, with 0 nothing.
class Insider : public Forecaster
{
public:
  Insider( double faith, Fits &fits )
      : mFaith( faith )
      , mFits( fits )
  {
  }
  int firstTarget( const HeatmapStack & ) const override { return 1; }
  void fit( const HeatmapStack &, const StepSplit &split, Feedback & ) override
  {
    mFits.emplace_back( split.test.front(), split.validation.back() );
  }
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback & ) const override
  {
    std::vector<float> risk;
    for ( const int target : targets )
      for ( const float count : stack.total( target ) )
        risk.push_back( static_cast<float>( 0.3 + mFaith * ( count > 0 ? 0.2 : -0.2 ) ) );
    return risk;
  }
  void save( ModelFile &file ) const override { file.description["model"] = nlohmann::json::object(); }
  void load( const ModelFile & ) override {}

private:
  double mFaith;
  Fits &mFits;
};

/// Makes insiders, liars and cynics, who note their \a fits, beside the kinds of the core.
inline ForecasterMaker makerOfInsiders( Fits &fits )
{
  return [&fits]( const TrainingOptions &options ) -> std::unique_ptr<Forecaster>
  {
    const std::map<std::string, double> faiths = { { "insider", 1 }, { "liar", -1 }, { "cynic", 0 } };
    const auto faith = faiths.find( options.kind );
    if ( faith == faiths.end() )
      return makeCoreForecaster( options );
    return std::make_unique<Insider>( faith->second, fits );
  };
}

/// Baselines that are quick.
inline EvaluationOptions quick()
{
  EvaluationOptions options;
  options.baselines = { "longrunrate", "randommap" };
  options.bootstrap.repetitions = 200;
  return options;
}

/// A model trained on the first 80 of the 100 days from 2024-01-01 on: the test begins on day 80, 2024-03-21.
inline NamedModel trained( const HeatmapStack &stack, const ForecasterMaker &maker, const std::string &kind )
{
  Feedback silent;
  TrainingOptions options;
  options.kind = kind;
  const auto withBaselines = [&]( const TrainingOptions &each )
  { return each.kind == "ewma" ? makeLongRunRate() : maker( each ); };
  return { kind + "_file", trainRiskModel( stack, options, withBaselines, silent ).file };
}

} // namespace riskcast
