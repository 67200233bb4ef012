// Compiled once for each level of processors, RISKCAST_LEVEL, which Eigen's own namespace is named after, too: see
// CMakeLists.txt.
#include "lstm_rows.h"

#include <Eigen/Core>

namespace riskcast::RISKCAST_LEVEL
{

namespace
{
/// A column for each cell, with its filters below each other.
template<typename Value> using Cells = Eigen::Map<Eigen::Array<Value, Eigen::Dynamic, Eigen::Dynamic>>;
template<typename Value> using ConstCells = Eigen::Map<const Eigen::Array<Value, Eigen::Dynamic, Eigen::Dynamic>>;

template<typename Scalar> constexpr Scalar hardSlope = static_cast<Scalar>( 0.2 ); ///< of Keras 2's hard sigmoid

template<typename Scalar> void run( const LstmRow<Scalar> &row )
{
  const Eigen::Index filters = row.filters, width = row.cells;
  const auto known = [&]( const Scalar *values, int parts ) { return ConstCells<Scalar>( values, parts * filters, width ); };
  const auto wanted = [&]( Scalar *values, int parts ) { return Cells<Scalar>( values, parts * filters, width ); };
  auto gates = wanted( row.gates, 4 ), candidate = wanted( row.candidate, 1 ), cell = wanted( row.cell, 1 );
  if ( row.fromMaps && row.fromState )
    gates = known( row.fromMaps, 4 ) + known( row.fromState, 4 );
  else
    gates = known( row.fromMaps ? row.fromMaps : row.fromState, 4 );
  // What takes long is done where all values lie in one piece, so that all lanes of the processor have work.
  candidate = gates.bottomRows( filters );
  candidate = candidate.tanh();
  if ( row.hardSigmoid )
    gates = ( hardSlope<Scalar> * gates + static_cast<Scalar>( 0.5 ) ).max( 0 ).min( 1 );
  else
    gates = gates.logistic();
  gates.bottomRows( filters ) = candidate;
  if ( row.previous )
    cell = gates.middleRows( filters, filters ) * known( row.previous, 1 ) + gates.topRows( filters ) * candidate;
  else
    cell = gates.topRows( filters ) * candidate;
  auto squashed = wanted( row.squashed, 1 );
  squashed = cell.tanh();
  wanted( row.hidden, 1 ) = squashed * gates.middleRows( 2 * filters, filters );
}

template<typename Scalar> void goBack( const LstmRowGradient<Scalar> &row )
{
  const Eigen::Index filters = row.filters, width = row.cells;
  const auto known = [&]( const Scalar *values, int parts ) { return ConstCells<Scalar>( values, parts * filters, width ); };
  const auto hidden = known( row.hidden, 1 ), gates = known( row.gates, 4 ), squashed = known( row.squashed, 1 );
  const auto open = gates.topRows( 3 * filters );
  const auto candidate = gates.bottomRows( filters );
  Cells<Scalar> toCell( row.cell, filters, width ), to( row.toGates, 4 * filters, width );
  toCell += hidden * open.bottomRows( filters ) * ( 1 - squashed.square() );
  to.topRows( filters ) = toCell * candidate;
  if ( row.previous )
    to.middleRows( filters, filters ) = toCell * known( row.previous, 1 );
  else
    to.middleRows( filters, filters ) = 0;
  to.middleRows( 2 * filters, filters ) = hidden * squashed;
  to.bottomRows( filters ) = toCell * open.topRows( filters ) * ( 1 - candidate.square() );
  auto toOpen = to.topRows( 3 * filters );
  if ( row.hardSigmoid )
    toOpen *= hardSlope<Scalar> * ( open > 0 && open < 1 ).template cast<Scalar>();
  else
    toOpen *= open * ( 1 - open );
  toCell *= open.middleRows( filters, filters );
}
} // namespace

template<typename Scalar> LstmRowWork<Scalar> lstmRowWork()
{
  return { run<Scalar>, goBack<Scalar> };
}

template LstmRowWork<float> lstmRowWork();
template LstmRowWork<double> lstmRowWork();

} // namespace riskcast::RISKCAST_LEVEL
