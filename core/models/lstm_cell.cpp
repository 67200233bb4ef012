#include "lstm_cell.h"

#include "row_work.h"

#include <ATen/Parallel.h>

namespace riskcast
{

namespace
{
/// Calls \a doRows( begin, end ) for parts of all rows of cells, in several threads. \param maps  [N, H, W, F]
template<typename Work> void forRows( const torch::Tensor &maps, Work doRows )
{
  constexpr int64_t valuesPerThread = 1 << 13;
  const int64_t values = maps.size( 2 ) * maps.size( 3 );
  at::parallel_for( 0, maps.size( 0 ) * maps.size( 1 ), valuesPerThread / values + 1, doRows );
}

/// Where the rows of maps [N, H, A, B] begin in memory, each in one piece; null where there are none.
template<typename Scalar> class Rows
{
public:
  explicit Rows( const torch::Tensor &maps )
      : mFirst( maps.defined() ? maps.data_ptr<Scalar>() : nullptr )
      , mRows( maps.defined() ? maps.size( 1 ) : 1 )
      , mStep( maps.defined() ? maps.stride( 1 ) : 0 )
      , mMapStep( maps.defined() ? maps.stride( 0 ) : 0 )
  {
  }

  /// \param row  of all N × H
  Scalar *at( int64_t row ) const { return mFirst ? mFirst + row / mRows * mMapStep + row % mRows * mStep : nullptr; }

private:
  Scalar *mFirst;
  int64_t mRows, mStep, mMapStep;
};

template<typename Scalar>
void run( const LstmInput &input, const torch::Tensor &previous, GateActivation activation, const LstmCell &to,
          const torch::Tensor &hidden )
{
  const RowWork<Scalar> &work = rowWorks<Scalar>().front();
  const int64_t cells = hidden.size( 2 ), filters = hidden.size( 3 );
  const Rows<Scalar> fromMaps( input.maps ), fromState( input.state ), before( previous ), gates( to.gates ), cell( to.cell ),
      squashed( to.squashed ), out( hidden );
  const int64_t *places = input.places.defined() ? input.places.data_ptr<int64_t>() : nullptr;
  forRows( hidden,
           [&]( int64_t begin, int64_t end )
           {
             std::vector<Scalar> own( to.gates.defined() ? 0 : gateCount * cells * filters );
             for ( int64_t row = begin; row < end; ++row )
               work.run( { .filters = filters,
                           .cells = cells,
                           .hardSigmoid = activation == GateActivation::HardSigmoid,
                           .fromMaps = fromMaps.at( places ? places[row] : row ),
                           .fromState = fromState.at( row ),
                           .previous = before.at( row ),
                           .gates = to.gates.defined() ? gates.at( row ) : own.data(),
                           .cell = cell.at( row ),
                           .squashed = squashed.at( row ),
                           .hidden = out.at( row ) } );
           } );
}

template<typename Scalar>
void gradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
               const torch::Tensor &cell, const torch::Tensor &gates )
{
  const RowWork<Scalar> &work = rowWorks<Scalar>().front();
  const Rows<Scalar> fromNext( hidden ), open( of.gates ), squashed( of.squashed ), before( previous ), toCell( cell ),
      toGates( gates );
  forRows( hidden,
           [&]( int64_t begin, int64_t end )
           {
             for ( int64_t row = begin; row < end; ++row )
               work.goBack( { .filters = hidden.size( 3 ),
                              .cells = hidden.size( 2 ),
                              .hardSigmoid = activation == GateActivation::HardSigmoid,
                              .hidden = fromNext.at( row ),
                              .gates = open.at( row ),
                              .squashed = squashed.at( row ),
                              .previous = before.at( row ),
                              .cell = toCell.at( row ),
                              .toGates = toGates.at( row ) } );
           } );
}
} // namespace

void runLstmCell( const LstmInput &input, const torch::Tensor &previous, GateActivation activation, const LstmCell &to,
                  const torch::Tensor &hidden )
{
  AT_DISPATCH_FLOATING_TYPES( hidden.scalar_type(), "runLstmCell",
                              [&] { run<scalar_t>( input, previous, activation, to, hidden ); } );
}

void lstmCellGradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
                       const torch::Tensor &cell, const torch::Tensor &gates )
{
  AT_DISPATCH_FLOATING_TYPES( hidden.scalar_type(), "lstmCellGradient",
                              [&] { gradient<scalar_t>( hidden, of, previous, activation, cell, gates ); } );
}

} // namespace riskcast
