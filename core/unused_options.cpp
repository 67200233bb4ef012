#include "unused_options.h"

#include "models/model_kinds.h"

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

nlohmann::json askedFor( const TrainingOptions &given )
{
  const nlohmann::json all = given, usual = TrainingOptions();
  nlohmann::json asked = nlohmann::json::object();
  for ( const auto &[name, value] : all.items() )
    if ( value != usual.at( name ) )
      asked[name] = value;
  return asked;
}

std::vector<std::string> unusedOptions( const TrainingOptions &given, const std::string &kind )
{
  const ModelKind *known = findModelKind( kind );
  if ( !known )
    return {};
  const nlohmann::json asked = askedFor( given );
  std::vector<std::string> names;
  for ( const Use &use : uses() )
    for ( const std::string &name : use.options )
      if ( !use.hasUse( *known ) && asked.contains( name ) )
        names.push_back( name );
  return names;
}

} // namespace riskcast
