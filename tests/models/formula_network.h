#pragma once

// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "conv_lstm_network.h"

#include "reference_values.h"

namespace riskcast
{

/// A network in double whose parameters come from the formula.
inline ConvLstmNetwork formulaNetwork( const NetworkShape &shape, const ConvLstmNetworkOptions &options )
{
  ConvLstmNetwork network( shape, options );
  setByFormula( *network );
  return network;
}

/// Binary maps [N, L, C, H, W] by formula.
inline NetworkInput formulaMaps( const NetworkShape &shape, int windows )
{
  const torch::Tensor values = byFormula( { windows, shape.steps, shape.channels, shape.rows, shape.columns }, 1.3, 0, 1 );
  return { ( values > 0.3 ).to( torch::kDouble ), {}, {} };
}

/// Binary targets [N, 1, H × W] by formula.
inline torch::Tensor formulaTargets( const NetworkShape &shape, int windows )
{
  const int cells = shape.rows * shape.columns;
  const torch::Tensor values = byFormula( { 1, cells }, 2.1, 0, 1 ) + byFormula( { windows, cells }, 1.7, 0, 0.8 );
  return ( values > 0.7 ).to( torch::kDouble ).unsqueeze( 1 );
}

} // namespace riskcast
