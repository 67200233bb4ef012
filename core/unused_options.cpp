#include "unused_options.h"

#include "models/model_kinds.h"

namespace riskcast
{

namespace
{
/// Options that some trainings have a use for, and which ones have.
struct Use
{
  std::vector<std::string> options;
  bool ( *hasUse )( const ModelKind &kind, const TrainingOptions &taken );
};

bool hasOneLayer( const ModelKind &kind )
{
  return kind.id == ModelKindId::RateNetwork || kind.id == ModelKindId::StResNet;
}

bool addsUpTheDay( const ModelKind &kind, const TrainingOptions &taken )
{
  return kind.id == ModelKindId::StResNet && taken.cumulativeDay;
}

/// Shares of the steps are of use to every kind; device and seed may be given to all alike.
const std::vector<Use> &uses()
{
  using enum ModelKindId;
  static const std::vector<Use> all = {
    { { "calendar", "prior", "filters", "loss", "epochs", "learningRate", "batchSize", "weightDecay", "gradientClip", "patience",
        "refit", "seeds", "mixedPrecision" },
      []( const ModelKind &kind, const TrainingOptions & ) { return kind.isNetwork; } },
    { { "positiveWeight" },
      []( const ModelKind &kind, const TrainingOptions &taken ) { return kind.isNetwork && weighsPositives( *taken.loss ); } },
    { { "rateDrops" },
      []( const ModelKind &kind, const TrainingOptions &taken ) { return kind.isNetwork && *taken.patience > 0; } },
    { { "padding", "gapFilling", "stepsSinceReport" },
      []( const ModelKind &kind, const TrainingOptions & ) { return kind.seesMaps(); } },
    { { "windowMaps" },
      []( const ModelKind &kind, const TrainingOptions &taken ) { return kind.seesMaps() && !addsUpTheDay( kind, taken ); } },
    { { "binaryThreshold" },
      []( const ModelKind &kind, const TrainingOptions &taken )
      { return kind.seesMaps() && !addsUpTheDay( kind, taken ) && taken.windowMaps == WindowMaps::Binary; } },
    { { "windowLength" }, []( const ModelKind &kind, const TrainingOptions & ) { return kind.hasWindow; } },
    { { "periodSteps" },
      []( const ModelKind &kind, const TrainingOptions &taken ) { return kind.id == StResNet && taken.period > 0; } },
    { { "trendSteps" },
      []( const ModelKind &kind, const TrainingOptions &taken ) { return kind.id == StResNet && taken.trend > 0; } },
    { { "closeness", "period", "trend", "cumulativeDay", "residualUnits", "superResolution" },
      []( const ModelKind &kind, const TrainingOptions & ) { return kind.id == StResNet; } },
    { { "form" }, []( const ModelKind &kind, const TrainingOptions & ) { return kind.id == ConvLstm; } },
    { { "gateActivation" },
      []( const ModelKind &kind, const TrainingOptions & ) { return kind.id == ConvLstm || kind.id == EncoderForecaster; } },
    { { "horizon" }, []( const ModelKind &kind, const TrainingOptions & ) { return kind.id == EncoderForecaster; } },
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

std::vector<std::string> optionsWithoutUse( const TrainingOptions &taken )
{
  const ModelKind *kind = findModelKind( taken.kind );
  std::vector<std::string> names;
  for ( const Use &use : uses() )
    if ( kind && !use.hasUse( *kind, taken ) )
      names.insert( names.end(), use.options.begin(), use.options.end() );
  return names;
}

std::vector<std::string> unusedOptions( const TrainingOptions &given, const TrainingOptions &taken )
{
  const nlohmann::json asked = askedFor( given );
  std::vector<std::string> names = optionsWithoutUse( taken );
  std::erase_if( names, [&asked]( const std::string &name ) { return !asked.contains( name ); } );
  const ModelKind *kind = findModelKind( taken.kind );
  if ( kind && hasOneLayer( *kind ) && asked.contains( "filters" ) && given.filters.size() > 1 )
    names.push_back( "filters after the first" );
  return names;
}

} // namespace riskcast
