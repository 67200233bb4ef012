#include "error_text.h"
#include "heatmaps.h"
#include "maps.h"
#include "ogr_incidents.h"
#include "recorded_feedback.h"
#include "stack_export.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace riskcast;

class TestStackExport : public QObject
{
  Q_OBJECT

private slots:
  void monthsAddUpTheirDays();
  void theTotalAddsUpAllSteps();
  void categoriesStayApart();
  void refusesStepsLongerThanAMonth();
  void refusesASuffixThatSaysNothing();
  void xarrayReadsTheNetcdf();
  void aTableReadAsIncidentsGivesTheSameCounts_data();
  void aTableReadAsIncidentsGivesTheSameCounts();
  void theSameCountsMakeTheSameBytes_data();
  void theSameCountsMakeTheSameBytes();
  void cancelingLeavesNothing();

private:
  std::string write( const HeatmapStack &stack, const QString &name )
  {
    const std::string path = mFolder.filePath( name ).toStdString();
    OutputFile output( path );
    exportStack( stack, output, mFeedback );
    output.commit();
    return path;
  }

  QTemporaryDir mFolder;
  RecordedFeedback mFeedback;
};

namespace
{

/// 33 days from 2024-01-01: an incident in the west every day, two more in the east on 31 January and on 1 February.
HeatmapStack winter()
{
  std::vector<std::string> days( 33, "1 ." );
  days[30] = days[31] = "1 2";
  return stack( days );
}

/// Two days of two categories on two cells, one of them outside the study area.
HeatmapStack withCategories()
{
  HeatmapStack made = stack( { "1 .", "?" } );
  HeatmapStack two = HeatmapStack::empty( made.grid, made.steps, StepState::Observed, { "fraud", "theft" } );
  two.states = made.states;
  two.map( 0, 0 )[0] = 1;
  two.map( 0, 1 )[0] = 2.5;
  two.studyArea = { 1, 0 };
  return two;
}

} // namespace

void TestStackExport::monthsAddUpTheirDays()
{
  const HeatmapStack months = addedUp( winter(), Aggregate::Months );
  QCOMPARE( months.stepCount(), 2 );
  QCOMPARE( QString::fromStdString( toString( months.steps.length() ) ), QStringLiteral( "1 month" ) );
  QCOMPARE( stepMap( months, 0 ), map( "31 2" ) );
  QCOMPARE( stepMap( months, 1 ), map( "2 2" ) );
}

void TestStackExport::theTotalAddsUpAllSteps()
{
  const HeatmapStack total = addedUp( winter(), Aggregate::Total );
  QCOMPARE( total.stepCount(), 1 );
  QCOMPARE( QString::fromStdString( toString( total.steps.length() ) ), QStringLiteral( "33 days" ) );
  QCOMPARE( stepMap( total, 0 ), map( "33 4" ) );
  QVERIFY( total.isObserved( 0 ) );
  QVERIFY( !addedUp( stack( { "?", "?" } ), Aggregate::Total ).isObserved( 0 ) );
}

void TestStackExport::categoriesStayApart()
{
  const HeatmapStack total = addedUp( withCategories(), Aggregate::Total );
  QCOMPARE( total.map( 0, 0 )[0], 1.F );
  QCOMPARE( total.map( 0, 1 )[0], 2.5F );
  QVERIFY( total.studyArea == withCategories().studyArea );
}

void TestStackExport::refusesStepsLongerThanAMonth()
{
  HeatmapStack quarters = stack( { "1" } );
  quarters.steps = TimeSteps( *parseTime( "2024-01-01" ), { 3, StepUnit::Month }, 1 );
  COMPARE_TEXT( errorText( [&] { addedUp( quarters, Aggregate::Months ); } ).toStdString(),
                "Steps of 3 months cannot be parted into months." );
}

void TestStackExport::refusesASuffixThatSaysNothing()
{
  VERIFY_SAYS( errorText( [this] { write( winter(), "counts.shp" ); } ),
               "counts.shp has a suffix that says nothing: name it .tif" );
}

void TestStackExport::xarrayReadsTheNetcdf()
{
  const std::string path = write( withCategories(), "counts.nc" );
  QProcess python;
  python.start( "/usr/bin/python3", { RISKCAST_SOURCE_DIR "/tests/core/read_netcdf.py", QString::fromStdString( path ) } );
  QVERIFY( python.waitForFinished( 60000 ) );
  QVERIFY2( python.exitCode() == 0, python.readAllStandardError() );
  const nlohmann::json read = nlohmann::json::parse( python.readAllStandardOutput().toStdString() );
  const nlohmann::json expected = nlohmann::json::parse( R"({
    "dimensions": ["time", "category", "y", "x"],
    "time": ["2024-01-01T00:00:00", "2024-01-02T00:00:00"],
    "bounds": [["2024-01-01T00:00:00", "2024-01-02T00:00:00"], ["2024-01-02T00:00:00", "2024-01-03T00:00:00"]],
    "category": ["fraud", "theft"],
    "x": [0.5, 1.5],
    "y": [0.5],
    "standard_names": ["time", "projection_y_coordinate", "projection_x_coordinate"],
    "observed": [1, 0],
    "flags": [0, 1],
    "count": [[[[1.0, null]], [[2.5, null]]], [[[0.0, null]], [[0.0, null]]]],
    "conventions": "CF-1.8",
    "mapping": "transverse_mercator"
  })" );
  QCOMPARE( QString::fromStdString( read.dump( 1 ) ), QString::fromStdString( expected.dump( 1 ) ) );
}

void TestStackExport::aTableReadAsIncidentsGivesTheSameCounts_data()
{
  QTest::addColumn<QString>( "name" );
  QTest::addColumn<QString>( "cellField" );
  QTest::addColumn<int>( "hours" );
  for ( const int hours : { 6, 24 } )
  {
    QTest::addRow( "GeoPackage, %d hours", hours ) << "counts.gpkg"
                                                   << "" << hours;
    QTest::addRow( "CSV by x and y, %d hours", hours ) << "counts.csv"
                                                       << "" << hours;
    QTest::addRow( "CSV by cell, %d hours", hours ) << "counts.csv"
                                                    << "cell" << hours;
  }
}

void TestStackExport::aTableReadAsIncidentsGivesTheSameCounts()
{
  QFETCH( QString, name );
  QFETCH( QString, cellField );
  QFETCH( int, hours );
  HeatmapStack written = stack( { "1 . 0.25 / . 3 .", ". . . / . . 2", "?", "7 . . / . . ." } );
  written.steps = TimeSteps( *parseTime( "2024-01-01" ), { hours, StepUnit::Hour }, 4 );
  if ( hours == 24 )
    written.steps = TimeSteps( *parseTime( "2024-01-01" ), { 1, StepUnit::Day }, 4 );
  const std::string path = write( written, name );
  const auto rows = openIncidents( path,
                                   { .timeField = "step",
                                     .cellField = cellField.toStdString(),
                                     .cells = written.grid,
                                     .crs = "EPSG:32643",
                                     .weightField = "count" },
                                   mFeedback );
  HeatmapOptions options;
  options.grid.likeThis = written.grid;
  options.period.length = written.steps.length();
  const HeatmapStack read = makeHeatmaps( *rows, options, mFeedback );
  QVERIFY( read.steps == written.steps );
  QVERIFY( read.states == written.states );
  QVERIFY( read.counts == written.counts );
  QCOMPARE( read.provenance.leftOut.total(), 0 );
}

void TestStackExport::theSameCountsMakeTheSameBytes_data()
{
  QTest::addColumn<QString>( "suffix" );
  for ( const char *suffix : { "tif", "nc", "gpkg", "csv" } )
    QTest::newRow( suffix ) << suffix;
}

void TestStackExport::theSameCountsMakeTheSameBytes()
{
  QFETCH( QString, suffix );
  QByteArray bytes[2];
  for ( QByteArray &each : bytes )
  {
    QFile file( QString::fromStdString( write( winter(), "same." + suffix ) ) );
    QVERIFY( file.open( QFile::ReadOnly ) );
    each = file.readAll();
  }
  QVERIFY( !bytes[0].isEmpty() && bytes[0] == bytes[1] );
}

void TestStackExport::cancelingLeavesNothing()
{
  for ( const QString &name : { "canceled.nc", "canceled.csv", "canceled.gpkg" } )
  {
    mFeedback = {};
    mFeedback.cancelsAfter = 3;
    QVERIFY_EXCEPTION_THROWN( write( winter(), name ), Canceled );
  }
  QVERIFY( QDir( mFolder.path() ).entryList( { "*canceled*" }, QDir::Files | QDir::Hidden ).isEmpty() );
}

QTEST_GUILESS_MAIN( TestStackExport )
#include "test_stack_export.moc"
