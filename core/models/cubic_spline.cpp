#include "cubic_spline.h"

#include "../mirrored.h"

#include <cmath>

namespace riskcast
{

namespace
{
/// The cubic B-spline, at a distance in cells.
double basis( double distance )
{
  const double d = std::abs( distance );
  if ( d < 1 )
    return 2.0 / 3 - d * d + d * d * d / 2;
  return d < 2 ? std::pow( 2 - d, 3 ) / 6 : 0;
}

/// What the B-splines around the cells add to each place, [cells × factor, cells]; with a factor of 1 places are those of cells.
torch::Tensor basisMatrix( int cells, int factor )
{
  torch::Tensor matrix = torch::zeros( { static_cast<int64_t>( cells ) * factor, cells }, torch::kDouble );
  auto values = matrix.accessor<double, 2>();
  for ( int fine = 0; fine < cells * factor; ++fine )
  {
    const double place = ( fine + 0.5 ) / factor - 0.5;
    const int before = static_cast<int>( std::floor( place ) );
    for ( int cell = before - 1; cell <= before + 2; ++cell )
      values[fine][mirrored( cell, cells )] += basis( place - cell );
  }
  return matrix;
}
} // namespace

torch::Tensor cubicSpline( int cells, int factor )
{
  return basisMatrix( cells, factor ).matmul( torch::linalg_inv( basisMatrix( cells, 1 ) ) );
}

} // namespace riskcast
