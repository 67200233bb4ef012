#pragma once

#include "calendar_term.h"
#include "conv_lstm_layer.h"
#include "network.h"

namespace riskcast
{

struct ConvLstmNetworkOptions
{
  ConvLstmForm form = ConvLstmForm::Squash;
  std::vector<int> filters; ///< of each block; as many blocks as filters
  GateActivation gateActivation = GateActivation::HardSigmoid;
  Padding padding = Padding::Replicate;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount( const NetworkShape &shape ) const;
};

/// Which way max pooling halves a sequence of maps, rounding up.
enum class Pooling
{
  TimeAndSpace, ///< time, rows and columns: 3-D
  Time,
};

/// ConvLSTM → batch normalisation over the filters → max pooling.
class ConvLstmBlockImpl : public torch::nn::Module
{
public:
  ConvLstmBlockImpl( int channels, int filters, const ConvLstmNetworkOptions &options );

  /// \param maps        [L, N, C, H, W]
  /// \param mapsRepeat  as in ConvLstmLayerImpl::forward()
  /// \return [⌈L/2⌉, N, F, ⌈H/2⌉, ⌈W/2⌉], or with the rows and columns that came in
  torch::Tensor forward( const torch::Tensor &maps, bool mapsRepeat );

private:
  /// Without gradients and on a processor: never are all states there at once.
  torch::Tensor predicted( const torch::Tensor &maps, bool mapsRepeat );

  ConvLstmLayer mLstm;
  torch::nn::BatchNorm2d mNorm;
  Pooling mPooling;
};
TORCH_MODULE( ConvLstmBlock );

/// The published network, in two forms.
///
/// Squash (as published):  x [N, L, C, H, W] → a block for each number of filters, pooled in three dimensions
///   → [N, F, L', H', W'] → dense → scores [N, O, H × W]      (16 maps of 32 × 32 after four blocks: L' = 1, H' = W' = 2).
/// Convolutional (any grid):  x → a block for each number of filters, pooled in time → the greatest of what steps are left
///   → convolution 3 × 3 to 32 filters, ReLU → convolution 1 × 1 → scores [N, O, H × W].
/// Both add the CalendarTerm. Source: Holm and Plynning 2018, as reconstructed in docs/methods/convlstm.md.
class ConvLstmNetworkImpl : public Network
{
public:
  ConvLstmNetworkImpl( const NetworkShape &shape, const ConvLstmNetworkOptions &options );
  torch::Tensor forward( const NetworkInput &input ) override;
  void startAtZero() override;

private:
  std::vector<ConvLstmBlock> mBlocks;
  torch::nn::Linear mDense = nullptr; ///< the squash form's
  PaddedConv2d mHidden = nullptr;     ///< the convolutional form's, and what follows it
  torch::nn::Conv2d mScores = nullptr;
  CalendarTerm mCalendar;
};
TORCH_MODULE( ConvLstmNetwork );

} // namespace riskcast
