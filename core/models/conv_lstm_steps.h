#pragma once

#include "../training_options.h"

#include <torch/torch.h>

namespace riskcast
{

/// What a ConvLSTM remembers between steps, both [N, F, H, W]; undefined before the first step, which means 0.
struct ConvLstmState
{
  torch::Tensor hidden; ///< H
  torch::Tensor cell;   ///< C
};

/// What the gates i, f, o, g of a step get from its map and from the state before it: 3 × 3 convolutions.
struct ConvLstmWeights
{
  torch::Tensor input;         ///< Wx [4F, C, 3, 3]; undefined in a layer without input
  torch::Tensor inputBias;     ///< [4F]; undefined without input
  torch::Tensor recurrent;     ///< Wh [4F, F, 3, 3]
  torch::Tensor recurrentBias; ///< [4F]; undefined with input
  GateActivation activation;
  Padding padding;
};

/// All steps of a ConvLSTM as one function with a gradient of its own, made for processors: the gradient of the weights is taken
/// over all steps at once, filters lie side by side in memory, and without gradients nothing is kept.
/// \param maps        [L, N, C, H, W]; undefined in a layer without input
/// \param steps       L
/// \param state       before the first step; afterwards after the last
/// \param mapsRepeat  the windows share maps: without gradients, each is convolved once
/// \return hidden states [L, N, F, H, W]
torch::Tensor convLstmSteps( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, ConvLstmState &state,
                             bool mapsRepeat );

} // namespace riskcast
