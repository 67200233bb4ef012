#pragma once

#include "../training_options.h"
#include "network.h"

namespace riskcast
{

/// Convolutional LSTM without peepholes, with 3 × 3 kernels, that returns the hidden state of every step:
///
///     i, f, o = σ( Wx * X_t + Wh * H_t-1 + b )      C_t = f ∘ C_t-1 + i ∘ tanh( Wxg * X_t + Whg * H_t-1 + bg )
///     H_t = o ∘ tanh( C_t ),   H_0 = C_0 = 0         (* convolution, ∘ product of elements)
///
/// `input.weight` [4F, C, 3, 3] and `recurrent.weight` [4F, F, 3, 3] hold the gates in the order i, f, o, g.
/// Starts as Keras 2 does: Glorot-uniform input kernels, orthogonal recurrent kernels, no bias but 1 in the forget gate.
/// Source: Shi et al. 2015, Convolutional LSTM Network, equation 3 without the peephole terms.
class ConvLstmLayerImpl : public torch::nn::Module
{
public:
  ConvLstmLayerImpl( int channels, int filters, GateActivation gates, Padding padding );

  /// \param maps  [L, N, C, H, W]
  /// \return hidden states [L, N, F, H, W]
  torch::Tensor forward( const torch::Tensor &maps );

private:
  torch::nn::Conv2d mInput;
  torch::nn::Conv2d mRecurrent;
  GateActivation mGates;
  Padding mPadding;
};
TORCH_MODULE( ConvLstmLayer );

/// ConvLSTM → batch normalisation over the filters → 3-D max pooling that halves time, rows and columns, rounding up.
class ConvLstmBlockImpl : public torch::nn::Module
{
public:
  ConvLstmBlockImpl( int channels, int filters, GateActivation gates, Padding padding );

  /// \param maps  [L, N, C, H, W]
  /// \return [⌈L/2⌉, N, F, ⌈H/2⌉, ⌈W/2⌉]
  torch::Tensor forward( const torch::Tensor &maps );

private:
  torch::Tensor normalised( const torch::Tensor &states );

  ConvLstmLayer mLstm;
  torch::nn::BatchNorm2d mNorm;
};
TORCH_MODULE( ConvLstmBlock );

struct ConvLstmNetworkOptions
{
  int channels = 1;
  int windowLength = 16;
  int rows = 32;
  int columns = 32;
  std::vector<int> filters = TrainingOptions().filters; ///< of each block; as many blocks as filters
  GateActivation gateActivation = TrainingOptions().gateActivation;
  Padding padding = TrainingOptions().padding;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount() const;
};

/// x [N, L, C, H, W] → a block per filter count → [N, F, L', H', W'] → dense → logits [N, H × W]
/// (16 maps of 32 × 32 after four blocks: L' = 1, H' = W' = 2).
/// Source: Holm and Plynning 2018, as reconstructed in docs/methods/convlstm.md.
class ConvLstmNetworkImpl : public Network
{
public:
  explicit ConvLstmNetworkImpl( const ConvLstmNetworkOptions &options );
  torch::Tensor forward( const torch::Tensor &maps ) override;

private:
  std::vector<ConvLstmBlock> mBlocks;
  torch::nn::Linear mDense = nullptr;
};
TORCH_MODULE( ConvLstmNetwork );

} // namespace riskcast
