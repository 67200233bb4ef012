#pragma once

#include "conv_lstm_steps.h"
#include "padded_conv2d.h"

namespace riskcast
{

/// Convolutional LSTM without peepholes, with 3 × 3 kernels:
///
///     i, f, o = σ( Wx * X_t + Wh * H_t-1 + b )      C_t = f ∘ C_t-1 + i ∘ tanh( Wxg * X_t + Whg * H_t-1 + bg )
///     H_t = o ∘ tanh( C_t )                          (* convolution, ∘ product of elements)
///
/// `input.weight` [4F, C, 3, 3] and `recurrent.weight` [4F, F, 3, 3] hold the gates in the order i, f, o, g. The bias is
/// `input.bias` [4F], or `recurrent.bias` in a layer without input.
/// Starts as Keras 2 does: Glorot-uniform input kernels, orthogonal recurrent kernels, no bias but 1 in the forget gate.
/// Source: Shi et al. 2015, Convolutional LSTM Network, equation 3 without the peephole terms.
class ConvLstmLayerImpl : public torch::nn::Module
{
public:
  /// \param channels  C; 0 for a layer without input, which goes on from a state
  ConvLstmLayerImpl( int channels, int filters, GateActivation gates, Padding padding );

  /// From H = C = 0.
  /// \param maps        [L, N, C, H, W]
  /// \param mapsRepeat  as in convLstmSteps(), which they do in the first layer of a network; of no use on a GPU
  /// \return hidden states [L, N, F, H, W]
  torch::Tensor forward( const torch::Tensor &maps, bool mapsRepeat = false );

  /// The same from \a state, which is then that after the last map.
  torch::Tensor read( const torch::Tensor &maps, ConvLstmState &state, bool mapsRepeat = false );

  /// The same as forward() without gradients, on a processor, pair by pair of steps: see visitConvLstmPairs().
  void visitPairs( const torch::Tensor &maps, bool mapsRepeat, const PairVisitor &visit );

  /// What a layer without input makes of a state.
  /// \return hidden states [steps, N, F, H, W]
  torch::Tensor continued( ConvLstmState state, int steps );

  /// Number of learned values.
  static double parameterCount( double channels, double filters );

private:
  ConvLstmWeights weights() const;
  torch::Tensor run( const torch::Tensor &maps, int64_t steps, ConvLstmState &state, bool mapsRepeat );

  PaddedConv2d mInput; ///< none in a layer without input
  PaddedConv2d mRecurrent;
  GateActivation mGates;
  Padding mPadding;
};
TORCH_MODULE( ConvLstmLayer );

} // namespace riskcast
