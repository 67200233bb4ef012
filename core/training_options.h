#pragma once

#include "enum_names.h"
#include "gap_filling.h"
#include "window_maps.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
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

/// How wrong a network's scores are, and hence what they mean.
enum class Loss
{
  CrossEntropy, ///< scores are logits
  Focal,        ///< scores are logits; cells that are told apart well count less (Lin et al. 2017, gamma 2)
  Poisson,      ///< scores are logarithms of expected counts
  SquaredError, ///< scores are expected counts
};

/// Whether cells with incidents may weigh more in it.
constexpr bool weighsPositives( Loss loss )
{
  return loss == Loss::CrossEntropy || loss == Loss::Focal;
}

/// The rate that a network's scores correct: an untrained network then forecasts just that rate.
enum class Prior
{
  None,
  LongRunRate, ///< mean count per cell and step of the training
  Mixture,     ///< the rate mixture
};

/// Settings of a training. Each has its default here, or in completed() where kinds of models differ, and nowhere else; a kind
/// reads those that it has a use for.
struct TrainingOptions
{
  std::string kind = "ratenetwork"; ///< a name of modelKinds

  double validationShare = 0.2; ///< latest share of the steps before the test period that choose the epoch or the input
  double testShare = 0.2;       ///< latest share of the steps with reports that are never trained on, only scored

  // What networks see: windows of maps, or the rates of cells
  int windowLength = 16;
  GapFilling gapFilling = GapFilling::Linear;
  WindowMaps windowMaps = WindowMaps::Binary; // counts: worse on the validation steps of Delhi and Manchester
  double binaryThreshold = 0.5;
  int horizon = 3;               ///< steps that an encoder-forecaster foretells at once
  bool stepsSinceReport = false; ///< the network also sees how long ago the last reports were
  std::optional<bool> calendar;  ///< the network also sees season, weekday and hour of the target step
  std::optional<Prior> prior;

  // Maps of a residual network: of the steps right before the target, and of whole periods back
  int closeness = 3;
  int period = 1;
  int trend = 1;
  std::optional<int> periodSteps; ///< none: a day of hours, a week of days, 4 weeks, 3 months
  std::optional<int> trendSteps;  ///< none: a week of hours, 4 weeks of days, 52 weeks, 12 months
  bool cumulativeDay = false;     ///< maps add up what happened since midnight, and the network foretells the next such sum

  // What they are made of
  int residualUnits = 4;    ///< of each branch of a residual network
  int superResolution = 1;  ///< cells inside a residual network for each of the grid, along each side
  std::vector<int> filters; ///< numbers of filters, block by block; empty: those of the kind
  ConvLstmForm form = ConvLstmForm::Squash;
  GateActivation gateActivation = GateActivation::HardSigmoid;
  Padding padding = Padding::Replicate;

  // How they learn
  std::optional<Loss> loss;
  std::optional<double> positiveWeight; ///< weight of a positive cell; 0: negatives / positives of the training targets
  std::optional<int> epochs;
  std::optional<double> learningRate;
  std::optional<int> batchSize;
  std::optional<double> weightDecay; ///< decoupled from the gradient (AdamW)
  double gradientClip = 0;           ///< longest gradient, as the norm over all parameters; 0: any
  std::optional<int> patience;       ///< epochs without gain on the validation steps to wait for; 0: all
  std::optional<int> rateDrops;      ///< how often, after them, training goes on from the best epoch at a quarter of the rate
  std::optional<bool> refit;         ///< at last learns from the validation steps, too, for as many epochs as were best
  int seeds = 1;                     ///< networks in the model, each from a seed of its own, that are averaged
  bool mixedPrecision = false;       ///< convolutions and products in 16 bits while learning; made for GPUs
  Device device = Device::Auto;

  std::uint64_t seed = 1;
};

/// The options with what was not given set to what suits the kind: what its source says, or what was found to work.
TrainingOptions completed( TrainingOptions options );

/// The options of a training that begins with a model: what its networks see and are made of as in the model, how they learn as
/// \a given says.
TrainingOptions continued( const TrainingOptions &ofModel, const TrainingOptions &given );

/// The options as kept in a model file; enums by their names ("linear", "replicate", …).
void to_json( nlohmann::json &json, const TrainingOptions &options );
void from_json( const nlohmann::json &json, TrainingOptions &options );

template<> const std::vector<std::string> &enumNames<GapFilling>();     ///< linear, hold, decay, zeros, lastobserved
template<> const std::vector<std::string> &enumNames<WindowMaps>();     ///< binary, counts
template<> const std::vector<std::string> &enumNames<Padding>();        ///< replicate, reflect, zeros
template<> const std::vector<std::string> &enumNames<GateActivation>(); ///< hardsigmoid, sigmoid
template<> const std::vector<std::string> &enumNames<ConvLstmForm>();   ///< squash, convolutional
template<> const std::vector<std::string> &enumNames<Loss>();           ///< crossentropy, focal, poisson, squarederror
template<> const std::vector<std::string> &enumNames<Prior>();          ///< none, longrunrate, mixture
template<> const std::vector<std::string> &enumNames<Device>();         ///< auto, cpu, gpu

} // namespace riskcast
