#include "lstm_cell.h"

#include "lstm_rows.h"

#include <ATen/Parallel.h>

namespace riskcast
{

namespace
{
constexpr int gateCount = 4; // i, f, o, g

/// Calls \a doRows( begin, end ) for parts of all rows of cells, in several threads. \param maps  [N, H, W, F]
template<typename Work> void forRows( const torch::Tensor &maps, Work doRows )
{
  constexpr int64_t valuesPerThread = 1 << 13;
  const int64_t values = maps.size( 2 ) * maps.size( 3 );
  at::parallel_for( 0, maps.size( 0 ) * maps.size( 1 ), valuesPerThread / values + 1, doRows );
}

/// Where the rows of maps [N, H, W, ...] begin in memory; null where there are none.
template<typename Scalar> class Rows
{
public:
  explicit Rows( const torch::Tensor &maps )
      : mFirst( maps.defined() ? maps.data_ptr<Scalar>() : nullptr )
      , mLength( maps.defined() ? maps.size( 2 ) * maps.size( 3 ) : 0 )
  {
  }

  /// \param row  of all N × H
  Scalar *at( int64_t row ) const { return mFirst ? mFirst + row * mLength : nullptr; }

private:
  Scalar *mFirst;
  int64_t mLength;
};

template<typename Scalar>
void run( const LstmInput &input, const torch::Tensor &previous, GateActivation activation, const LstmCell &to,
          const torch::Tensor &hidden )
{
  const LstmRowWork<Scalar> &work = lstmRowWorks<Scalar>().front();
  const int64_t rows = hidden.size( 1 ), cells = hidden.size( 2 ), filters = hidden.size( 3 );
  const Rows<Scalar> fromMaps( input.maps ), fromState( input.state ), before( previous ), gates( to.gates ), cell( to.cell ),
      squashed( to.squashed ), out( hidden );
  const int64_t *places = input.places.defined() ? input.places.data_ptr<int64_t>() : nullptr;
  forRows( hidden,
           [&]( int64_t begin, int64_t end )
           {
             std::vector<Scalar> candidate( cells * filters ), own( to.gates.defined() ? 0 : gateCount * cells * filters );
             for ( int64_t row = begin; row < end; ++row )
               work.run( { .filters = filters,
                           .cells = cells,
                           .hardSigmoid = activation == GateActivation::HardSigmoid,
                           .fromMaps = fromMaps.at( places ? places[row / rows] * rows + row % rows : row ),
                           .fromState = fromState.at( row ),
                           .previous = before.at( row ),
                           .gates = to.gates.defined() ? gates.at( row ) : own.data(),
                           .candidate = candidate.data(),
                           .cell = cell.at( row ),
                           .squashed = to.squashed.defined() ? squashed.at( row ) : out.at( row ),
                           .hidden = out.at( row ) } );
           } );
}

template<typename Scalar>
void gradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
               const torch::Tensor &cell, const torch::Tensor &gates )
{
  const LstmRowWork<Scalar> &work = lstmRowWorks<Scalar>().front();
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
