#pragma once

#include "../heatmap_stack.h"
#include "../model_file.h"
#include "../training_options.h"

#include <torch/torch.h>

#include <functional>

namespace riskcast
{

/// What to do where a network is too large for the memory.
inline constexpr const char *memoryAdvice =
    "Use fewer filters, smaller batches, fewer cells, a shorter window or a smaller share of validation steps.";

/// Runs \a work, during which LibTorch may throw. What it throws becomes an Error of one or two sentences; out of memory is
/// named, with advice. Error and Canceled go through.
/// \param doing  e.g. "training the network", for the message
void callTorch( const std::string &doing, const std::function<void()> &work );

/// Settings of the process that LibTorch needs to be fast and to repeat itself.
/// \param processesOnMachine  of those that compute side by side, this one included; they part the processors
void prepareTorch( int processesOnMachine = 1 );

/// \param number  of the GPU, if it is one; beyond the last it goes on with the first
/// \throws Error if a GPU is asked for and LibTorch has none that computes
torch::Device torchDevice( Device device, int number = 0 );

/// Whether a device gives so much memory at once. LibTorch keeps what a GPU gave, for what comes then.
bool hasMemory( const torch::Device &device, double bytes );

/// "cpu" or "gpu", as options have it.
std::string deviceName( const torch::Device &device );

/// All parameters and buffers, by their names in PyTorch's state_dict().
std::vector<std::pair<std::string, torch::Tensor>> stateOf( const torch::nn::Module &module );

/// Puts the state into the file as it is, in 32 bits, under names that begin with \a prefix.
void saveState( const torch::nn::Module &module, ModelFile &file, const std::string &prefix );

/// \throws Error if a tensor is missing or shaped otherwise
void loadState( torch::nn::Module &module, const ModelFile &file, const std::string &prefix );

/// The values as a model file keeps them, and back.
Tensor toTensor( const torch::Tensor &values );
torch::Tensor fromTensor( const Tensor &tensor );

/// 1 inside the study area, [H × W].
torch::Tensor cellTensor( const HeatmapStack &stack );

} // namespace riskcast
