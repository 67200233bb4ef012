#pragma once

#include "../training_options.h"

#include <torch/torch.h>

namespace riskcast
{

// What a ConvLSTM does between its convolutions, in one pass over the memory. All tensors are on a processor, have
// the filters last, and each row of cells in one piece; of the gates i, f, o, g of a row of cells, each lies side by side.

/// What a step computes, and its gradient needs.
struct LstmCell
{
  torch::Tensor gates;    ///< i, f, o, g after their activation [N, H, 4, W F]; undefined where no gradient is wanted
  torch::Tensor cell;     ///< C [N, H, W, F]
  torch::Tensor squashed; ///< tanh( C ) [N, H, W, F]; undefined where no gradient is wanted
};

/// What the gates i, f, o, g of a step get before their activation, which is the sum of both parts.
struct LstmInput
{
  torch::Tensor maps;   ///< [N, H, W, 4F], or with places [R, 1, W, 4F]; undefined: 0
  torch::Tensor places; ///< int64 [N, H], which of R rows of cells each row gets; undefined: each its own
  torch::Tensor state;  ///< [N, H, W, 4F]; undefined: 0
};

/// The step of an LSTM.
/// \param input     maps or state is defined
/// \param previous  C before the step; undefined: 0; may be the memory of to.cell
/// \param to        overwritten
/// \param hidden    [N, H, W, F], gets H = o ∘ tanh( C )
void runLstmCell( const LstmInput &input, const torch::Tensor &previous, GateActivation activation, const LstmCell &to,
                  const torch::Tensor &hidden );

/// \param hidden    gradient of H [N, H, W, F]
/// \param previous  C before the step; undefined: 0
/// \param cell      gradient of C from the steps after this one; becomes that of the previous C
/// \param gates     [N, H, W, 4F], gets the gradient of the gates before their activation
void lstmCellGradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
                       const torch::Tensor &cell, const torch::Tensor &gates );

} // namespace riskcast
