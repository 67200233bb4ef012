#include "lstm_rows.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace riskcast;

/// Rows of a ConvLSTM's cells, in the instructions of each processor that this one can stand for, against the formulas.
class TestLstmRows : public QObject
{
  Q_OBJECT

private slots:
  void rowsFollowTheFormulas_data();
  void rowsFollowTheFormulas();

private:
  template<typename Scalar> void checkRows( double tolerance );
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

void TestLstmRows::rowsFollowTheFormulas_data()
{
  QTest::addColumn<int>( "filters" );
  QTest::addColumn<int>( "cells" );
  QTest::addColumn<bool>( "hard" );
  QTest::addColumn<bool>( "isFirst" );
  QTest::newRow( "more values than any processor takes at once" ) << 16 << 7 << true << false;
  QTest::newRow( "fewer" ) << 1 << 3 << true << false;
  QTest::newRow( "a rest is left" ) << 5 << 9 << true << false;
  QTest::newRow( "logistic gates" ) << 4 << 5 << false << false;
  QTest::newRow( "the first step" ) << 4 << 5 << true << true;
}

/// \param tolerance  of what is about 1
template<typename Scalar> void TestLstmRows::checkRows( double tolerance )
{
  QFETCH( int, filters );
  QFETCH( int, cells );
  QFETCH( bool, hard );
  QFETCH( bool, isFirst );
  const std::int64_t count = static_cast<std::int64_t>( filters ) * cells;
  const std::vector<Scalar> fromMaps = byFormula<Scalar>( 4 * count, 1.3, 3 ), fromState = byFormula<Scalar>( 4 * count, 0.7, 2 ),
                            previous = byFormula<Scalar>( count, 2.1, 0.8 ), toHidden = byFormula<Scalar>( count, 0.9, 1 ),
                            toCell = byFormula<Scalar>( count, 1.9, 0.5 );
  QVERIFY( !lstmRowWorks<Scalar>().empty() );
  for ( const LstmRowWork<Scalar> &work : lstmRowWorks<Scalar>() )
  {
    std::vector<Scalar> gates( 4 * count ), candidate( count ), cell( count ), squashed( count ), hidden( count );
    work.run( { .filters = filters,
                .cells = cells,
                .hardSigmoid = hard,
                .fromMaps = fromMaps.data(),
                .fromState = isFirst ? nullptr : fromState.data(),
                .previous = isFirst ? nullptr : previous.data(),
                .gates = gates.data(),
                .candidate = candidate.data(),
                .cell = cell.data(),
                .squashed = squashed.data(),
                .hidden = hidden.data() } );
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
                                                    { gates[gate( 0 )], i.value },
                                                    { gates[gate( 3 )], g },
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

void TestLstmRows::rowsFollowTheFormulas()
{
  checkRows<double>( 1e-12 );
  checkRows<float>( 2e-6 );
}

QTEST_APPLESS_MAIN( TestLstmRows )
#include "test_lstm_rows.moc"
