#pragma once

#include "../training_options.h"

#include <torch/torch.h>

#include <functional>

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
/// over all steps at once, filters lie side by side in memory, and without gradients only hidden states are kept.
/// \param maps        [L, N, C, H, W]; undefined in a layer without input
/// \param steps       L
/// \param state       before the first step; afterwards after the last
/// \param mapsRepeat  the windows share maps: without gradients, each row of them is convolved once
/// \return hidden states [L, N, F, H, W]
torch::Tensor convLstmSteps( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, ConvLstmState &state,
                             bool mapsRepeat );

/// Gets the hidden states of two steps in any order, and of the last one alone where their number is odd.
/// \param pair         ⌊step / 2⌋
/// \param firstWindow  of those that the states belong to
/// \param states       [2 or 1, windows, H, W, F], valid during the call
using PairVisitor = std::function<void( int64_t pair, int64_t firstWindow, const torch::Tensor &states )>;

/// The steps from H = C = 0, without gradients and without memory for the states of more than two steps at a time.
/// \param maps   [L, N, C, H, W]
/// \param visit  is called in several threads
void visitConvLstmPairs( const torch::Tensor &maps, const ConvLstmWeights &weights, bool mapsRepeat, const PairVisitor &visit );

} // namespace riskcast
