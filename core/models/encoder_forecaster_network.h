#pragma once

#include "calendar_term.h"
#include "conv_lstm_layer.h"
#include "network.h"

namespace riskcast
{

struct EncoderForecasterNetworkOptions
{
  std::vector<int> filters; ///< of each encoding layer, and from the last to the first of each forecasting one
  GateActivation gateActivation = GateActivation::HardSigmoid;
  Padding padding = Padding::Replicate;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount( const NetworkShape &shape ) const;
};

/// A ConvLSTM that reads the maps, and another that goes on from what the first remembers, S steps ahead:
///
///     maps [N, L, C, H, W] → encoding layer 1 → … → encoding layer n      each leaves its last H and C, [N, F, H, W]
///
///     H, C of encoding layer n → forecasting layer 1, S steps without input
///       → hidden states [S, N, Fn, H, W] → forecasting layer 2, which starts from H, C of encoding layer n - 1 → …
///     hidden states of all forecasting layers, side by side [S × N, ΣF, H, W] → convolution 1 × 1
///       → scores [N, S × O, H × W], plus the CalendarTerm of the first of the S steps
///
/// Any grid, and any S with the same parameters (but those of the calendar). It is causal: targets that share a window are
/// forecast from what the encoding layers remember before each. Source: Shi et al. 2015, Convolutional LSTM Network, section 3.2.
/// Ours: no peepholes, 3 × 3 kernels, padding, the reverse order of the forecasting layers, the calendar, shared windows.
class EncoderForecasterNetworkImpl : public Network
{
public:
  EncoderForecasterNetworkImpl( const NetworkShape &shape, const EncoderForecasterNetworkOptions &options );
  torch::Tensor forward( const NetworkInput &input ) override;
  void startAtZero() override;

private:
  std::vector<ConvLstmState> encoded( const torch::Tensor &maps, int targets );
  torch::Tensor forecast( std::vector<ConvLstmState> states );

  int mHorizon;
  std::vector<ConvLstmLayer> mEncoding;
  std::vector<ConvLstmLayer> mForecasting;
  torch::nn::Conv2d mScores = nullptr;
  CalendarTerm mCalendar;
};
TORCH_MODULE( EncoderForecasterNetwork );

} // namespace riskcast
