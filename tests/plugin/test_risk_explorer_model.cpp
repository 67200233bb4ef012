#include "category_raster.h"
#include "cell_areas.h"
#include "error_text.h"
#include "maps.h"
#include "metadata_items.h"
#include "risk_explorer_model.h"
#include "stack_file.h"
#include "three_days.h"

#include <qgsapplication.h>
#include <qgscoordinatetransformcontext.h>

#include <QTest>

#include <cmath>
#include <numbers>

using namespace riskcast;

/// The numbers of the risk explorer, on maps of a few cells.
class TestRiskExplorerModel : public QObject
{
  Q_OBJECT

private slots:
  void thePercentileIsThatOfTheStep();
  void aMapOfOneRiskFlagsNothing();
  void aMapWithoutDataFlagsNothing();
  void incidentsAreExpectedByTheRisk();
  void finerCellsShareTheIncidentsOfOneOfTheModel();
  void aCellHasARankAndNeighbours();
  void equalRisksHaveTheSameRank();
  void theRisksOfACellGoByStep();
  void areasAreThoseOnTheEllipsoid_data();
  void areasAreThoseOnTheEllipsoid();
  void manyCellsAreInterpolated();
  void aStackTellsWhatHappened();
  void labelsTellWhatHappened();
  void anotherGridTellsNothing();
  void theLongRunRateCountsStepsWithReports();
  void weeksStartOnMonday();
  void aWeekWithoutReportsIsUnknown();
  void flagsAreSharedInTheSameStep();
  void anotherRasterIsRefused();

private:
  QString write( const RiskMaps &maps, const QString &name = QStringLiteral( "risk.tif" ) ) const;
  QString write( const HeatmapStack &stack, const QString &name = QStringLiteral( "stack.tif" ) ) const;
  static RiskMaps drawn( const std::vector<std::string> &maps );

  ResultFolder mFolder;
  Feedback mFeedback;
  QgsCoordinateTransformContext mContext;
};

namespace
{

/// Of square kilometres on the central meridian of a UTM zone, whose scale is 0.9996 there.
constexpr double cellKm2 = 1 / ( 0.9996 * 0.9996 );

bool isClose( double one, double other, double share = 1e-6 )
{
  return std::abs( one - other ) <= share * std::abs( other );
}

QString text( const LabelCounts &counts )
{
  QStringList parts;
  for ( size_t label = 0; label < counts.cells.size(); ++label )
    if ( counts.cells[label] > 0 )
      parts
          << QStringLiteral( "%1 %2" ).arg( counts.cells[label] ).arg( QString::fromStdString( enumNames<CellLabel>()[label] ) );
  return parts.join( QStringLiteral( ", " ) );
}

QString text( const std::vector<WeekFacts> &weeks )
{
  QStringList parts;
  for ( const WeekFacts &week : weeks )
    parts << QStringLiteral( "%1: %2" ).arg( QString::fromStdString( toIso8601( week.start ) ) ).arg( week.incidents );
  return parts.join( QStringLiteral( ", " ) );
}

} // namespace

QString TestRiskExplorerModel::write( const RiskMaps &maps, const QString &name ) const
{
  Feedback silent;
  writeRiskRaster( maps, mFolder.path( name ).toStdString(), {}, silent );
  return mFolder.path( name );
}

QString TestRiskExplorerModel::write( const HeatmapStack &stack, const QString &name ) const
{
  Feedback silent;
  writeHeatmapStack( stack, mFolder.path( name ).toStdString(), {}, silent );
  return mFolder.path( name );
}

/// On the grid and the days of stack().
RiskMaps TestRiskExplorerModel::drawn( const std::vector<std::string> &maps )
{
  const HeatmapStack frame = stack( maps );
  RiskMaps drawn{ .grid = frame.grid, .steps = frame.steps, .timeZone = frame.timeZone, .risk = {} };
  drawn.percentiles = { 50 };
  drawn.breaks = { 0.5 };
  for ( const std::string &drawing : maps )
  {
    const std::vector<float> values = map( drawing ).values;
    drawn.risk.insert( drawn.risk.end(), values.begin(), values.end() );
  }
  return drawn;
}

void TestRiskExplorerModel::thePercentileIsThatOfTheStep()
{
  RiskMaps maps = drawn( { "0.1 0.2 0.3 0.4 0.5 / 0.6 0.7 0.8 0.9 0.95", "- 0.1 0.2 0.3 0.4 / - 0.5 0.6 0.7 0.8" } );
  maps.grid = Grid( "EPSG:32643", { 497500, 3000000, 502500, 3002000 }, 5, 2 );
  RiskExplorerModel model( write( maps ), mContext );
  // Of ten values, the 85th percentile lies at 0.85 × 9 = 7.65: 0.8 + 0.65 × 0.1. Two are above.
  const FlagFacts first = model.flags( 0, 85 );
  QVERIFY( isClose( first.threshold, 0.865 ) );
  QCOMPARE( first.flagged.cells, 2 );
  QCOMPARE( first.all.cells, 10 );
  QVERIFY( isClose( first.flagged.areaKm2, 2 * cellKm2 ) );
  // Of eight values, at 0.85 × 7 = 5.95: 0.6 + 0.95 × 0.1. Two are above; cells without data don't count.
  const FlagFacts second = model.flags( 1, 85 );
  QVERIFY( isClose( second.threshold, 0.695 ) );
  QCOMPARE( second.flagged.cells, 2 );
  QCOMPARE( second.all.cells, 8 );
  QVERIFY( isClose( second.all.areaKm2, 8 * cellKm2 ) );
  QVERIFY( !second.labels );
}

void TestRiskExplorerModel::aMapOfOneRiskFlagsNothing()
{
  RiskExplorerModel model( write( drawn( { "0.2 0.2 / 0.2 0.2" } ) ), mContext );
  QCOMPARE( model.flags( 0, 85 ).flagged.cells, 0 );
  QCOMPARE( model.flags( 0, 85 ).all.cells, 4 );
}

void TestRiskExplorerModel::aMapWithoutDataFlagsNothing()
{
  RiskExplorerModel model( write( drawn( { "- - / - -" } ) ), mContext );
  model.learnFrom( write( stack( { "1 . / . ." } ) ) );
  const FlagFacts facts = model.flags( 0, 95 );
  QVERIFY( std::isnan( facts.threshold ) );
  QCOMPARE( facts.flagged.cells, 0 );
  QCOMPARE( facts.all.cells, 0 );
  QCOMPARE( facts.labels->total(), std::int64_t{ 0 } );
  QCOMPARE( model.risks().map( 0 )->riskiest(), -1 );
  QCOMPARE( model.cell( 0, 3 ).rank, 0 );
}

void TestRiskExplorerModel::incidentsAreExpectedByTheRisk()
{
  RiskExplorerModel model( write( drawn( { "0.5 0.75 / 0 -" } ) ), mContext );
  // -ln( 0.5 ) = 0.693, -ln( 0.25 ) = 1.386, and none where the risk is 0. The 85th percentile is 0.5 + 0.7 × 0.25.
  const FlagFacts facts = model.flags( 0, 85 );
  QVERIFY( isClose( facts.flagged.incidents, std::log( 4.0 ) ) );
  QVERIFY( isClose( facts.all.incidents, std::log( 8.0 ) ) );
}

/// Made finer for display, a map where the risk is the same all over expects as many incidents as before: -8 × ln( 0.5 ).
void TestRiskExplorerModel::finerCellsShareTheIncidentsOfOneOfTheModel()
{
  const RiskMaps coarse = drawn( { "0.5 0.5 0.5 0.5 / 0.5 0.5 0.5 0.5" } );
  RiskExplorerModel model( write( upsampled( coarse, 3 ) ), mContext );
  QCOMPARE( model.flags( 0, 85 ).all.cells, 72 );
  QVERIFY( isClose( model.flags( 0, 85 ).all.incidents, 8 * std::log( 2.0 ) ) );
  // Two of them are riskier now, and above the percentile, which is 0.5 at 0.97 × 71 = 68.9. Each has a ninth of -ln( 0.1 ).
  RiskMaps fine = upsampled( coarse, 3 );
  fine.risk[0] = fine.risk[1] = 0.9F;
  RiskExplorerModel flagged( write( fine, QStringLiteral( "fine.tif" ) ), mContext );
  QCOMPARE( flagged.flags( 0, 97 ).flagged.cells, 2 );
  QVERIFY( isClose( flagged.flags( 0, 97 ).flagged.incidents, 2 * std::log( 10.0 ) / 9 ) );
}

void TestRiskExplorerModel::aCellHasARankAndNeighbours()
{
  RiskExplorerModel model( write( drawn( { "0.1 0.2 0.3 / 0.4 0.5 0.6 / 0.7 - 0.9" } ) ), mContext );
  const CellFacts facts = model.cell( 0, 3 ); // 0.4, in the west of the middle row
  QCOMPARE( facts.row, 1 );
  QCOMPARE( facts.column, 0 );
  QCOMPARE( facts.risk, 0.4F );
  QCOMPARE( facts.rank, 5 ); // after 0.9, 0.7, 0.6, 0.5
  QCOMPARE( facts.rankedCells, 8 );
  const Map neighbours{ 3, 3, std::vector<float>( facts.neighbours.begin(), facts.neighbours.end() ) };
  QCOMPARE( drawing( neighbours ), drawing( map( "- 0.1 0.2 / - 0.4 0.5 / - 0.7 -" ) ) );
}

void TestRiskExplorerModel::equalRisksHaveTheSameRank()
{
  RiskExplorerModel model( write( drawn( { "0.3 0.2 / 0.2 0.1" } ) ), mContext );
  QCOMPARE( model.cell( 0, 1 ).rank, 2 );
  QCOMPARE( model.cell( 0, 2 ).rank, 2 );
  QCOMPARE( model.cell( 0, 3 ).rank, 4 );
  QCOMPARE( model.risks().map( 0 )->riskiest(), 0 );
}

void TestRiskExplorerModel::theRisksOfACellGoByStep()
{
  RiskMaps maps = drawn( { "0.1 0.2", "0.3 -", "0.5 0.6" } );
  maps.spread = map( "0.01 0.02 / 0.03 - / 0.05 0.06" ).values; // in bands after those of the risk
  RiskExplorerModel model( write( maps ), mContext );
  QCOMPARE( drawing( { 1, 3, model.risks().risksOf( 1 ) } ), drawing( map( "0.2 - 0.6" ) ) );
  QCOMPARE( model.risks().steps().count(), 3 );
}

void TestRiskExplorerModel::areasAreThoseOnTheEllipsoid_data()
{
  QTest::addColumn<QString>( "crs" );
  QTest::addColumn<double>( "xMax" );
  QTest::addColumn<double>( "yMin" );
  QTest::addColumn<double>( "yMax" );
  // A hundredth of a degree from 60° N on, by Snyder's formula on WGS 84.
  QTest::newRow( "geographic" ) << "EPSG:4326" << 0.01 << 60.0 << 60.01;
  QTest::newRow( "Web Mercator" ) << "EPSG:3857" << 1113.1949079327358 << 8399737.889818355 << 8401964.616232065;
}

void TestRiskExplorerModel::areasAreThoseOnTheEllipsoid()
{
  QFETCH( QString, crs );
  QFETCH( double, xMax );
  QFETCH( double, yMin );
  QFETCH( double, yMax );
  const std::vector<double> areas = ellipsoidalAreasKm2( Grid( crs.toStdString(), { 0, yMin, xMax, yMax }, 1, 1 ), mContext );
  QCOMPARE( areas.size(), size_t{ 1 } );
  QVERIFY2( isClose( areas[0], 0.621587243 ), qPrintable( QString::number( areas[0], 'g', 12 ) ) );
}

/// Of a Mercator map the cells are those between meridians and parallels, whose areas are known.
void TestRiskExplorerModel::manyCellsAreInterpolated()
{
  constexpr double radius = 6378137;
  const Grid mercator( "EPSG:3857", { 0, 7e6, 1e6, 8e6 }, 50, 80 );
  const std::vector<double> areas = ellipsoidalAreasKm2( mercator, mContext );
  const auto latitude = [&]( int row )
  { return std::atan( std::sinh( ( 8e6 - row * mercator.cellHeight() ) / radius ) ) * 180 / std::numbers::pi; };
  const double longitude = mercator.cellWidth() / radius * 180 / std::numbers::pi;
  for ( const int row : { 0, 1, 41, 79 } )
  {
    const Grid cell( "EPSG:4326", { 0, latitude( row + 1 ), longitude, latitude( row ) }, 1, 1 );
    const double exact = ellipsoidalAreasKm2( cell, mContext )[0];
    QVERIFY2( isClose( areas[row * 50 + 17], exact, 1e-4 ),
              qPrintable( QString::number( areas[row * 50 + 17] / exact, 'g', 9 ) ) );
  }
}

void TestRiskExplorerModel::aStackTellsWhatHappened()
{
  const std::string risk = "0.9 . . / . . . / . . 0.1";
  RiskExplorerModel model( write( drawn( { risk, risk, risk } ) ), mContext );
  model.learnFrom( write( stack( { ". 1 . / . . . / 1 . 2", "?", ". . . / . . . / . . 1" } ) ) );
  // Flagged are the north-west and the south-east. The south-east is a hit; of what is missed, the north has a flagged neighbour
  // and the south-west has none; in the north-west nothing happened but in a neighbour.
  QCOMPARE(
      text( *model.flags( 0, 85 ).labels ),
      QStringLiteral( "5 true negative, 1 correct, 1 false negative neighbour, 1 false negative, 1 false positive neighbour" ) );
  QVERIFY( isClose( model.labels( 0, 85 ).hitRate(), 1.0 / 3 ) );
  QVERIFY( !model.flags( 1, 85 ).labels ); // a day without reports is unknown
  QCOMPARE( text( model.labels( 2, 85 ) ), QStringLiteral( "7 true negative, 1 correct, 1 false positive" ) );
  QCOMPARE( model.known().steps(), ( std::vector<int>{ 0, 2 } ) );
}

void TestRiskExplorerModel::labelsTellWhatHappened()
{
  RiskExplorerModel model( write( drawn( { "0.9 . . . / 0.1 . . 0.8", "0.1 0.1 0.1 0.1 / 0.1 0.1 0.1 0.1" } ) ), mContext );
  // As of the labels something happened in the first three cells and not in the others; the last one was not scored.
  CategoryRaster labels{ .grid = drawn( { ". . . . / . . . ." } ).grid, .categories = {}, .metadata = {}, .bands = {} };
  for ( int label = 1; label <= 6; ++label )
    labels.categories.push_back( { "label", "#000000" } );
  labels.metadata = { { contentItem, labelsContent }, { stepItem, "1 day" }, { timeZoneItem, "as written" } };
  labels.bands.push_back( { "2024-01-01", { { stepStartItem, "2024-01-01" } }, { 2, 3, 4, 1, 5, 6, 1, 0 } } );
  OutputFile file( mFolder.path( "labels.tif" ).toStdString() );
  writeCategoryRaster( labels, file, {}, mFeedback );
  file.commit();
  model.learnFrom( mFolder.path( "labels.tif" ) );
  QCOMPARE( model.known().steps(), std::vector<int>{ 0 } );
  // Above the 85th percentile, 0.8 - 0.05 × 0.7, are the north-west and the cell that was not scored.
  QCOMPARE( text( model.labels( 0, 85 ) ),
            QStringLiteral( "4 true negative, 1 correct, 1 false negative neighbour, 1 false negative" ) );
}

void TestRiskExplorerModel::anotherGridTellsNothing()
{
  RiskExplorerModel model( write( drawn( { "0.9 . / . ." } ) ), mContext );
  model.learnFrom( write( stack( { "1 . . / . . ." } ) ) );
  model.learnFrom( mFolder.risk() );
  HeatmapStack elsewhere = stack( { "1 . / . ." } );
  elsewhere.timeZone = "Asia/Kolkata";
  model.learnFrom( write( elsewhere ) );
  QVERIFY( model.known().steps().empty() );
  QVERIFY( !model.longRunRisk( 0 ) );
  QVERIFY( model.weeks( 0 ).empty() );
  QCOMPARE( model.stackFile(), QString() );
}

void TestRiskExplorerModel::theLongRunRateCountsStepsWithReports()
{
  RiskExplorerModel model( write( drawn( { "0.9 . / . ." } ) ), mContext );
  const QString file = write( stack( { "2 . / . .", "?", "1 . / . .", ". . / . ." } ) );
  model.learnFrom( file );
  QVERIFY( isClose( *model.longRunRisk( 0 ), 1 - std::exp( -1.0 ) ) ); // three incidents in three days
  QCOMPARE( *model.longRunRisk( 3 ), 0.0 );
  QCOMPARE( model.stackFile(), file );
}

void TestRiskExplorerModel::weeksStartOnMonday()
{
  RiskExplorerModel model( write( drawn( { "0.9" } ) ), mContext );
  HeatmapStack counts = stack( { "1", "1", "2", "4", "8" } );
  counts.steps = TimeSteps( *parseTime( "2024-01-05" ), {}, 5 ); // a Friday
  model.learnFrom( write( counts ) );
  QCOMPARE( text( model.weeks( 0 ) ), QStringLiteral( "2024-01-01: 4, 2024-01-08: 12" ) );
}

void TestRiskExplorerModel::aWeekWithoutReportsIsUnknown()
{
  RiskExplorerModel model( write( drawn( { "0.9" } ) ), mContext );
  std::vector<std::string> days( 21, "?" );
  days[0] = "3";
  days[20] = ".";
  model.learnFrom( write( stack( days ) ) );
  QCOMPARE( text( model.weeks( 0 ) ), QStringLiteral( "2024-01-01: 3, 2024-01-08: nan, 2024-01-15: 0" ) );
}

void TestRiskExplorerModel::flagsAreSharedInTheSameStep()
{
  RiskSeries one( write( drawn( { "0.1 0.2 / 0.3 0.4", "0.9 . / . 0.8" } ) ), mContext );
  RiskMaps dayLater = drawn( { "0.7 . / 0.1 ." } );
  dayLater.steps = TimeSteps( *parseTime( "2024-01-02" ), {}, 1 );
  RiskSeries other( write( dayLater, QStringLiteral( "other.tif" ) ), mContext );
  QVERIFY( !sharedFlags( one, other, 0, 50 ) ); // the other one has no first day
  // Medians: 0.4 of the one, which flags the north-west and the south-east, 0.05 of the other, which flags both in the west.
  QCOMPARE( *sharedFlags( one, other, 1, 50 ), 1 );
  RiskMaps wider = drawn( { "0.7 . . / 0.1 . ." } );
  RiskSeries another( write( wider, QStringLiteral( "another.tif" ) ), mContext );
  QVERIFY( !sharedFlags( one, another, 0, 50 ) );
}

void TestRiskExplorerModel::anotherRasterIsRefused()
{
  const QString file = write( stack( { "1 . / . ." } ) );
  QCOMPARE( errorText( [&] { RiskExplorerModel( file, mContext ); } ),
            file + QStringLiteral( " is not a risk raster. Choose one that \"Predict risk\" made." ) );
}

int main( int argc, char *argv[] )
{
  QgsApplication application( argc, argv, false );
  QgsApplication::initQgis();
  TestRiskExplorerModel test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_risk_explorer_model.moc"
