#pragma once

#include "reference_step.h"

namespace riskcast
{

/// Whether the forecast of a network as it is made depends on each of the maps of a window, and on their order.
inline bool seesEveryStepInOrder( Network &network, const NetworkShape &shape )
{
  network.to( torch::kDouble );
  network.eval(); // while training, what normalises a map comes from all maps
  const NetworkInput input = formulaInput( shape, 2 );
  const torch::Tensor scores = network.forward( input );
  const auto changesWith = [&]( const torch::Tensor &maps ) {
    return ( network.forward( { maps, input.features, input.calendar } ) - scores ).abs().max().item<double>() > 1e-9;
  };

  bool sees = changesWith( input.maps.flip( 1 ) );
  for ( int step = 0; step < shape.steps; ++step )
  {
    const torch::Tensor maps = input.maps.clone();
    maps.select( 1, step ).add_( 1 );
    if ( !changesWith( maps ) )
      qWarning( "map %d of %d changes nothing", step + 1, shape.steps );
    sees = sees && changesWith( maps );
  }
  return sees;
}

} // namespace riskcast
