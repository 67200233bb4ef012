#pragma once

#include "enum_names.h"
#include "gap_filling.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace riskcast
{

/// What the convolutions of a network see beyond the edge of the map.
enum class Padding
{
  Replicate,
  Reflect,
  Zeros,
};

/// The gates' activation of a ConvLSTM.
enum class GateActivation
{
  HardSigmoid, ///< clip(0.2 x + 0.5, 0, 1): Keras 2's recurrent default, hence what the publication most likely ran
  Sigmoid,
};

/// How a ConvLSTM network ends.
enum class ConvLstmForm
{
  Squash,        ///< as published: pooled in time and space, then a dense layer that ties it to its grid
  Convolutional, ///< pooled in time alone, then convolutions: any grid
};

enum class Device
{
  Auto, ///< a GPU if LibTorch can use one
  Cpu,
  Gpu,
};

/// Settings of a training. Each has its default here and nowhere else; a kind of model reads those that it has a use for.
struct TrainingOptions
{
  std::string kind = "ratemixture"; ///< an id of modelKinds()

  double validationShare = 0.2; ///< latest share of the steps before the test period that choose the epoch or the input
  double testShare = 0.2;       ///< latest share of the steps with reports that are never trained on, only scored

  // Networks on windows of binary maps
  int windowLength = 16;
  GapFilling gapFilling = GapFilling::Linear;
  double binaryThreshold = 0.5;
  bool stepsSinceReport = false;                 ///< the network also sees how long ago the last reports were
  std::vector<int> filters = { 16, 32, 32, 64 }; ///< of each ConvLSTM block
  ConvLstmForm form = ConvLstmForm::Squash;
  GateActivation gateActivation = GateActivation::HardSigmoid;
  Padding padding = Padding::Replicate;
  int epochs = 100;
  double learningRate = 1e-4;
  int batchSize = 8;
  double positiveWeight = 0; ///< weight of a positive cell; 0: negatives / positives of the training targets
  int patience = 0;          ///< stop after so many epochs without gain on the validation steps; 0: never
  Device device = Device::Auto;

  std::uint64_t seed = 1;
};

/// The options as kept in a model file; enums by their names ("linear", "replicate", …).
void to_json( nlohmann::json &json, const TrainingOptions &options );
void from_json( const nlohmann::json &json, TrainingOptions &options );

template<> const std::vector<std::string> &enumNames<GapFilling>();     ///< linear, hold, decay, zeros, lastobserved
template<> const std::vector<std::string> &enumNames<Padding>();        ///< replicate, reflect, zeros
template<> const std::vector<std::string> &enumNames<GateActivation>(); ///< hardsigmoid, sigmoid
template<> const std::vector<std::string> &enumNames<ConvLstmForm>();   ///< squash, convolutional
template<> const std::vector<std::string> &enumNames<Device>();         ///< auto, cpu, gpu

} // namespace riskcast
