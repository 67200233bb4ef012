#include "framed_maps.h"

#include "for_each_in_threads.h"

#include <cstring>

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

torch::Tensor emptyFrames( int64_t maps, int64_t rows, int64_t columns, int64_t filters, Padding padding,
                           const torch::TensorOptions &options )
{
  const std::array<int64_t, 4> size = { maps, rows + 2, columns + 2, filters };
  return padding == Padding::Zeros ? torch::zeros( size, options ) : torch::empty( size, options );
}

torch::Tensor insideOf( const torch::Tensor &frames )
{
  return frames.narrow( rowDimension, 1, frames.size( rowDimension ) - 2 )
      .narrow( columnDimension, 1, frames.size( columnDimension ) - 2 );
}

void fillFrames( const torch::Tensor &frames, const torch::Tensor &maps, Padding padding )
{
  insideOf( frames ).copy_( maps );
  fillMargins( frames, padding );
}

void fillMargins( const torch::Tensor &frames, Padding padding )
{
  if ( padding == Padding::Zeros )
    return;
  // Bytes, copied plainly: for pieces as small as a margin LibTorch takes longer to find out what to do than to do it.
  const size_t cell = frames.size( -1 ) * frames.element_size();
  const size_t line = frames.size( columnDimension ) * cell;
  const auto [top, bottom] = marginLines( frames, rowDimension, padding );
  const auto [left, right] = marginLines( frames, columnDimension, padding );
  const auto fillMargin = [&, top = top, bottom = bottom, left = left, right = right]( int64_t map )
  {
    char *frame = static_cast<char *>( frames.data_ptr() ) + map * frames.stride( 0 ) * frames.element_size();
    for ( char *row = frame + line; row < frame + bottom.margin * line; row += line )
      for ( const MarginLine &side : { left, right } )
        std::memcpy( row + side.margin * cell, row + side.source * cell, cell );
    for ( const MarginLine &side : { top, bottom } )
      std::memcpy( frame + side.margin * line, frame + side.source * line, line );
  };
  constexpr int64_t bytesPerThread = 1 << 16;
  forEachInThreads( frames.size( 0 ), bytesPerThread / ( frames.size( rowDimension ) * static_cast<int64_t>( line ) ) + 1,
                    fillMargin );
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
  const torch::Tensor turned = maps.movedim( -3, -1 );
  const bool areRowsWhole = turned.stride( -1 ) == 1 && turned.stride( -2 ) == turned.size( -1 );
  return areRowsWhole ? turned : turned.contiguous();
}

} // namespace riskcast
