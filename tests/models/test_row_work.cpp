#include "row_work.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace riskcast;

/// Rows of cells, in the instructions of each processor that this one can stand for, against the formulas.
class TestRowWork : public QObject
{
  Q_OBJECT

private slots:
  void rowsFollowTheFormulas_data();
  void rowsFollowTheFormulas();
  void theGreatestOfRowsAndColumnsIsChosen_data();
  void theGreatestOfRowsAndColumnsIsChosen();

private:
  template<typename Scalar> void checkRows( double tolerance );
  template<typename Scalar> void checkPooling();
};

namespace
{

/// What is between 0 and 1 of a step, and its slope.
struct Gate
{
  double value, slope;
};

Gate opened( double x, bool hard )
{
  if ( !hard )
  {
    const double value = 1 / ( 1 + std::exp( -x ) );
    return { value, value * ( 1 - value ) };
  }
  const double line = 0.2 * x + 0.5;
  return line <= 0 ? Gate{ 0, 0 } : line >= 1 ? Gate{ 1, 0 } : Gate{ line, 0.2 };
}

template<typename Scalar> std::vector<Scalar> byFormula( std::int64_t count, double speed, double scale )
{
  std::vector<Scalar> values;
  for ( std::int64_t k = 0; k < count; ++k )
    values.push_back( static_cast<Scalar>( scale * std::sin( speed * static_cast<double>( k ) + 1 ) ) );
  return values;
}

} // namespace

void TestRowWork::rowsFollowTheFormulas_data()
{
  QTest::addColumn<int>( "filters" );
  QTest::addColumn<int>( "cells" );
  QTest::addColumn<bool>( "hard" );
  QTest::addColumn<bool>( "isFirst" );
  QTest::newRow( "more values than any processor takes at once" ) << 16 << 7 << true << false;
  QTest::newRow( "as many filters as deep layers have" ) << 32 << 5 << true << false;
  QTest::newRow( "half as many filters as values at once" ) << 8 << 9 << true << false;
  QTest::newRow( "fewer" ) << 1 << 3 << true << false;
  QTest::newRow( "a rest is left" ) << 5 << 9 << true << false;
  QTest::newRow( "logistic gates" ) << 4 << 5 << false << false;
  QTest::newRow( "the first step" ) << 4 << 5 << true << true;
}

/// \param tolerance  of what is about 1
template<typename Scalar> void TestRowWork::checkRows( double tolerance )
{
  QFETCH( int, filters );
  QFETCH( int, cells );
  QFETCH( bool, hard );
  QFETCH( bool, isFirst );
  const std::int64_t count = static_cast<std::int64_t>( filters ) * cells;
  const std::vector<Scalar> fromMaps = byFormula<Scalar>( 4 * count, 1.3, 3 ), fromState = byFormula<Scalar>( 4 * count, 0.7, 2 ),
                            previous = byFormula<Scalar>( count, 2.1, 0.8 ), toHidden = byFormula<Scalar>( count, 0.9, 1 ),
                            toCell = byFormula<Scalar>( count, 1.9, 0.5 );
  QVERIFY( !rowWorks<Scalar>().empty() );
  for ( const RowWork<Scalar> &work : rowWorks<Scalar>() )
  {
    std::vector<Scalar> gates( 4 * count ), cell( count ), squashed( count ), hidden( count );
    LstmRow<Scalar> row{ .filters = filters,
                         .cells = cells,
                         .hardSigmoid = hard,
                         .fromMaps = fromMaps.data(),
                         .fromState = isFirst ? nullptr : fromState.data(),
                         .previous = isFirst ? nullptr : previous.data(),
                         .gates = gates.data(),
                         .cell = cell.data(),
                         .squashed = squashed.data(),
                         .hidden = hidden.data() };
    work.run( row );
    // As in prediction: C in its place, and nothing kept for a gradient.
    std::vector<Scalar> inPlace = previous, unkept( 4 * count ), alone( count );
    row.previous = isFirst ? nullptr : inPlace.data();
    row.gates = unkept.data();
    row.cell = inPlace.data();
    row.squashed = nullptr;
    row.hidden = alone.data();
    work.run( row );
    QVERIFY( inPlace == cell && alone == hidden );
    std::vector<Scalar> back = toCell, toGates( 4 * count );
    work.goBack( { .filters = filters,
                   .cells = cells,
                   .hardSigmoid = hard,
                   .hidden = toHidden.data(),
                   .gates = gates.data(),
                   .squashed = squashed.data(),
                   .previous = isFirst ? nullptr : previous.data(),
                   .cell = back.data(),
                   .toGates = toGates.data() } );
    for ( std::int64_t at = 0; at < cells; ++at )
      for ( std::int64_t filter = 0; filter < filters; ++filter )
      {
        const std::int64_t place = at * filters + filter;
        const auto gate = [&]( int part ) { return at * 4 * filters + part * filters + filter; };
        const auto before = [&]( int part )
        { return static_cast<double>( fromMaps[gate( part )] ) + ( isFirst ? 0 : fromState[gate( part )] ); };
        const Gate i = opened( before( 0 ), hard ), f = opened( before( 1 ), hard ), o = opened( before( 2 ), hard );
        const double g = std::tanh( before( 3 ) ), old = isFirst ? 0 : previous[place];
        const double c = f.value * old + i.value * g, t = std::tanh( c );
        const double dc = toCell[place] + toHidden[place] * o.value * ( 1 - t * t );
        const std::pair<double, double> pairs[] = { { cell[place], c },
                                                    { squashed[place], t },
                                                    { hidden[place], o.value * t },
                                                    { gates[place], i.value },
                                                    { gates[3 * count + place], g },
                                                    { toGates[gate( 0 )], dc * g * i.slope },
                                                    { toGates[gate( 1 )], dc * old * f.slope },
                                                    { toGates[gate( 2 )], toHidden[place] * t * o.slope },
                                                    { toGates[gate( 3 )], dc * i.value * ( 1 - g * g ) },
                                                    { back[place], dc * f.value } };
        for ( const auto &[ours, expected] : pairs )
          QVERIFY2( std::abs( ours - expected ) < tolerance,
                    qPrintable( QString( "%1 instead of %2" ).arg( ours ).arg( expected ) ) );
      }
  }
}

void TestRowWork::rowsFollowTheFormulas()
{
  checkRows<double>( 1e-12 );
  checkRows<float>( 2e-6 );
}

void TestRowWork::theGreatestOfRowsAndColumnsIsChosen_data()
{
  QTest::addColumn<int>( "filters" );
  QTest::addColumn<int>( "cells" );
  QTest::addColumn<int>( "width" );
  QTest::addColumn<int>( "count" );
  QTest::newRow( "two steps, two lines, more values than any processor takes at once" ) << 16 << 8 << 2 << 4;
  QTest::newRow( "a column is left over" ) << 5 << 9 << 2 << 4;
  QTest::newRow( "a step is left over" ) << 3 << 4 << 2 << 2;
  QTest::newRow( "columns stay" ) << 3 << 7 << 1 << 2;
  QTest::newRow( "nothing to choose from" ) << 2 << 1 << 2 << 1;
}

template<typename Scalar> void TestRowWork::checkPooling()
{
  QFETCH( int, filters );
  QFETCH( int, cells );
  QFETCH( int, width );
  QFETCH( int, count );
  const std::int64_t length = static_cast<std::int64_t>( filters ) * cells, pooledCells = ( cells + width - 1 ) / width;
  PoolRow<Scalar> row{ .filters = filters, .cells = cells, .width = width, .count = count };
  std::vector<std::vector<Scalar>> rows;
  for ( int number = 0; number < count; ++number )
  {
    rows.push_back( byFormula<Scalar>( length, 1.1 + number, 1 ) );
    row.rows[number] = rows.back().data(); // stays where it is when the vector grows
  }
  std::vector<Scalar> signs;
  for ( int filter = 0; filter < filters; ++filter )
    signs.push_back( filter % 2 ? -1 : 1 ); // of every other filter the least is chosen
  row.signs = signs.data();
  for ( const RowWork<Scalar> &work : rowWorks<Scalar>() )
  {
    std::vector<Scalar> pooled( pooledCells * filters );
    std::vector<std::uint8_t> which( pooled.size() );
    row.pooled = pooled.data();
    row.which = which.data();
    work.pool( row );
    for ( std::int64_t cell = 0; cell < pooledCells; ++cell )
      for ( int filter = 0; filter < filters; ++filter )
      {
        const std::int64_t place = cell * filters + filter;
        const int chosen = which[place] / 2;
        const std::int64_t column = width * cell + which[place] % 2;
        QVERIFY( chosen < count && column < cells );
        QCOMPARE( rows[chosen][column * filters + filter], pooled[place] );
        for ( const std::vector<Scalar> &values : rows )
          for ( std::int64_t other = width * cell; other < std::min<std::int64_t>( cells, width * ( cell + 1 ) ); ++other )
            QVERIFY( filter % 2 ? pooled[place] <= values[other * filters + filter]
                                : pooled[place] >= values[other * filters + filter] );
      }
    const std::vector<Scalar> withWhich = pooled;
    row.which = nullptr;
    work.pool( row );
    QCOMPARE( pooled, withWhich );

    // Of values that are all the same the first one is chosen.
    const std::vector<Scalar> same( length, 0.5 );
    PoolRow<Scalar> ties = row;
    for ( int number = 0; number < count; ++number )
      ties.rows[number] = same.data();
    ties.which = which.data();
    work.pool( ties );
    QVERIFY( std::ranges::all_of( which, []( std::uint8_t each ) { return each == 0; } ) );
  }
}

void TestRowWork::theGreatestOfRowsAndColumnsIsChosen()
{
  checkPooling<double>();
  checkPooling<float>();
}

QTEST_APPLESS_MAIN( TestRowWork )
#include "test_row_work.moc"
