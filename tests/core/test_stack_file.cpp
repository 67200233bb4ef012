#include "error_text.h"
#include "maps.h"
#include "raster_file.h"
#include "recorded_feedback.h"
#include "stack_file.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

class TestStackFile : public QObject
{
  Q_OBJECT

private slots:
  void readsBackWhatWasWritten_data();
  void readsBackWhatWasWritten();
  void bandsAreDescribedForPeople();
  void sameStackSameBytes();
  void refusesAnotherRaster();
  void namesTheBandThatIsNotTheStepItShouldBe();
  void refusesAStackThatLies_data();
  void refusesAStackThatLies();
  void refusesAStackWithoutAnyCellInside();
  void cuttingTheRasterCutsTheGrid();
  void anExtentWithoutAnAreaGivesWayToTheGeoreference();

private:
  std::string path( const QString &name = QStringLiteral( "heat.tif" ) ) const { return mFolder.filePath( name ).toStdString(); }
  Raster written( const HeatmapStack &stack );
  void write( const Raster &raster );

  QTemporaryDir mFolder;
  RecordedFeedback mFeedback;
};

namespace
{

HeatmapStack daysWithAGap()
{
  HeatmapStack days = stack( { "3 . 1 / . 2 .", "?", "1 1 . / . . 7", "0.25 . . / . . 0.5" } );
  days.states[3] = StepState::Predicted;
  days.provenance = { .source = "reports <2013> & \"later\".csv", .rowsRead = 5000000000, .incidentsUsed = 15, .leftOut = {} };
  days.provenance.leftOut.add( LeftOutReason::OutsideExtent, 4999999000 );
  days.provenance.leftOut.add( LeftOutReason::WithoutTime, 985 );
  days.timeZone = "Asia/Kolkata";
  return days;
}

HeatmapStack withinAStudyArea()
{
  HeatmapStack days = daysWithAGap();
  days.studyArea = { 1, 0, 1, 0, 1, 1 };
  for ( int step = 0; step < days.stepCount(); ++step )
    days.map( step )[1] = days.map( step )[3] = 0;
  return days;
}

/// Edges that cannot be written in binary, months, and categories with commas and umlauts.
HeatmapStack categoriesByMonth()
{
  const Grid grid( "EPSG:4326", { 77.1, 28.1, 77.1 + 1.0 / 3, 28.1 + 1.0 / 7 }, 3, 2 );
  const TimeSteps steps( *parseTime( "2016-11-01" ), { 1, StepUnit::Month }, 3 );
  HeatmapStack months = HeatmapStack::empty( grid, steps, StepState::Observed, { "theft, petty", "Körperverletzung" } );
  for ( size_t i = 0; i < months.counts.size(); ++i )
    months.counts[i] = static_cast<float>( i );
  return months;
}

HeatmapStack hoursOnOneCell()
{
  const TimeSteps steps( *parseTime( "2016-12-31T22:00:00" ), { 6, StepUnit::Hour }, 2 );
  return HeatmapStack::empty( Grid( {}, { -1, -1, 1, 1 }, 1, 1 ), steps, StepState::WithoutReports, { "only" } );
}

} // namespace

Q_DECLARE_METATYPE( riskcast::HeatmapStack )

Raster TestStackFile::written( const HeatmapStack &stack )
{
  writeHeatmapStack( stack, path(), {}, mFeedback );
  return readRaster( path(), mFeedback );
}

void TestStackFile::write( const Raster &raster )
{
  std::vector<RasterBand> bands;
  const size_t cells = raster.grid.cellCount();
  for ( int i = 0; i < raster.bandCount(); ++i )
    bands.push_back( { raster.descriptions[i], raster.bandMetadata[i], std::span( raster.values ).subspan( i * cells, cells ) } );
  writeRaster( path(), raster.grid, bands, raster.metadata, {}, mFeedback );
}

void TestStackFile::readsBackWhatWasWritten_data()
{
  QTest::addColumn<HeatmapStack>( "stack" );
  QTest::newRow( "days with a gap and a forecast" ) << daysWithAGap();
  QTest::newRow( "a study area" ) << withinAStudyArea();
  QTest::newRow( "categories by month" ) << categoriesByMonth();
  QTest::newRow( "hours on one cell without a CRS" ) << hoursOnOneCell();
}

void TestStackFile::readsBackWhatWasWritten()
{
  QFETCH( HeatmapStack, stack );
  mFeedback = {};
  writeHeatmapStack( stack, path(), {}, mFeedback );
  QVERIFY( mFeedback.isSteady() );
  mFeedback = {};
  const HeatmapStack read = readHeatmapStack( path(), mFeedback );
  QVERIFY( mFeedback.isSteady() );

  COMPARE_TEXT( read.grid.crs(), stack.grid.crs().c_str() );
  QVERIFY( read.grid.extent() == stack.grid.extent() ); // to the last bit
  QCOMPARE( read.grid.columns(), stack.grid.columns() );
  QCOMPARE( read.grid.rows(), stack.grid.rows() );
  QVERIFY( read.steps == stack.steps );
  QCOMPARE( read.categories, stack.categories );
  QCOMPARE( read.timeZone, stack.timeZone );
  QCOMPARE( read.states, stack.states );
  QCOMPARE( read.studyArea, stack.studyArea );
  QCOMPARE( read.counts, stack.counts );
  QVERIFY( read.provenance == stack.provenance );
}

void TestStackFile::bandsAreDescribedForPeople()
{
  const Raster days = written( daysWithAGap() );
  QCOMPARE( days.descriptions, ( std::vector<std::string>{ "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04" } ) );
  COMPARE_TEXT( days.bandMetadata[1].at( "RISKCAST_STATE" ), "without reports" );
  COMPARE_TEXT( days.metadata.at( "RISKCAST_CONTENT" ), "heatmaps" );
  COMPARE_TEXT( days.metadata.at( "RISKCAST_STEP" ), "1 day" );
  COMPARE_TEXT( days.metadata.at( "RISKCAST_LEFT_OUT" ), "{\"outside the extent\":4999999000,\"without a time\":985}" );

  const Raster months = written( categoriesByMonth() );
  COMPARE_TEXT( months.descriptions[2], "2016-12-01, theft, petty" ); // category fastest
  COMPARE_TEXT( months.descriptions[3], "2016-12-01, Körperverletzung" );
  COMPARE_TEXT( months.metadata.at( "RISKCAST_CATEGORIES" ), "[\"theft, petty\",\"Körperverletzung\"]" );
}

void TestStackFile::sameStackSameBytes()
{
  writeHeatmapStack( daysWithAGap(), path(), {}, mFeedback );
  writeHeatmapStack( daysWithAGap(), path( "again.tif" ), {}, mFeedback );
  QFile one( QString::fromStdString( path() ) );
  QFile other( QString::fromStdString( path( "again.tif" ) ) );
  QVERIFY( one.open( QIODevice::ReadOnly ) && other.open( QIODevice::ReadOnly ) );
  QVERIFY( one.readAll() == other.readAll() );
}

void TestStackFile::refusesAnotherRaster()
{
  const Map values = map( "1 2 / 3 4" );
  writeRaster( path(), Grid( "EPSG:32643", { 0, 0, 2, 2 }, 2, 2 ), { { "elevation", {}, values.values } }, {}, {}, mFeedback );
  VERIFY_SAYS( errorText( [&] { readHeatmapStack( path(), mFeedback ); } ),
               "heat.tif is not a heatmap stack: choose one that \"Create heatmap stack\" made." );
}

void TestStackFile::namesTheBandThatIsNotTheStepItShouldBe()
{
  Raster raster = written( daysWithAGap() );
  raster.descriptions[1] = "2024-01-03";
  write( raster );
  VERIFY_SAYS( errorText( [&] { readHeatmapStack( path(), mFeedback ); } ),
               "heat.tif is \"2024-01-03\", but \"2024-01-02\" was expected: bands are missing or out of order." );
}

void TestStackFile::refusesAStackThatLies_data()
{
  QTest::addColumn<QString>( "item" );
  QTest::addColumn<QString>( "value" );
  QTest::addColumn<QString>( "message" );
  const QString undescribed = "is not described as a heatmap stack should be";
  QTest::newRow( "a start that is no time" ) << "RISKCAST_START"
                                             << "soon" << undescribed;
  QTest::newRow( "no start at all" ) << "RISKCAST_START"
                                     << "" << undescribed;
  QTest::newRow( "a step that is none" ) << "RISKCAST_STEP"
                                         << "1 fortnight"
                                         << "\"1 fortnight\" is not a time step";
  QTest::newRow( "another step" ) << "RISKCAST_STEP"
                                  << "2 days"
                                  << "\"2024-01-03\" was expected";
  QTest::newRow( "categories that are no list" ) << "RISKCAST_CATEGORIES"
                                                 << "{" << undescribed;
  QTest::newRow( "no categories" ) << "RISKCAST_CATEGORIES"
                                   << "[]"
                                   << "4 bands for 0 categories";
  QTest::newRow( "more categories" ) << "RISKCAST_CATEGORIES"
                                     << "[\"a\",\"b\",\"c\"]"
                                     << "4 bands for 3 categories";
  QTest::newRow( "an extent without edges" ) << "RISKCAST_EXTENT"
                                             << "[1,2]" << undescribed;
  QTest::newRow( "a number that is none" ) << "RISKCAST_ROWS_READ"
                                           << "many" << undescribed;
  QTest::newRow( "a reason that is none" ) << "RISKCAST_LEFT_OUT"
                                           << "{\"lost\":1}"
                                           << "\"lost\" is not one of";
}

void TestStackFile::refusesAStackThatLies()
{
  QFETCH( QString, item );
  QFETCH( QString, value );
  QFETCH( QString, message );
  Raster raster = written( daysWithAGap() );
  raster.metadata[item.toStdString()] = value.toStdString();
  write( raster );
  VERIFY_SAYS( errorText( [&] { readHeatmapStack( path(), mFeedback ); } ), qPrintable( message ) );
}

void TestStackFile::refusesAStackWithoutAnyCellInside()
{
  Raster raster = written( daysWithAGap() );
  std::ranges::fill( raster.values, noData );
  write( raster );
  VERIFY_SAYS( errorText( [&] { readHeatmapStack( path(), mFeedback ); } ),
               "has no cell with data: nothing is inside the study area. Create the heatmaps again." );
}

void TestStackFile::cuttingTheRasterCutsTheGrid()
{
  // As `gdal_translate -srcwin` does: the western column only, metadata kept.
  const Raster whole = written( daysWithAGap() );
  Raster cut = whole;
  cut.grid = Grid( "EPSG:32643", { 0, 0, 1, 2 }, 1, 2 );
  cut.values.clear();
  for ( size_t i = 0; i < whole.values.size(); i += 3 )
    cut.values.push_back( whole.values[i] );
  write( cut );
  const HeatmapStack read = readHeatmapStack( path(), mFeedback );
  QVERIFY( read.grid.sameAs( cut.grid ) );
  QCOMPARE( stepMap( read, 0 ), map( "3 / ." ) );
}

void TestStackFile::anExtentWithoutAnAreaGivesWayToTheGeoreference()
{
  Raster raster = written( daysWithAGap() );
  raster.metadata["RISKCAST_EXTENT"] = "[0,0,0,0]";
  write( raster );
  QVERIFY( readHeatmapStack( path(), mFeedback ).grid.sameAs( daysWithAGap().grid ) );
  QVERIFY( readGrid( path() ).sameAs( daysWithAGap().grid ) );
}

QTEST_GUILESS_MAIN( TestStackFile )
#include "test_stack_file.moc"
