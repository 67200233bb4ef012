#include "training_options.h"

#include "models/model_kinds.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<GapFilling>()
{
  static const std::vector<std::string> names = { "linear", "hold", "decay", "zeros", "lastobserved" };
  return names;
}

template<> const std::vector<std::string> &enumNames<WindowMaps>()
{
  static const std::vector<std::string> names = { "binary", "counts" };
  return names;
}

template<> const std::vector<std::string> &enumNames<Padding>()
{
  static const std::vector<std::string> names = { "replicate", "reflect", "zeros" };
  return names;
}

template<> const std::vector<std::string> &enumNames<GateActivation>()
{
  static const std::vector<std::string> names = { "hardsigmoid", "sigmoid" };
  return names;
}

template<> const std::vector<std::string> &enumNames<ConvLstmForm>()
{
  static const std::vector<std::string> names = { "squash", "convolutional" };
  return names;
}

template<> const std::vector<std::string> &enumNames<Loss>()
{
  static const std::vector<std::string> names = { "crossentropy", "focal", "poisson", "squarederror" };
  return names;
}

template<> const std::vector<std::string> &enumNames<Prior>()
{
  static const std::vector<std::string> names = { "none", "longrunrate", "mixture" };
  return names;
}

template<> const std::vector<std::string> &enumNames<Device>()
{
  static const std::vector<std::string> names = { "auto", "cpu", "gpu" };
  return names;
}

namespace
{

/// The settings that kinds differ in.
struct KindSettings
{
  std::vector<int> filters;
  Prior prior = Prior::None;
  bool calendar = false;
  Loss loss = Loss::CrossEntropy;
  int epochs = 100;
  double learningRate = 1e-4;
  std::optional<int> batchSize = 8; ///< none: by the number of training steps
  double positiveWeight = 0;        ///< where classes can be weighed
  double weightDecay = 0;
  int patience = 0;
  int rateDrops = 0;
  bool refit = false;
};

KindSettings settingsOf( const TrainingOptions &options )
{
  const ModelKind *kind = findModelKind( options.kind );
  switch ( kind ? kind->id : ModelKindId::ConvLstm )
  {
    case ModelKindId::RateNetwork:
      return { .filters = { 16 },
               .prior = Prior::Mixture,
               .calendar = true,
               .epochs = 30,
               .learningRate = 3e-3,
               .batchSize = {},
               .weightDecay = 1e-2,
               .patience = 3,
               .rateDrops = 1,
               .refit = true };
    case ModelKindId::StResNet:
      return { .filters = { 32 },
               .calendar = true,
               .loss = options.cumulativeDay ? Loss::SquaredError : Loss::Poisson,
               .learningRate = 2e-4,
               .batchSize = 32,
               .patience = 10 };
    case ModelKindId::Sftt:
    case ModelKindId::Parb:
      return { .filters = { 32, 64, 128 }, .learningRate = 1e-3, .patience = 10 };
    case ModelKindId::Tfts:
      return { .filters = { 32, 32 }, .learningRate = 1e-3, .patience = 10 };
    case ModelKindId::EncoderForecaster:
      return { .filters = { 16, 16 }, .learningRate = 1e-3, .patience = 10 };
    case ModelKindId::Gan:
      return { .filters = { 32, 64, 128, 128 }, .learningRate = 2e-4, .positiveWeight = 1 };
    default:
      return { .filters = { 16, 32, 32, 64 } }; // convlstm, as published; other kinds have no use for these
  }
}

template<class Value> void complete( std::optional<Value> &option, const Value &usual )
{
  option = option.value_or( usual );
}

/// A member of a JSON object, nothing where it is null; enums by their names.
template<class Value> void readOptional( const nlohmann::json &json, const char *name, std::optional<Value> &option )
{
  const nlohmann::json &value = json.at( name );
  if ( value.is_null() )
    option.reset();
  else if constexpr ( std::is_enum_v<Value> )
    option = enumFromName<Value>( value );
  else
    option = value.get<Value>();
}

template<class Value> nlohmann::json orNull( const std::optional<Value> &option )
{
  if constexpr ( std::is_enum_v<Value> )
    return option ? nlohmann::json( enumName( *option ) ) : nlohmann::json();
  else
    return option ? nlohmann::json( *option ) : nlohmann::json();
}
} // namespace

TrainingOptions completed( TrainingOptions options )
{
  const KindSettings usual = settingsOf( options );
  if ( options.filters.empty() )
    options.filters = usual.filters;
  complete( options.prior, usual.prior );
  complete( options.calendar, usual.calendar );
  complete( options.loss, usual.loss );
  // A prior is honest from the start; focal loss has its own way with rare cells.
  const bool weighs = *options.prior == Prior::None && *options.loss == Loss::CrossEntropy;
  complete( options.positiveWeight, weighs ? usual.positiveWeight : 1.0 );
  complete( options.epochs, usual.epochs );
  complete( options.learningRate, usual.learningRate );
  if ( !options.batchSize )
    options.batchSize = usual.batchSize;
  complete( options.weightDecay, usual.weightDecay );
  complete( options.patience, usual.patience );
  complete( options.rateDrops, usual.rateDrops );
  complete( options.refit, usual.refit );
  return options;
}

TrainingOptions continued( const TrainingOptions &ofModel, const TrainingOptions &given )
{
  TrainingOptions options = ofModel;
  options.validationShare = given.validationShare;
  options.testShare = given.testShare;
  options.positiveWeight = given.positiveWeight;
  options.epochs = given.epochs;
  options.learningRate = given.learningRate;
  options.batchSize = given.batchSize;
  options.weightDecay = given.weightDecay;
  options.gradientClip = given.gradientClip;
  options.patience = given.patience;
  options.rateDrops = given.rateDrops;
  options.refit = given.refit;
  options.mixedPrecision = given.mixedPrecision;
  options.device = given.device;
  options.seed = given.seed;
  return options;
}

void to_json( nlohmann::json &json, const TrainingOptions &options )
{
  json = { { "kind", options.kind },
           { "validationShare", options.validationShare },
           { "testShare", options.testShare },
           { "windowLength", options.windowLength },
           { "gapFilling", enumName( options.gapFilling ) },
           { "windowMaps", enumName( options.windowMaps ) },
           { "binaryThreshold", options.binaryThreshold },
           { "horizon", options.horizon },
           { "stepsSinceReport", options.stepsSinceReport },
           { "calendar", orNull( options.calendar ) },
           { "closeness", options.closeness },
           { "period", options.period },
           { "trend", options.trend },
           { "periodSteps", orNull( options.periodSteps ) },
           { "trendSteps", orNull( options.trendSteps ) },
           { "cumulativeDay", options.cumulativeDay },
           { "residualUnits", options.residualUnits },
           { "superResolution", options.superResolution },
           { "prior", orNull( options.prior ) },
           { "filters", options.filters },
           { "form", enumName( options.form ) },
           { "gateActivation", enumName( options.gateActivation ) },
           { "padding", enumName( options.padding ) },
           { "loss", orNull( options.loss ) },
           { "positiveWeight", orNull( options.positiveWeight ) },
           { "epochs", orNull( options.epochs ) },
           { "learningRate", orNull( options.learningRate ) },
           { "batchSize", orNull( options.batchSize ) },
           { "weightDecay", orNull( options.weightDecay ) },
           { "gradientClip", options.gradientClip },
           { "patience", orNull( options.patience ) },
           { "rateDrops", orNull( options.rateDrops ) },
           { "refit", orNull( options.refit ) },
           { "seeds", options.seeds },
           { "mixedPrecision", options.mixedPrecision },
           { "device", enumName( options.device ) },
           { "seed", options.seed } };
}

void from_json( const nlohmann::json &json, TrainingOptions &options )
{
  json.at( "kind" ).get_to( options.kind );
  json.at( "validationShare" ).get_to( options.validationShare );
  json.at( "testShare" ).get_to( options.testShare );
  json.at( "windowLength" ).get_to( options.windowLength );
  options.gapFilling = enumFromName<GapFilling>( json.at( "gapFilling" ) );
  options.windowMaps = enumFromName<WindowMaps>( json.at( "windowMaps" ) );
  json.at( "binaryThreshold" ).get_to( options.binaryThreshold );
  json.at( "horizon" ).get_to( options.horizon );
  json.at( "stepsSinceReport" ).get_to( options.stepsSinceReport );
  readOptional( json, "calendar", options.calendar );
  json.at( "closeness" ).get_to( options.closeness );
  json.at( "period" ).get_to( options.period );
  json.at( "trend" ).get_to( options.trend );
  readOptional( json, "periodSteps", options.periodSteps );
  readOptional( json, "trendSteps", options.trendSteps );
  json.at( "cumulativeDay" ).get_to( options.cumulativeDay );
  json.at( "residualUnits" ).get_to( options.residualUnits );
  json.at( "superResolution" ).get_to( options.superResolution );
  readOptional( json, "prior", options.prior );
  json.at( "filters" ).get_to( options.filters );
  options.form = enumFromName<ConvLstmForm>( json.at( "form" ) );
  options.gateActivation = enumFromName<GateActivation>( json.at( "gateActivation" ) );
  options.padding = enumFromName<Padding>( json.at( "padding" ) );
  readOptional( json, "loss", options.loss );
  readOptional( json, "positiveWeight", options.positiveWeight );
  readOptional( json, "epochs", options.epochs );
  readOptional( json, "learningRate", options.learningRate );
  readOptional( json, "batchSize", options.batchSize );
  readOptional( json, "weightDecay", options.weightDecay );
  json.at( "gradientClip" ).get_to( options.gradientClip );
  readOptional( json, "patience", options.patience );
  readOptional( json, "rateDrops", options.rateDrops );
  readOptional( json, "refit", options.refit );
  json.at( "seeds" ).get_to( options.seeds );
  json.at( "mixedPrecision" ).get_to( options.mixedPrecision );
  options.device = enumFromName<Device>( json.at( "device" ) );
  json.at( "seed" ).get_to( options.seed );
}

} // namespace riskcast
