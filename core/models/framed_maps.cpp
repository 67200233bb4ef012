#include "framed_maps.h"

namespace riskcast
{

namespace
{
constexpr int rowDimension = -3;
constexpr int columnDimension = -2;

/// A line of the margin, and the one inside that it repeats; all counted in the frame.
struct MarginLine
{
  int64_t margin;
  int64_t source;
};

std::array<MarginLine, 2> marginLines( const torch::Tensor &frames, int dimension, Padding padding )
{
  constexpr int64_t width = 1;
  const int64_t rows = frames.size( rowDimension ) - 2 * width, columns = frames.size( columnDimension ) - 2 * width;
  const int64_t inwards = mirrors( padding, width, rows, columns ) ? 2 : 1;
  const int64_t last = frames.size( dimension ) - 1;
  return { MarginLine{ 0, inwards }, MarginLine{ last, last - inwards } };
}
} // namespace

torch::Tensor emptyFrames( int64_t maps, int64_t rows, int64_t columns, int64_t filters, const torch::TensorOptions &options )
{
  return torch::zeros( { maps, rows + 2, columns + 2, filters }, options );
}

torch::Tensor insideOf( const torch::Tensor &frames )
{
  return frames.narrow( rowDimension, 1, frames.size( rowDimension ) - 2 )
      .narrow( columnDimension, 1, frames.size( columnDimension ) - 2 );
}

void fillFrames( const torch::Tensor &frames, const torch::Tensor &maps, Padding padding )
{
  insideOf( frames ).copy_( maps );
  fillMargin( frames, padding );
}

void fillMargin( const torch::Tensor &frames, Padding padding )
{
  if ( padding == Padding::Zeros )
    return;
  // The columns last, so that they fill the corners, too.
  for ( const int dimension : { rowDimension, columnDimension } )
    for ( const MarginLine &line : marginLines( frames, dimension, padding ) )
      frames.select( dimension, line.margin ).copy_( frames.select( dimension, line.source ) );
}

torch::Tensor gradientInside( const torch::Tensor &frames, Padding padding )
{
  if ( padding != Padding::Zeros )
    for ( const int dimension : { columnDimension, rowDimension } )
      for ( const MarginLine &line : marginLines( frames, dimension, padding ) )
        frames.select( dimension, line.source ).add_( frames.select( dimension, line.margin ) );
  return insideOf( frames );
}

torch::Tensor filtersFirst( const torch::Tensor &maps )
{
  return maps.permute( { 0, 3, 1, 2 } );
}

torch::Tensor filtersLast( const torch::Tensor &maps )
{
  return maps.movedim( -3, -1 ).contiguous();
}

} // namespace riskcast
