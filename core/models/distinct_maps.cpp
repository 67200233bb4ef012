#include "distinct_maps.h"

namespace riskcast
{

DistinctMaps distinctMaps( const torch::Tensor &maps )
{
  const auto [distinct, places, counts] =
      torch::unique_dim( maps.flatten( 0, 1 ), 0, /*sorted=*/true, /*return_inverse=*/true, /*return_counts=*/false );
  return { distinct, places.view( { maps.size( 0 ), maps.size( 1 ) } ) };
}

} // namespace riskcast
