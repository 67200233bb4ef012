#include "pair_pooling.h"

#include "for_each_in_threads.h"
#include "row_work.h"
#include "state_rows.h"

#include <optional>

namespace riskcast
{

namespace
{
/// How a pooled row comes from rows of the states: those of one or two steps, and one or two lines of each.
struct Source
{
  int64_t steps, lines;

  /// The rows one after the other. \param visit  gets the number of the row and its step and line, counted from the first
  template<typename Visit> void forEach( Visit visit ) const
  {
    for ( int64_t i = 0; i < steps * lines; ++i )
      visit( i, i / lines, i % lines );
  }
};

/// Calls \a work( step, window, row ) for all pooled rows. \param pooled  [L', N, H', W', F]
template<typename Work> void forPooledRows( const torch::Tensor &pooled, Work work )
{
  const int64_t windows = pooled.size( 1 ), rows = pooled.size( 2 );
  constexpr int64_t rowsPerThread = 8;
  forEachInThreads( pooled.size( 0 ) * windows * rows, rowsPerThread,
                    [&]( int64_t i ) { work( i / rows / windows, i / rows % windows, i % rows ); } );
}

Source sourceOf( const torch::Tensor &states, int64_t width, int64_t step, int64_t row )
{
  return { std::min<int64_t>( 2, states.size( 0 ) - 2 * step ), std::min( width, states.size( 2 ) - width * row ) };
}

template<typename Scalar>
void pool( const torch::Tensor &states, const torch::Tensor &signs, int64_t width, const torch::Tensor &pooled,
           const torch::Tensor &which )
{
  const RowWork<Scalar> &work = rowWorks<Scalar>().front();
  const RowsOf<Scalar> from( states ), to( pooled );
  const auto numbers = which.defined() ? std::make_optional<RowsOf<std::uint8_t>>( which ) : std::nullopt;
  const auto poolRow = [&]( int64_t step, int64_t window, int64_t line )
  {
    const Source source = sourceOf( states, width, step, line );
    PoolRow<Scalar> row{ .filters = states.size( 4 ),
                         .cells = states.size( 3 ),
                         .width = static_cast<int>( width ),
                         .count = static_cast<int>( source.steps * source.lines ),
                         .signs = signs.data_ptr<Scalar>(),
                         .pooled = to.at( step, window, line ).data(),
                         .which = numbers ? numbers->at( step, window, line ).data() : nullptr };
    source.forEach( [&]( int64_t i, int64_t ahead, int64_t below )
                    { row.rows[i] = from.at( 2 * step + ahead, window, width * line + below ).data(); } );
    work.pool( row );
  };
  forPooledRows( pooled, poolRow );
}

template<typename Scalar>
void spread( const torch::Tensor &states, const torch::Tensor &toChosen, const torch::Tensor &which, const torch::Tensor &slope,
             const torch::Tensor &offset, int64_t width, const torch::Tensor &gradient )
{
  const RowsOf<Scalar> from( states ), chosen( toChosen ), to( gradient );
  const RowsOf<std::uint8_t> numbers( which );
  const List<Scalar> slopes = from.repeated( slope ), offsets = from.repeated( offset );
  const int64_t filters = states.size( 4 );
  const auto spreadRow = [&]( int64_t step, int64_t window, int64_t row )
  {
    const Source source = sourceOf( states, width, step, row );
    const auto rowOf = [&]( const RowsOf<Scalar> &rows, int64_t ahead, int64_t line )
    { return rows.at( 2 * step + ahead, window, width * row + line ); };
    source.forEach( [&]( int64_t, int64_t ahead, int64_t line )
                    { rowOf( to, ahead, line ) = slopes * rowOf( from, ahead, line ) + offsets; } );
    const auto values = chosen.at( step, window, row );
    const auto number = numbers.at( step, window, row );
    for ( int64_t place = 0; place < values.size(); ++place )
    {
      const int64_t column = width * ( place / filters ) + number[place] % 2, i = number[place] / 2;
      rowOf( to, i / source.lines, i % source.lines )[column * filters + place % filters] += values[place];
    }
  };
  forPooledRows( toChosen, spreadRow );
}

int64_t widthOf( bool inSpace )
{
  return inSpace ? 2 : 1;
}
} // namespace

PairPooling::PairPooling( const torch::Tensor &weight, bool inSpace )
    : mSigns( torch::where( weight < 0, -1.0, 1.0 ).to( weight.scalar_type() ) )
    , mWidth( widthOf( inSpace ) )
{
}

torch::Tensor PairPooling::emptyFor( c10::IntArrayRef size, const torch::TensorOptions &options ) const
{
  const auto parts = []( int64_t whole, int64_t part ) { return ( whole + part - 1 ) / part; };
  return torch::empty( { parts( size[0], 2 ), size[1], parts( size[2], mWidth ), parts( size[3], mWidth ), size[4] }, options );
}

void PairPooling::pool( const torch::Tensor &states, const torch::Tensor &pooled, const torch::Tensor &which ) const
{
  AT_DISPATCH_FLOATING_TYPES( states.scalar_type(), "pool",
                              [&] { riskcast::pool<scalar_t>( states, mSigns, mWidth, pooled, which ); } );
}

void spreadPooled( const torch::Tensor &toChosen, const torch::Tensor &which, bool inSpace, const torch::Tensor &states,
                   const torch::Tensor &slope, const torch::Tensor &offset, const torch::Tensor &gradient )
{
  AT_DISPATCH_FLOATING_TYPES( states.scalar_type(), "spread",
                              [&] { spread<scalar_t>( states, toChosen, which, slope, offset, widthOf( inSpace ), gradient ); } );
}

} // namespace riskcast
