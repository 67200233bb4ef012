#pragma once

#include "reference_values.h"

#include "network.h"

namespace riskcast
{

/// Whether windows of neighbouring targets, which share maps, get in prediction the scores that each gets by itself.
inline bool forecastsNeighboursAsAlone( Network &network, const NetworkShape &shape )
{
  network.to( torch::kDouble );
  network.eval();
  constexpr int windows = 9; // more than one for each of a few threads
  const torch::Tensor series = byFormula( { windows + shape.steps - 1, shape.channels, shape.rows, shape.columns }, 1.3, 0, 1 );
  const torch::Tensor maps = series.unfold( 0, shape.steps, 1 ).movedim( -1, 1 );
  const torch::Tensor calendar = byFormula( { windows, shape.calendar }, 0.9, 0.5, 1 );
  std::vector<torch::Tensor> alone;
  for ( int window = 0; window < windows; ++window )
    alone.push_back( network.forward( { maps.narrow( 0, window, 1 ), {}, calendar.narrow( 0, window, 1 ) } ) );
  const torch::NoGradGuard noGrad;
  return torch::allclose( network.forward( { maps, {}, calendar } ), torch::cat( alone ), /*rtol=*/0, /*atol=*/1e-12 );
}

} // namespace riskcast
