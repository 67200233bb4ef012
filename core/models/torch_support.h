#pragma once

#include "../model_file.h"
#include "../training_options.h"

#include <torch/torch.h>

#include <functional>

namespace riskcast
{

/// Runs \a work, during which LibTorch may throw. What it throws becomes an Error of one or two sentences; out of memory is
/// named, with advice. Error and Canceled go through.
/// \param doing  e.g. "training the network", for the message
void callTorch( const std::string &doing, const std::function<void()> &work );

/// Settings of the process that LibTorch needs to be fast and to repeat itself.
void prepareTorch();

/// \throws Error if a GPU is asked for and LibTorch has none
torch::Device torchDevice( Device device );

/// "cpu", "cuda", as LibTorch calls it.
std::string deviceName( const torch::Device &device );

/// All parameters and buffers, by their names in PyTorch's state_dict().
std::vector<std::pair<std::string, torch::Tensor>> stateOf( const torch::nn::Module &module );

/// Puts the state into the file as it is, in 32 bits.
void saveState( const torch::nn::Module &module, ModelFile &file );

/// \throws Error if a tensor is missing or shaped otherwise
void loadState( torch::nn::Module &module, const ModelFile &file );

} // namespace riskcast
