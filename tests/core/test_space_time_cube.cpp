#include "crs.h"
#include "error_text.h"
#include "maps.h"
#include "recorded_feedback.h"
#include "space_time_cube.h"
#include "stack_export.h"
#include "stack_file.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

class TestSpaceTimeCube : public QObject
{
  Q_OBJECT

private slots:
  void readsTheLayoutThatIsDocumented();
  void readsStepsOfEveryLength_data();
  void readsStepsOfEveryLength();
  void readsWhatIsExported();
  void refusesOtherFiles();
  void refusesStepsThatAreNotEquallyLong();
  void canBeCanceled();

private:
  std::string cube( const QString &units, const QString &times );

  QTemporaryDir mFolder;
  RecordedFeedback mFeedback;
};

std::string TestSpaceTimeCube::cube( const QString &units, const QString &times )
{
  const QString path = mFolder.filePath( "cube.nc" );
  QProcess python;
  python.start( "/usr/bin/python3", { RISKCAST_SOURCE_DIR "/tests/core/write_cube.py", path, units, times } );
  if ( !python.waitForFinished( 60000 ) || python.exitCode() != 0 )
    qFatal( "%s", python.readAllStandardError().constData() );
  return path.toStdString();
}

void TestSpaceTimeCube::readsTheLayoutThatIsDocumented()
{
  const std::string path = cube( "seconds since 2016-07-04 00:00:00", "0,604800,1209600" );
  const HeatmapStack stack = readHeatmapStack( path, mFeedback ); // as every command reads it
  QCOMPARE( stack.grid.columns(), 3 );
  QVERIFY( stack.grid.extent() == ( Extent{ 700000, 3100000, 700300, 3100200 } ) );
  QVERIFY( sameCrs( stack.grid.crs(), "EPSG:32643" ) );
  COMPARE_TEXT( toString( stack.steps.length() ), "1 week" );
  COMPARE_TEXT( toIso8601( stack.steps.start( 0 ) ), "2016-07-04" );
  QCOMPARE( stepMap( stack, 0 ), map( ". . 2 / . . ." ) );
  QCOMPARE( stepMap( stack, 1 ), map( "1 . 2 / . 5 ." ) );
  QCOMPARE( stepMap( stack, 2 ), map( "2 . 2 / . . ." ) );
  QVERIFY( stack.studyArea == ( std::vector<std::uint8_t>{ 1, 1, 1, 1, 1, 0 } ) );
  QVERIFY( stack.isObserved( 0 ) );
  QCOMPARE( stack.provenance.incidentsUsed, 14 );
  QVERIFY( mFeedback.isSteady() );
}

void TestSpaceTimeCube::readsStepsOfEveryLength_data()
{
  QTest::addColumn<QString>( "units" );
  QTest::addColumn<QString>( "times" );
  QTest::addColumn<QString>( "length" );
  QTest::newRow( "hours" ) << "hours since 2016-07-01 05:00:00"
                           << "0,6,12"
                           << "6 hours";
  QTest::newRow( "days" ) << "days since 2016-07-01"
                          << "0,1,2"
                          << "1 day";
  QTest::newRow( "seven days from a Friday" ) << "days since 2016-07-01"
                                              << "0,7,14"
                                              << "7 days";
  QTest::newRow( "months, which are not equally many days" ) << "days since 2016-07-01"
                                                             << "0,31,62,92"
                                                             << "1 month";
  QTest::newRow( "quarters" ) << "days since 2016-01-01"
                              << "0,91,182,274"
                              << "3 months"; // 31 + 29 + 31, 30 + 31 + 30, 31 + 31 + 30
}

void TestSpaceTimeCube::readsStepsOfEveryLength()
{
  QFETCH( QString, units );
  QFETCH( QString, times );
  const HeatmapStack stack = readSpaceTimeCube( cube( units, times ), mFeedback );
  QTEST( QString::fromStdString( toString( stack.steps.length() ) ), "length" );
}

void TestSpaceTimeCube::readsWhatIsExported()
{
  HeatmapStack written = stack( { "1 . 0.5 / . 3 .", "?", ". 2 . / . . ." } );
  written.studyArea[2] = 0;
  for ( int step = 0; step < 3; ++step )
    written.map( step )[2] = 0;
  const std::string path = mFolder.filePath( "exported.nc" ).toStdString();
  OutputFile output( path );
  exportStack( written, output, mFeedback );
  output.commit();
  const HeatmapStack read = readHeatmapStack( path, mFeedback );
  QVERIFY( read.grid.sameAs( written.grid ) );
  QVERIFY( read.steps == written.steps );
  QVERIFY( read.states == written.states );
  QVERIFY( read.studyArea == written.studyArea );
  QVERIFY( read.counts == written.counts );
}

void TestSpaceTimeCube::refusesOtherFiles()
{
  const QString path = mFolder.filePath( "other.nc" );
  QFile file( path );
  QVERIFY( file.open( QFile::WriteOnly ) );
  file.write( "\x89HDF, but no more of it" );
  file.close();
  VERIFY_SAYS( errorText( [&] { readHeatmapStack( path.toStdString(), mFeedback ); } ), "cannot be read as a space-time cube: " );
  VERIFY_SAYS( errorText( [&] { readSpaceTimeCube( cube( "fortnights since 2016-07-01", "0,1,2" ), mFeedback ); } ),
               "its times are in \"fortnights since 2016-07-01\", which is not understood." );
}

void TestSpaceTimeCube::refusesStepsThatAreNotEquallyLong()
{
  VERIFY_SAYS( errorText( [&] { readSpaceTimeCube( cube( "days since 2016-07-01", "0,1,3" ), mFeedback ); } ),
               "its steps are not equally many hours, days, weeks from Monday, or calendar months." );
}

void TestSpaceTimeCube::canBeCanceled()
{
  const std::string path = cube( "days since 2016-07-01", "0,1,2" );
  mFeedback = {};
  mFeedback.cancelsAfter = 1;
  QVERIFY_EXCEPTION_THROWN( readSpaceTimeCube( path, mFeedback ), Canceled );
}

QTEST_GUILESS_MAIN( TestSpaceTimeCube )
#include "test_space_time_cube.moc"
