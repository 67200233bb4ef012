#pragma once

#include "../training_options.h"

#include <torch/torch.h>

namespace riskcast
{

// What a ConvLSTM does between its convolutions, cell by cell, with as few passes over the memory as possible. All tensors are
// contiguous, on a processor, and have the filters last.

/// What the gradient of a step needs.
struct LstmCell
{
  torch::Tensor open;      ///< i, f, o [..., 3F]
  torch::Tensor candidate; ///< g [..., F]
  torch::Tensor cell;      ///< C [..., F]
  torch::Tensor squashed;  ///< tanh( C ) [..., F]
};

/// The cell after a step.
/// \param gates     i, f, o, g before their activation [..., 4F]
/// \param previous  C before the step; undefined: 0; may be the memory of to.cell
/// \param to        overwritten
void runLstmCell( const torch::Tensor &gates, const torch::Tensor &previous, GateActivation activation, const LstmCell &to );

/// \param hidden    gradient of H = o ∘ tanh( C ) [..., F]
/// \param previous  C before the step; undefined: 0
/// \param cell      gradient of C from the steps after this one; becomes that of the previous C
/// \param gates     [..., 4F], gets the gradient of the gates before their activation
void lstmCellGradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
                       const torch::Tensor &cell, const torch::Tensor &gates );

} // namespace riskcast
