#include "error.h"
#include "risk_classes.h"

#include <QTest>

using namespace riskcast;

class TestRiskClasses : public QObject
{
  Q_OBJECT

private slots:
  void percentileMatchesNumpy();
  void aRiskOnABreakStaysBelowIt();
  void noClassIsCalledSafe();
  void percentilesMustRise_data();
  void percentilesMustRise();
  void coloursRunFromLightToDark();
};

namespace
{

/// 0.01, 0.02, …
QVector<double> hundredths( int count )
{
  QVector<double> percentiles;
  for ( int i = 1; i <= count; ++i )
    percentiles << 0.01 * i;
  return percentiles;
}

} // namespace

void TestRiskClasses::percentileMatchesNumpy()
{
  const std::vector<float> sorted = { 0, 1, 4, 9, 16 };
  QCOMPARE( percentile( sorted, 10 ), 0.4 ); // tests/reference/rates.py
  QCOMPARE( percentile( sorted, 25 ), 1.0 );
  QVERIFY( qAbs( percentile( sorted, 99 ) - 15.72 ) < 1e-12 );
  QCOMPARE( percentile( sorted, 100 ), 16.0 );
}

void TestRiskClasses::aRiskOnABreakStaysBelowIt()
{
  const std::vector<double> breaks = { 0, 0, 0.5 }; // most cells of a sparse map share the lowest risk
  QCOMPARE( riskClass( 0, breaks ), 0 );
  QCOMPARE( riskClass( 0.1, breaks ), 2 );
  QCOMPARE( riskClass( 0.5, breaks ), 2 );
  QCOMPARE( riskClass( 0.6, breaks ), 3 );
}

void TestRiskClasses::noClassIsCalledSafe()
{
  const std::vector<std::string> names = classNames( defaultPercentiles );
  QCOMPARE( names.size(), size_t{ 6 } );
  QCOMPARE( names.front(), std::string( "Lowest 25 % of cells" ) );
  QCOMPARE( names[3], std::string( "Top 9 to 4 % of cells" ) );
  QCOMPARE( names.back(), std::string( "Top 1 % of cells" ) );
  for ( const std::string &name : names )
    QVERIFY( !QString::fromStdString( name ).contains( "safe", Qt::CaseInsensitive ) );
}

void TestRiskClasses::percentilesMustRise_data()
{
  QTest::addColumn<QVector<double>>( "percentiles" );
  QTest::newRow( "none" ) << QVector<double>{};
  QTest::newRow( "falling" ) << QVector<double>{ 75, 25 };
  QTest::newRow( "twice the same" ) << QVector<double>{ 25, 25 };
  QTest::newRow( "no number" ) << QVector<double>{ qQNaN() };
  QTest::newRow( "no number among others" ) << QVector<double>{ 25, qQNaN(), 75 };
  QTest::newRow( "more than a byte holds" ) << hundredths( 255 );
  QTest::newRow( "at zero" ) << QVector<double>{ 0, 50 };
  QTest::newRow( "at a hundred" ) << QVector<double>{ 50, 100 };
}

void TestRiskClasses::percentilesMustRise()
{
  QFETCH( QVector<double>, percentiles );
  QVERIFY_EXCEPTION_THROWN( checkPercentiles( { percentiles.begin(), percentiles.end() } ), Error );
}

void TestRiskClasses::coloursRunFromLightToDark()
{
  const std::vector<std::string> colors = classColors( 6 );
  QCOMPARE( colors.size(), size_t{ 6 } );
  const auto brightness = []( const std::string &hex )
  {
    return 0.299 * std::stoi( hex.substr( 1, 2 ), nullptr, 16 ) + 0.587 * std::stoi( hex.substr( 3, 2 ), nullptr, 16 ) +
           0.114 * std::stoi( hex.substr( 5, 2 ), nullptr, 16 );
  };
  for ( size_t i = 1; i < colors.size(); ++i )
    QVERIFY( brightness( colors[i] ) < brightness( colors[i - 1] ) );
}

QTEST_APPLESS_MAIN( TestRiskClasses )
#include "test_risk_classes.moc"
