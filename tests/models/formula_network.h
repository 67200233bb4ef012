#pragma once

// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "conv_lstm_network.h"

#include <cmath>

namespace riskcast
{

/// scale × sin( speed × k + phase ) over the flat index k, in double, as tests/reference/conv_lstm.py makes it.
inline torch::Tensor byFormula( c10::IntArrayRef shape, double speed, double phase, double scale )
{
  const torch::Tensor index = torch::arange( c10::multiply_integers( shape ), torch::kDouble );
  return ( scale * torch::sin( speed * index + phase ) ).view( shape );
}

/// A network in double whose parameters come from the formula.
inline ConvLstmNetwork formulaNetwork( const ConvLstmNetworkOptions &options )
{
  ConvLstmNetwork network( options );
  network->to( torch::kDouble );
  const torch::NoGradGuard noGrad;
  double phase = 0;
  for ( torch::Tensor &parameter : network->parameters() )
    parameter.copy_( byFormula( parameter.sizes(), 0.7, phase++, 0.4 ) );
  return network;
}

/// Binary maps [N, L, C, H, W] by formula.
inline torch::Tensor formulaMaps( const ConvLstmNetworkOptions &options, int windows )
{
  return ( byFormula( { windows, options.windowLength, options.channels, options.rows, options.columns }, 1.3, 0, 1 ) > 0.3 )
      .to( torch::kDouble );
}

/// Binary targets [N, H × W] by formula.
inline torch::Tensor formulaTargets( const ConvLstmNetworkOptions &options, int windows )
{
  const int cells = options.rows * options.columns;
  return ( byFormula( { 1, cells }, 2.1, 0, 1 ) + byFormula( { windows, cells }, 1.7, 0, 0.8 ) > 0.7 ).to( torch::kDouble );
}

} // namespace riskcast
