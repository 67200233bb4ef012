#include "drawn_test.h"
#include "scores/six_labels.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace riskcast;

class TestSixLabels : public QObject
{
  Q_OBJECT

private slots:
  void aCellIsLabelledByItsNeighbours_data();
  void aCellIsLabelledByItsNeighbours();
  void countingAgreesWithLabelling();
  void ratesAreShares();
  void whereNothingHappenedRatesAreZero();
  void coloursDifferInGrey();
  void onlyWhatIsAboveTheThresholdIsFlagged();
  void aFixedAreaTakesTheRiskiestCells();
  void reproducesTheTableOfDelhi_data();
  void reproducesTheTableOfDelhi();
};

namespace
{

/// What is flagged, drawn with "F".
std::vector<std::uint8_t> flags( const QString &drawing )
{
  std::vector<std::uint8_t> flagged;
  for ( const QChar each : drawing )
    if ( each == 'F' || each == '.' )
      flagged.push_back( each == 'F' ? 1 : 0 );
  return flagged;
}

/// The labels as a drawing: C correct, m false negative neighbour (near miss), M false negative (miss), a false positive
/// neighbour, A false positive (alarm), "." true negative.
QString drawing( const std::vector<CellLabel> &labels, int columns )
{
  static const char letters[] = { '.', 'C', 'm', 'M', 'a', 'A' };
  QString text;
  for ( size_t cell = 0; cell < labels.size(); ++cell )
    text += QString( cell == 0 ? "" : cell % columns == 0 ? " / " : " " ) + letters[static_cast<size_t>( labels[cell] )];
  return text;
}

} // namespace

void TestSixLabels::aCellIsLabelledByItsNeighbours_data()
{
  QTest::addColumn<QString>( "happened" );
  QTest::addColumn<QString>( "flagged" );
  QTest::addColumn<int>( "radius" );
  QTest::addColumn<QString>( "labels" );
  QTest::newRow( "all six on one map" ) << "1 2 . . / . . . . / . . . 1"
                                        << "F . . . / . . F . / F . . ." << 0 << "C M . . / . . A . / A . . M";
  QTest::newRow( "a neighbour is one across a corner" ) << "1 2 . . / . . . . / . . . 1"
                                                        << "F . . . / . . F . / F . . ." << 1 << "C m . . / . . a . / A . . m";
  QTest::newRow( "two cells away with radius 2" ) << "1 2 . . / . . . . / . . . 1"
                                                  << "F . . . / . . . . / F . . ." << 2 << "C m . . / . . . . / a . . M";
  QTest::newRow( "rows do not wrap around" ) << ". . 1 / . . ."
                                             << ". . . / F . ." << 1 << ". . M / A . .";
  QTest::newRow( "cells that are not scored are no neighbours" ) << "1 - . / . . 1"
                                                                 << ". F . / . . ." << 1 << "M . . / . . M";
  QTest::newRow( "cells that are not scored have no label" ) << "1 - . / . . ."
                                                             << "F F F / . . ." << 1 << "C . A / . . .";
}

void TestSixLabels::aCellIsLabelledByItsNeighbours()
{
  QFETCH( QString, happened );
  QFETCH( QString, flagged );
  QFETCH( int, radius );
  QFETCH( QString, labels );
  const TestMaps maps = drawnTest( { happened.toStdString() } );
  QCOMPARE( drawing( labelCells( maps, maps.happened, flags( flagged ), radius ), maps.columns ), labels );
}

void TestSixLabels::countingAgreesWithLabelling()
{
  const TestMaps maps = drawnTest(
      { "1 . . 2 - . / . . 1 . . . / - . . . . 1 / . 3 . . . .", ". . . . - 1 / . . . . . . / - 1 1 . . . / . . . . . ." } );
  for ( const int radius : { 0, 1, 2, 7 } )
  {
    LabelCounter counter( maps, radius );
    for ( int step = 0; step < 2; ++step )
    {
      counter.setStep( maps.map( maps.happened, step ) );
      for ( int pattern = 1; pattern < 40; ++pattern )
      {
        std::vector<std::uint8_t> flagged( maps.cellCount() );
        for ( size_t cell = 0; cell < flagged.size(); ++cell )
          flagged[cell] = maps.scored[cell] && ( cell * cell + 3 * cell ) % pattern == 0;
        LabelCounts expected;
        const std::vector<CellLabel> labels = labelCells( maps, maps.map( maps.happened, step ), flagged, radius );
        for ( size_t cell = 0; cell < labels.size(); ++cell )
          expected.cells[static_cast<size_t>( labels[cell] )] += maps.scored[cell];
        QCOMPARE( counter.count( flagged ).cells, expected.cells );
      }
    }
  }
}

void TestSixLabels::ratesAreShares()
{
  // Of 10 positive cells 5 correct, 2 near; 3 missed. Of 90 others 6 + 4 flagged.
  const LabelCounts counts{ { 80, 5, 2, 3, 6, 4 } };
  QCOMPARE( counts.total(), std::int64_t{ 100 } );
  QCOMPARE( counts.flagged(), std::int64_t{ 15 } );
  QCOMPARE( counts.hitRate(), 0.5 );
  QCOMPARE( counts.hitRateWithNeighbours(), 0.7 );
  QCOMPARE( counts.missRate(), 0.3 );
  QCOMPARE( counts.accuracy(), 0.85 );
}

void TestSixLabels::whereNothingHappenedRatesAreZero()
{
  const LabelCounts none;
  QCOMPARE( none.hitRate(), 0.0 );
  QCOMPARE( none.missRate(), 0.0 );
  QCOMPARE( none.accuracy(), 0.0 );
}

/// CIE 1976 lightness, of which an eye sees steps of less than one side by side; ten is enough across a map.
void TestSixLabels::coloursDifferInGrey()
{
  std::vector<double> lightnesses;
  for ( size_t label = 0; label < enumNames<CellLabel>().size(); ++label )
  {
    const QString color = QString::fromStdString( labelColor( static_cast<CellLabel>( label ) ) );
    const auto linear = [&]( int at )
    {
      const double part = color.mid( at, 2 ).toInt( nullptr, 16 ) / 255.0;
      return part <= 0.04045 ? part / 12.92 : std::pow( ( part + 0.055 ) / 1.055, 2.4 );
    };
    const double luminance = 0.2126 * linear( 1 ) + 0.7152 * linear( 3 ) + 0.0722 * linear( 5 );
    lightnesses.push_back( luminance > 0.008856 ? 116 * std::cbrt( luminance ) - 16 : 903.3 * luminance );
  }
  std::ranges::sort( lightnesses );
  for ( size_t i = 1; i < lightnesses.size(); ++i )
    QVERIFY2( lightnesses[i] - lightnesses[i - 1] > 10, qPrintable( QString::number( lightnesses[i] ) ) );
}

void TestSixLabels::onlyWhatIsAboveTheThresholdIsFlagged()
{
  const TestMaps maps = drawnTest( { ". . - / . . ." } );
  const std::vector<float> risk = { 0.5F, 0.6F, 0.9F, 0.2F, 0.5F, 0.7F };
  QCOMPARE( flaggedAbove( maps, risk, 0.5F ), flags( ". F . / . . F" ) );
}

void TestSixLabels::aFixedAreaTakesTheRiskiestCells()
{
  const TestMaps maps = drawnTest( { ". . - / . . ." } );
  const std::vector<float> risk = { 0.5F, 0.6F, 0.9F, 0.2F, 0.5F, 0.7F };
  CellRanking ranking( maps );
  // 40 % of the 5 scored cells are 2, 60 % are 3: of the two at 0.5, the first in row and column.
  QCOMPARE( flaggedByRank( maps, ranking.of( risk ), 60 ), flags( ". F . / . . F" ) );
  QCOMPARE( flaggedByRank( maps, ranking.of( risk ), 40 ), flags( "F F . / . . F" ) );
}

void TestSixLabels::reproducesTheTableOfDelhi_data()
{
  QTest::addColumn<int>( "correct" );
  QTest::addColumn<int>( "falseNegativeNeighbour" );
  QTest::addColumn<int>( "falseNegative" );
  QTest::addColumn<int>( "falsePositiveNeighbour" );
  QTest::addColumn<int>( "falsePositive" );
  // tests/reference/delhi_anchor.py; NumPy
  QTest::newRow( "85" ) << 178 << 16 << 4 << 956 << 14112;
  QTest::newRow( "90" ) << 151 << 37 << 10 << 714 << 9233;
  QTest::newRow( "95" ) << 110 << 56 << 32 << 465 << 4474;
  QTest::newRow( "96" ) << 103 << 60 << 35 << 351 << 3605;
  QTest::newRow( "98" ) << 76 << 56 << 66 << 245 << 1659;
  QTest::newRow( "99" ) << 62 << 45 << 91 << 147 << 781;
}

void TestSixLabels::reproducesTheTableOfDelhi()
{
  const nlohmann::json delhi = nlohmann::json::parse( std::ifstream( RISKCAST_SOURCE_DIR "/tests/data/delhi_anchor.json" ) );
  constexpr int side = 32;
  TestMaps maps{ .rows = side, .columns = side };
  maps.scored.assign( side * side, 1 );
  maps.cellSize.assign( side * side, 1 );
  for ( const nlohmann::json &cells : delhi.at( "positiveCells" ) )
  {
    std::vector<float> day( side * side, 0 );
    for ( const size_t cell : cells )
      day[cell] = 1;
    maps.happened.insert( maps.happened.end(), day.begin(), day.end() );
  }
  for ( int cell = 0; cell < side * side; ++cell ) // ties from the south-west
    maps.tieBreak.push_back( static_cast<float>( cell / side * side - cell % side ) );
  CellRanking ranking( maps );
  const std::vector<std::uint8_t> flagged = flaggedByRank( maps, ranking.of( delhi.at( "risk" ).get<std::vector<float>>() ),
                                                           QString( QTest::currentDataTag() ).toDouble() );
  LabelCounter counter( maps, 1 );
  LabelCounts counts;
  for ( int day = 0; day < maps.stepCount(); ++day )
  {
    counter.setStep( maps.map( maps.happened, day ) );
    const LabelCounts ofDay = counter.count( flagged );
    std::ranges::transform( counts.cells, ofDay.cells, counts.cells.begin(), std::plus<>() );
  }
  QCOMPARE( maps.stepCount(), 99 );
  QCOMPARE( counts.positive(), std::int64_t{ 198 } );
  QFETCH( int, correct );
  QFETCH( int, falseNegativeNeighbour );
  QFETCH( int, falseNegative );
  QFETCH( int, falsePositiveNeighbour );
  QFETCH( int, falsePositive );
  QCOMPARE( counts.of( CellLabel::Correct ), correct );
  QCOMPARE( counts.of( CellLabel::FalseNegativeNeighbour ), falseNegativeNeighbour );
  QCOMPARE( counts.of( CellLabel::FalseNegative ), falseNegative );
  QCOMPARE( counts.of( CellLabel::FalsePositiveNeighbour ), falsePositiveNeighbour );
  QCOMPARE( counts.of( CellLabel::FalsePositive ), falsePositive );
}

QTEST_APPLESS_MAIN( TestSixLabels )
#include "test_six_labels.moc"
