#include "unused_options.h"

#include "models/model_kinds.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

namespace
{
/// Options that some kinds have a use for, and which ones have.
struct Use
{
  std::vector<std::string> options;
  bool ( *hasUse )( const ModelKind &kind );
};

/// Shares of the steps are of use to every kind; device and seed may be given to all alike.
const std::vector<Use> &uses()
{
  using enum ModelKindId;
  static const std::vector<Use> all = {
    { { "calendar", "prior", "filters", "loss", "positiveWeight", "epochs", "learningRate", "batchSize", "weightDecay",
        "gradientClip", "patience", "rateDrops", "refit", "seeds", "mixedPrecision" },
      []( const ModelKind &kind ) { return kind.isNetwork; } },
    { { "padding", "gapFilling", "binaryThreshold", "stepsSinceReport" },
      []( const ModelKind &kind ) { return kind.isNetwork && kind.id != RateNetwork; } },
    { { "windowLength" }, []( const ModelKind &kind ) { return kind.hasWindow; } },
    { { "closeness", "period", "trend", "periodSteps", "trendSteps", "cumulativeDay", "residualUnits", "superResolution" },
      []( const ModelKind &kind ) { return kind.id == StResNet; } },
    { { "form" }, []( const ModelKind &kind ) { return kind.id == ConvLstm; } },
    { { "gateActivation" }, []( const ModelKind &kind ) { return kind.id == ConvLstm || kind.id == EncoderForecaster; } },
    { { "horizon" }, []( const ModelKind &kind ) { return kind.id == EncoderForecaster; } },
  };
  return all;
}
} // namespace

std::vector<std::string> unusedOptions( const TrainingOptions &given, const std::string &kind )
{
  const ModelKind *known = findModelKind( kind );
  if ( !known )
    return {};
  const nlohmann::json asked = given, usual = TrainingOptions();
  std::vector<std::string> names;
  for ( const Use &use : uses() )
    for ( const std::string &name : use.options )
      if ( !use.hasUse( *known ) && asked.at( name ) != usual.at( name ) )
        names.push_back( name );
  return names;
}

} // namespace riskcast
