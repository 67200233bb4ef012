// Compiled once for each level of processors, RISKCAST_LEVEL, which Eigen's own namespace is named after, too: see
// CMakeLists.txt.
#include "row_work.h"

#include <Eigen/Core>

namespace riskcast::RISKCAST_LEVEL
{

namespace
{
using Eigen::Index;

// A few values at once, which stay near the processor from the first step to the last.
template<typename Scalar, int Count> using Values = Eigen::Array<Scalar, Count, 1>;

template<int Count, typename Scalar> Eigen::Map<const Values<Scalar, Count>> known( const Scalar *values )
{
  return Eigen::Map<const Values<Scalar, Count>>( values );
}

template<int Count, typename Scalar> Eigen::Map<Values<Scalar, Count>> wanted( Scalar *values )
{
  return Eigen::Map<Values<Scalar, Count>>( values );
}

constexpr int some = 16; ///< values that fill a register
constexpr int many = 64; ///< so many that one register's work need not wait for that of another

/// Calls \a work( Count ) with the greatest number of values at once that parts the filters evenly.
template<typename Work> void withinFilters( Index filters, Work work )
{
  if ( filters % some == 0 )
    work( std::integral_constant<int, some>() );
  else if ( filters % 8 == 0 )
    work( std::integral_constant<int, 8>() );
  else if ( filters % 4 == 0 )
    work( std::integral_constant<int, 4>() );
  else
    work( std::integral_constant<int, 1>() );
}

/// Calls \a work( place, Count ) for all values of a row.
template<typename Work> void forAll( Index count, Work work )
{
  Index place = 0;
  for ( ; place + many <= count; place += many )
    work( place, std::integral_constant<int, many>() );
  for ( ; place + some <= count; place += some )
    work( place, std::integral_constant<int, some>() );
  for ( ; place < count; ++place )
    work( place, std::integral_constant<int, 1>() );
}

/// Adds up what the gates get [W, 4F], and puts each gate's values side by side [4, W, F].
template<int Count, typename Scalar> void addParts( const LstmRow<Scalar> &row )
{
  const Index filters = row.filters, count = filters * row.cells;
  const Scalar *one = row.fromMaps ? row.fromMaps : row.fromState, *other = row.fromMaps ? row.fromState : nullptr;
  for ( Index cell = 0, from = 0; cell < row.cells; ++cell )
    for ( Index gate = 0; gate < gateCount; ++gate )
      for ( Index filter = 0; filter < filters; filter += Count, from += Count )
      {
        auto sum = wanted<Count>( row.gates + gate * count + cell * filters + filter );
        if ( other )
          sum = known<Count>( one + from ) + known<Count>( other + from );
        else
          sum = known<Count>( one + from );
      }
}

template<typename Scalar> constexpr Scalar hardSlope = static_cast<Scalar>( 0.2 ); ///< of Keras 2's hard sigmoid

template<bool IsHard, typename Part> Part opened( const Part &gate )
{
  using Scalar = typename Part::Scalar;
  if constexpr ( IsHard )
    return ( hardSlope<Scalar> * gate + static_cast<Scalar>( 0.5 ) ).max( 0 ).min( 1 );
  else
    return gate.logistic();
}

template<bool IsHard, typename Scalar> void runCells( const LstmRow<Scalar> &row )
{
  const Index count = row.filters * row.cells;
  forAll( count,
          [&]( Index place, auto size )
          {
            constexpr int Count = size;
            using Part = Values<Scalar, Count>;
            const auto gate = [&]( int number ) { return wanted<Count>( row.gates + number * count + place ); };
            const Part in = opened<IsHard, Part>( gate( 0 ) ), out = opened<IsHard, Part>( gate( 2 ) );
            const Part forget = opened<IsHard, Part>( gate( 1 ) ), candidate = gate( 3 ).tanh();
            Part cell = in * candidate;
            if ( row.previous )
              cell += forget * known<Count>( row.previous + place );
            const Part squashed = cell.tanh();
            wanted<Count>( row.cell + place ) = cell;
            wanted<Count>( row.hidden + place ) = out * squashed;
            if ( !row.squashed )
              return;
            gate( 0 ) = in;
            gate( 1 ) = forget;
            gate( 2 ) = out;
            gate( 3 ) = candidate;
            wanted<Count>( row.squashed + place ) = squashed;
          } );
}

template<typename Scalar> void run( const LstmRow<Scalar> &row )
{
  withinFilters( row.filters, [&]( auto count ) { addParts<count>( row ); } );
  if ( row.hardSigmoid )
    runCells</*IsHard=*/true>( row );
  else
    runCells</*IsHard=*/false>( row );
}

template<bool IsHard, typename Part> Part slope( const Part &open )
{
  using Scalar = typename Part::Scalar;
  if constexpr ( IsHard )
    return hardSlope<Scalar> * ( open > 0 && open < 1 ).template cast<Scalar>();
  else
    return open * ( 1 - open );
}

template<int Count, bool IsHard, typename Scalar> void goBackCells( const LstmRowGradient<Scalar> &row )
{
  using Part = Values<Scalar, Count>;
  const Index filters = row.filters, all = filters * row.cells;
  for ( Index place = 0; place < all; place += Count )
  {
    const auto gate = [&]( int number ) { return known<Count>( row.gates + number * all + place ); };
    const Part in = gate( 0 ), forget = gate( 1 ), out = gate( 2 ), candidate = gate( 3 );
    const Part hidden = known<Count>( row.hidden + place ), squashed = known<Count>( row.squashed + place );
    auto cell = wanted<Count>( row.cell + place );
    const Part toCell = cell + hidden * out * ( 1 - squashed.square() );
    const auto toGate = [&]( int number )
    { return wanted<Count>( row.toGates + ( place / filters * gateCount + number ) * filters + place % filters ); };
    toGate( 0 ) = toCell * candidate * slope<IsHard, Part>( in );
    if ( row.previous )
      toGate( 1 ) = toCell * known<Count>( row.previous + place ) * slope<IsHard, Part>( forget );
    else
      toGate( 1 ).setZero();
    toGate( 2 ) = hidden * squashed * slope<IsHard, Part>( out );
    toGate( 3 ) = toCell * in * ( 1 - candidate.square() );
    cell = toCell * forget;
  }
}

template<typename Scalar> void goBack( const LstmRowGradient<Scalar> &row )
{
  withinFilters( row.filters,
                 [&]( auto count )
                 {
                   if ( row.hardSigmoid )
                     goBackCells<count, /*IsHard=*/true>( row );
                   else
                     goBackCells<count, /*IsHard=*/false>( row );
                 } );
}

/// Numbers of what is chosen are kept as values are, so that the processor does both in the same lanes.
template<int Count, typename Scalar> void poolCells( const PoolRow<Scalar> &row )
{
  using Part = Values<Scalar, Count>;
  const Index filters = row.filters;
  for ( Index first = 0, to = 0; first < row.cells; first += row.width )
    for ( Index filter = 0; filter < filters; filter += Count, to += Count )
    {
      const Part signs = known<Count>( row.signs + filter );
      const auto at = [&]( Index column, int number )
      { return known<Count>( row.rows[number] + ( first + column ) * filters + filter ); };
      Part greatest = signs * at( 0, 0 ), chosen = Part::Zero();
      for ( Index column = 0; column < row.width && first + column < row.cells; ++column )
        for ( int number = 0; number < row.count; ++number )
        {
          const Part values = signs * at( column, number );
          chosen = ( values > greatest ).select( static_cast<Scalar>( 2 * number + column ), chosen ).eval();
          greatest = greatest.max( values ).eval();
        }
      wanted<Count>( row.pooled + to ) = signs * greatest;
      if ( row.which )
        wanted<Count>( row.which + to ) = chosen.template cast<std::uint8_t>();
    }
}

template<typename Scalar> void pool( const PoolRow<Scalar> &row )
{
  withinFilters( row.filters, [&]( auto count ) { poolCells<count>( row ); } );
}
} // namespace

template<typename Scalar> RowWork<Scalar> rowWork()
{
  return { run<Scalar>, goBack<Scalar>, pool<Scalar> };
}

template RowWork<float> rowWork();
template RowWork<double> rowWork();

} // namespace riskcast::RISKCAST_LEVEL
