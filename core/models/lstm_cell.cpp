#include "lstm_cell.h"

#include <ATen/Parallel.h>
#include <Eigen/Core>

namespace riskcast
{

namespace
{
constexpr double hardSlope = 0.2; ///< of Keras 2's hard sigmoid

/// A row of cells: a column for each, with its filters below each other.
template<typename Scalar> using CellRow = Eigen::Map<Eigen::Array<Scalar, Eigen::Dynamic, Eigen::Dynamic>>;

/// \param maps  [N, H, W, F] \param row  of all N × H
template<typename Scalar> CellRow<Scalar> rowOf( const torch::Tensor &maps, int64_t row )
{
  const int64_t cells = maps.size( 2 ), filters = maps.size( 3 );
  return { maps.data_ptr<Scalar>() + row * cells * filters, filters, cells };
}

/// The row inside the margin that belongs to \a row of the maps. \param frames  [N, H + 2, W + 2, F]
template<typename Scalar> CellRow<Scalar> rowInside( const torch::Tensor &frames, int64_t row )
{
  const int64_t rows = frames.size( 1 ) - 2, columns = frames.size( 2 ), filters = frames.size( 3 );
  const int64_t above = row / rows * ( rows + 2 ) + row % rows + 1;
  return { frames.data_ptr<Scalar>() + ( above * columns + 1 ) * filters, filters, columns - 2 };
}

/// Calls \a doRow( row ) for all rows of cells, in several threads. \param maps  [N, H, W, F]
template<typename Work> void forRows( const torch::Tensor &maps, Work doRow )
{
  constexpr int64_t valuesPerThread = 1 << 13;
  const int64_t values = maps.size( 2 ) * maps.size( 3 );
  at::parallel_for( 0, maps.size( 0 ) * maps.size( 1 ), valuesPerThread / values + 1,
                    [&]( int64_t begin, int64_t end )
                    {
                      for ( int64_t row = begin; row < end; ++row )
                        doRow( row );
                    } );
}

template<typename Scalar>
void run( const LstmInput &input, const torch::Tensor &previous, GateActivation activation, const LstmCell &to,
          const torch::Tensor &frames )
{
  const int64_t filters = to.cell.size( -1 );
  forRows( to.cell,
           [&]( int64_t row )
           {
             auto gates = rowOf<Scalar>( to.gates, row );
             auto cell = rowOf<Scalar>( to.cell, row );
             auto hidden = rowInside<Scalar>( frames, row );
             if ( input.maps.defined() && input.state.defined() )
               gates = rowOf<Scalar>( input.maps, row ) + rowOf<Scalar>( input.state, row );
             else
               gates = rowOf<Scalar>( input.maps.defined() ? input.maps : input.state, row );
             auto open = gates.topRows( 3 * filters );
             auto candidate = gates.bottomRows( filters );
             if ( activation == GateActivation::HardSigmoid )
               open = ( static_cast<Scalar>( hardSlope ) * open + static_cast<Scalar>( 0.5 ) ).max( 0 ).min( 1 );
             else
               open = open.logistic();
             candidate = candidate.tanh();
             if ( previous.defined() )
               cell = open.middleRows( filters, filters ) * rowOf<Scalar>( previous, row ) + open.topRows( filters ) * candidate;
             else
               cell = open.topRows( filters ) * candidate;
             hidden = cell.tanh();
             if ( to.squashed.defined() )
               rowOf<Scalar>( to.squashed, row ) = hidden;
             hidden *= open.bottomRows( filters );
           } );
}

template<typename Scalar>
void gradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
               const torch::Tensor &cell, const torch::Tensor &gates )
{
  const int64_t filters = hidden.size( -1 );
  forRows( hidden,
           [&]( int64_t row )
           {
             const auto toHidden = rowOf<Scalar>( hidden, row );
             const auto squashed = rowOf<Scalar>( of.squashed, row );
             const auto gate = rowOf<Scalar>( of.gates, row );
             const auto open = gate.topRows( 3 * filters );
             const auto candidate = gate.bottomRows( filters );
             auto toCell = rowOf<Scalar>( cell, row );
             auto to = rowOf<Scalar>( gates, row );
             toCell += toHidden * open.bottomRows( filters ) * ( 1 - squashed.square() );
             to.topRows( filters ) = toCell * candidate;
             if ( previous.defined() )
               to.middleRows( filters, filters ) = toCell * rowOf<Scalar>( previous, row );
             else
               to.middleRows( filters, filters ) = 0;
             to.middleRows( 2 * filters, filters ) = toHidden * squashed;
             to.bottomRows( filters ) = toCell * open.topRows( filters ) * ( 1 - candidate.square() );
             auto toOpen = to.topRows( 3 * filters );
             if ( activation == GateActivation::HardSigmoid )
               toOpen *= static_cast<Scalar>( hardSlope ) * ( open > 0 && open < 1 ).template cast<Scalar>();
             else
               toOpen *= open * ( 1 - open );
             toCell *= open.middleRows( filters, filters );
           } );
}
} // namespace

void runLstmCell( const LstmInput &input, const torch::Tensor &previous, GateActivation activation, const LstmCell &to,
                  const torch::Tensor &frames )
{
  AT_DISPATCH_FLOATING_TYPES( to.cell.scalar_type(), "runLstmCell",
                              [&] { run<scalar_t>( input, previous, activation, to, frames ); } );
}

void lstmCellGradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
                       const torch::Tensor &cell, const torch::Tensor &gates )
{
  AT_DISPATCH_FLOATING_TYPES( hidden.scalar_type(), "lstmCellGradient",
                              [&] { gradient<scalar_t>( hidden, of, previous, activation, cell, gates ); } );
}

} // namespace riskcast
