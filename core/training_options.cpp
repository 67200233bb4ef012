#include "training_options.h"

#include <nlohmann/json.hpp>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<GapFilling>()
{
  static const std::vector<std::string> names = { "linear", "hold", "decay", "zeros", "lastobserved" };
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

template<> const std::vector<std::string> &enumNames<Device>()
{
  static const std::vector<std::string> names = { "auto", "cpu", "gpu" };
  return names;
}

void to_json( nlohmann::json &json, const TrainingOptions &options )
{
  json = { { "kind", options.kind },
           { "validationShare", options.validationShare },
           { "testShare", options.testShare },
           { "windowLength", options.windowLength },
           { "gapFilling", enumName( options.gapFilling ) },
           { "binaryThreshold", options.binaryThreshold },
           { "stepsSinceReport", options.stepsSinceReport },
           { "filters", options.filters },
           { "gateActivation", enumName( options.gateActivation ) },
           { "padding", enumName( options.padding ) },
           { "epochs", options.epochs },
           { "learningRate", options.learningRate },
           { "batchSize", options.batchSize },
           { "positiveWeight", options.positiveWeight },
           { "patience", options.patience },
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
  json.at( "binaryThreshold" ).get_to( options.binaryThreshold );
  json.at( "stepsSinceReport" ).get_to( options.stepsSinceReport );
  json.at( "filters" ).get_to( options.filters );
  options.gateActivation = enumFromName<GateActivation>( json.at( "gateActivation" ) );
  options.padding = enumFromName<Padding>( json.at( "padding" ) );
  json.at( "epochs" ).get_to( options.epochs );
  json.at( "learningRate" ).get_to( options.learningRate );
  json.at( "batchSize" ).get_to( options.batchSize );
  json.at( "positiveWeight" ).get_to( options.positiveWeight );
  json.at( "patience" ).get_to( options.patience );
  options.device = enumFromName<Device>( json.at( "device" ) );
  json.at( "seed" ).get_to( options.seed );
}

} // namespace riskcast
