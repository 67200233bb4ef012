#include "error_text.h"
#include "maps.h"
#include "raster_file.h"
#include "recorded_feedback.h"
#include "training_options.h"
#include "windows.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace riskcast;

Q_DECLARE_METATYPE( riskcast::GapFilling )

class TestWindows : public QObject
{
  Q_OBJECT

private slots:
  void holdsTheMapsBeforeTheTarget_data();
  void holdsTheMapsBeforeTheTarget();
  void noWindowSeesItsTargetOrLater_data();
  void noWindowSeesItsTargetOrLater();
  void lastObservedNeedsEnoughMapsWithReports();
  void aCellIsOneFromTheThresholdOn();
  void aPredictedStepEntersAsItsRisk();
  void countsEnterAsTheirLogarithms();
  void aChannelTellsTheStepsSinceReports_data();
  void aChannelTellsTheStepsSinceReports();
  void sumsStartAtMidnight();
  void sumsHoldFilledAndPredictedCounts();
  void categoriesFollowOneAnotherWithinAStep();
  void writesFilledAndBinaryMaps();
  void unfilledStepsAreNoData();

private:
  QTemporaryDir mFolder;
};

namespace
{
/// Days with gaps, so that every filling has something to do.
HeatmapStack example()
{
  return stack( { "3 . .", "?", ". 1 .", "?", "?", "1 . 2", ". . 1", "?", "2 2 .", "?" } );
}

Map window( const HeatmapStack &stack, const WindowOptions &options, int target )
{
  const Windows windows( stack, options );
  Map map{ options.length * windows.channelCount() * stack.grid.rows(), stack.grid.columns(), {} };
  map.values.resize( windows.windowSize() );
  windows.fill( target, map.values );
  return map;
}

void addFillings()
{
  QTest::addColumn<GapFilling>( "filling" );
  for ( size_t i = 0; i < enumNames<GapFilling>().size(); ++i )
    QTest::newRow( enumNames<GapFilling>()[i].c_str() ) << static_cast<GapFilling>( i );
}
} // namespace

void TestWindows::holdsTheMapsBeforeTheTarget_data()
{
  QTest::addColumn<GapFilling>( "filling" );
  QTest::addColumn<QString>( "expected" );
  // The three maps before day 5, days 2, 3, 4, are ". 1 .", "?", "?"; the next reports come on day 5 itself.
  QTest::newRow( "linear holds up to the target" ) << GapFilling::Linear << ". 1 . / . 1 . / . 1 .";
  QTest::newRow( "hold" ) << GapFilling::Hold << ". 1 . / . 1 . / . 1 .";
  // 0.5^(1/7) = 0.906 and 0.5^(2/7) = 0.820: still above the threshold of 0.5
  QTest::newRow( "decay" ) << GapFilling::Decay << ". 1 . / . 1 . / . 1 .";
  QTest::newRow( "zeros" ) << GapFilling::Zeros << ". 1 . / . . . / . . .";
}

void TestWindows::holdsTheMapsBeforeTheTarget()
{
  QFETCH( GapFilling, filling );
  QFETCH( QString, expected );
  QCOMPARE( window( example(), { .length = 3, .gapFilling = filling }, 5 ), map( expected.toStdString() ) );
}

void TestWindows::noWindowSeesItsTargetOrLater_data()
{
  addFillings();
}

void TestWindows::noWindowSeesItsTargetOrLater()
{
  QFETCH( GapFilling, filling );
  const WindowOptions options{ .length = 2, .gapFilling = filling, .stepsSinceReport = true };
  const HeatmapStack before = example();
  for ( int changed = 2; changed < before.stepCount(); ++changed )
  {
    HeatmapStack after = before;
    for ( int step = changed; step < after.stepCount(); ++step )
    {
      after.states[step] = before.isObserved( step ) ? StepState::WithoutReports : StepState::Observed;
      for ( float &count : after.map( step ) )
        count = count > 0 ? 0 : 9;
    }
    for ( int target = 0; target <= changed; ++target )
    {
      const bool hasWindow = Windows( before, options ).hasWindow( target );
      QCOMPARE( Windows( after, options ).hasWindow( target ), hasWindow );
      if ( hasWindow )
        QCOMPARE( window( after, options, target ), window( before, options, target ) );
    }
  }
}

void TestWindows::lastObservedNeedsEnoughMapsWithReports()
{
  const HeatmapStack days = example();
  const WindowOptions options{ .length = 3, .gapFilling = GapFilling::LastObserved };
  // Before day 8: days 6, 5 and 2, the oldest first.
  QCOMPARE( window( days, options, 8 ), map( ". 1 . / 1 . 1 / . . 1" ) );
  // The step after the last one: days 5, 6 and 8.
  QVERIFY( Windows( days, options ).hasWindow( 10 ) );
  QCOMPARE( window( days, options, 10 ), map( "1 . 1 / . . 1 / 1 1 ." ) );
  QVERIFY( !Windows( days, options ).hasWindow( 5 ) );
}

void TestWindows::aCellIsOneFromTheThresholdOn()
{
  const HeatmapStack days = stack( { "1 2 3", "0.4 0.5 0.6" } );
  QCOMPARE( window( days, { .length = 2 }, 2 ), map( "1 1 1 / . 1 1" ) );
  QCOMPARE( window( days, { .length = 2, .threshold = 2 }, 2 ), map( ". 1 1 / . . ." ) );
  // Halfway between "3 . ." and ". 1 .": 1.5 0.5 .
  QCOMPARE( window( example(), { .length = 1 }, 2 ), map( "1 . ." ) ); // held: the next map is the target
  QCOMPARE( window( example(), { .length = 2 }, 3 ), map( "1 1 . / . 1 ." ) );
}

void TestWindows::aPredictedStepEntersAsItsRisk()
{
  HeatmapStack days = stack( { "1 . ." } );
  days.appendStep( StepState::Predicted );
  // Expected counts of ln 2, ln 4 and 0 are risks of 0.5, 0.75 and 0.
  days.map( 1 )[0] = std::log( 2.0F );
  days.map( 1 )[1] = std::log( 4.0F );
  for ( const GapFilling filling : { GapFilling::Linear, GapFilling::LastObserved } )
  {
    const Map result = window( days, { .length = 2, .gapFilling = filling }, 2 );
    const Map expected = map( "1 . . / 0.5 0.75 ." );
    for ( size_t i = 0; i < expected.values.size(); ++i )
      QVERIFY( std::abs( result.values[i] - expected.values[i] ) < 1e-6F );
  }
}

/// ln(1 + 1), ln(1 + 3); held over the step without reports; of the predicted one ln(1 + 0.5).
void TestWindows::countsEnterAsTheirLogarithms()
{
  HeatmapStack days = stack( { "1 3 .", "?" } );
  days.appendStep( StepState::Predicted );
  days.map( 2 )[0] = 0.5F;
  const Map result = window( days, { .length = 3, .gapFilling = GapFilling::Hold, .maps = WindowMaps::Counts }, 3 );
  const Map expected = map( "0.693147 1.386294 . / 0.693147 1.386294 . / 0.405465 . ." );
  for ( size_t i = 0; i < expected.values.size(); ++i )
    QVERIFY( std::abs( result.values[i] - expected.values[i] ) < 1e-6F );
}

void TestWindows::aChannelTellsTheStepsSinceReports_data()
{
  QTest::addColumn<QString>( "days" );
  QTest::addColumn<GapFilling>( "filling" );
  QTest::addColumn<int>( "target" );
  QTest::addColumn<QString>( "expected" );
  // The map of a day, then k / (k + 1), where the k days before the next map of the window are without reports in a row.
  QTest::newRow( "no gap" ) << "1 . / . 1 / 1 1" << GapFilling::Linear << 3 << ". 1 / . . / 1 1 / . .";
  QTest::newRow( "gap of a day" ) << "1 . / ? / 1 1" << GapFilling::Hold << 3 << "1 . / 0.5 0.5 / 1 1 / . .";
  QTest::newRow( "gap that grows" ) << "1 . / ? / ? / ?" << GapFilling::Zeros << 4 << ". . / 0.666667 0.666667 / . . / 0.75 0.75";
  QTest::newRow( "no reports before" ) << "? / ? / 1 1" << GapFilling::Zeros << 2 << ". . / 1 1 / . . / 1 1";
  QTest::newRow( "gap between maps with reports" )
      << "1 . / ? / ? / ? / 1 1" << GapFilling::LastObserved << 5 << "1 . / 0.75 0.75 / 1 1 / . .";
  QTest::newRow( "gap before the target" ) << "1 . / 1 1 / ?" << GapFilling::LastObserved << 3 << "1 . / . . / 1 1 / 0.5 0.5";
}

void TestWindows::aChannelTellsTheStepsSinceReports()
{
  QFETCH( QString, days );
  QFETCH( GapFilling, filling );
  QFETCH( int, target );
  QFETCH( QString, expected );
  std::vector<std::string> drawings;
  for ( const QString &day : days.split( " / " ) )
    drawings.push_back( day.toStdString() );
  const WindowOptions options{ .length = 2, .gapFilling = filling, .stepsSinceReport = true };
  QCOMPARE( drawing( window( stack( drawings ), options, target ) ), expected );
}

void TestWindows::sumsStartAtMidnight()
{
  // Parts of days of 8 hours from 8:00 on: two of the first day, three of the second, one of the third.
  HeatmapStack parts = stack( { "1 . .", ". 2 .", ". . 3", "4 . .", ". 1 1", "1 . ." } );
  parts.steps = TimeSteps( *timeFromParts( 2024, 1, 1, 8, 0, 0 ), { 8, StepUnit::Hour }, 6 );
  const WindowOptions options{ .length = 4, .cumulativeDay = true };
  QCOMPARE( window( parts, options, 5 ), map( "1 2 . / . . 3 / 4 . 3 / 4 1 4" ) );
  // Before the target: nothing of its day before its first part; what there was before the second and the third.
  const Windows windows( parts, options );
  const auto before = [&]( int target ) { return drawing( { 1, 3, windows.earlierThatDay( target, target, 0 ) } ); };
  QCOMPARE( before( 2 ), ". . ." );
  QCOMPARE( before( 3 ), ". . 3" );
  QCOMPARE( before( 4 ), "4 . 3" );
  QCOMPARE( before( 5 ), ". . ." );
  QCOMPARE( before( 6 ), "1 . ." ); // the step after the last one
}

void TestWindows::sumsHoldFilledAndPredictedCounts()
{
  HeatmapStack hours = stack( { "1 . .", "?" } );
  hours.steps = TimeSteps( *timeFromParts( 2024, 1, 1, 0, 0, 0 ), { 1, StepUnit::Hour }, 2 );
  hours.appendStep( StepState::Predicted );
  hours.map( 2 )[1] = 0.25F;
  const auto sums = [&hours]( GapFilling filling )
  { return window( hours, { .length = 3, .gapFilling = filling, .cumulativeDay = true }, 3 ); };
  QCOMPARE( sums( GapFilling::Hold ), map( "1 . . / 2 . . / 2 0.25 ." ) );
  QCOMPARE( sums( GapFilling::Zeros ), map( "1 . . / 1 . . / 1 0.25 ." ) );
}

void TestWindows::categoriesFollowOneAnotherWithinAStep()
{
  const HeatmapStack drawn = stack( { ". . .", ". . ." } );
  HeatmapStack two = HeatmapStack::empty( drawn.grid, drawn.steps, StepState::Observed, { "theft", "robbery" } );
  two.map( 0, 0 )[0] = 1;
  two.map( 0, 1 )[1] = 1;
  two.map( 1, 1 )[2] = 1;
  QCOMPARE( window( two, { .length = 2 }, 2 ), map( "1 . . / . 1 . / . . . / . . 1" ) );
}

void TestWindows::writesFilledAndBinaryMaps()
{
  HeatmapStack days = stack( { "4 . .", "?", ". . 1" } );
  days.studyArea[1] = 0;
  const std::string path = mFolder.filePath( "filled.tif" ).toStdString();
  RecordedFeedback feedback;
  writeFilledMaps( days, { .threshold = 1 }, path, {}, feedback );
  QVERIFY( feedback.isSteady() );

  const Raster raster = readRaster( path, feedback );
  QVERIFY( raster.grid.sameAs( days.grid ) );
  QCOMPARE( raster.descriptions,
            ( std::vector<std::string>{ "2024-01-01, filled", "2024-01-02, filled", "2024-01-03, filled", "2024-01-01, binary",
                                        "2024-01-02, binary", "2024-01-03, binary" } ) );
  // Day 2 lies halfway between its neighbours; outside the study area is no data.
  const QString expected = "4 - . / 2 - 0.5 / . - 1 / 1 - . / 1 - . / . - 1";
  QCOMPARE( drawing( Map{ 6, 3, raster.values } ), expected );
}

void TestWindows::unfilledStepsAreNoData()
{
  const std::string path = mFolder.filePath( "unfilled.tif" ).toStdString();
  Feedback silent;
  writeFilledMaps( stack( { "4", "?" } ), { .gapFilling = GapFilling::LastObserved }, path, {}, silent );
  QCOMPARE( drawing( Map{ 4, 1, readRaster( path, silent ).values } ), QString( "4 / - / 1 / -" ) );
}

QTEST_GUILESS_MAIN( TestWindows )
#include "test_windows.moc"
