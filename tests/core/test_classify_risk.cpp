#include "classify_risk.h"
#include "error_text.h"
#include "flagged_areas.h"
#include "maps.h"
#include "recent_incidents.h"
#include "recorded_feedback.h"
#include "risk_raster.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace riskcast;

namespace
{

/// A raster of one band that is not ours, with cells of 1000 × 1000.
RiskBands bands( const std::string &drawing )
{
  const Map drawn = map( drawing );
  const Grid grid( "EPSG:32643", { 0, 0, 1000.0 * drawn.columns, 1000.0 * drawn.rows }, drawn.columns, drawn.rows );
  return { "drawing", grid, { "Band 1" }, {}, drawn.values, {}, {} };
}

/// A quarter of a km² each.
std::vector<double> quarters( const RiskBands &maps )
{
  return std::vector<double>( maps.grid.cellCount(), 0.25 );
}

ClassifiedRisk classified( const RiskBands &maps, const ClassOptions &options )
{
  Feedback silent;
  return classifyRisk( maps, options, quarters( maps ), silent );
}

/// The classes of the first map; "." is no data.
QString classesOf( const ClassifiedRisk &classified )
{
  const Grid &grid = classified.maps.grid;
  return drawing(
      { grid.rows(), grid.columns(), { classified.classes.begin(), classified.classes.begin() + grid.cellCount() } } );
}

QString text( const std::vector<std::string> &names )
{
  QStringList texts;
  for ( const std::string &name : names )
    texts << QString::fromStdString( name );
  return texts.join( " | " );
}

using Bounds = std::vector<double>;

} // namespace
Q_DECLARE_METATYPE( ClassMethod )
Q_DECLARE_METATYPE( Bounds )

class TestClassifyRisk : public QObject
{
  Q_OBJECT

private slots:
  void eachMethodPartsTheCells_data()
  {
    QTest::addColumn<ClassMethod>( "method" );
    QTest::addColumn<Bounds>( "bounds" );
    QTest::addColumn<QString>( "expected" );
    QTest::addColumn<QString>( "names" );
    // The map is 0.1 0.2 0.3 / 0.4 0.5 0.6 / 0.7 0.8 -, of cells of 0.25 km².
    // Percentiles 25 and 75 of eight values are the values at places 1.75 and 5.25 from the lowest: 0.275 and 0.625.
    QTest::newRow( "percentiles" ) << ClassMethod::Percentiles << Bounds{ 25, 75 } << "1 1 2 / 2 2 2 / 3 3 ."
                                   << "Lowest 25 % of cells | Top 75 to 25 % of cells | Top 25 % of cells";
    QTest::newRow( "breaks of the model, 0.35 and 0.65" ) << ClassMethod::ModelBreaks << Bounds{} << "1 1 1 / 2 2 2 / 3 3 ."
                                                          << "Lowest 50 % of cells | Top 50 to 10 % of cells | Top 10 % of cells";
    QTest::newRow( "own breaks, on which cells stay below" )
        << ClassMethod::OwnBreaks << Bounds{ 0.3, 0.7 } << "1 1 1 / 2 2 2 / 2 3 ."
        << "Risk up to 0.3 | Risk above 0.3, up to 0.7 | Risk above 0.7";
    QTest::newRow( "own breaks beyond all risks" ) << ClassMethod::OwnBreaks << Bounds{ -1, 5 } << "2 2 2 / 2 2 2 / 2 2 ."
                                                   << "Risk up to -1 | Risk above -1, up to 5 | Risk above 5";
    QTest::newRow( "area" ) << ClassMethod::Area << Bounds{ 0.5, 1.25 } << "1 1 1 / 2 2 2 / 3 3 ."
                            << "Other cells | Top 1.25 to 0.5 km² | Top 0.5 km²";
    QTest::newRow( "area nearer to two cells than to three" ) << ClassMethod::Area << Bounds{ 0.6 } << "1 1 1 / 1 1 1 / 2 2 ."
                                                              << "Other cells | Top 0.6 km²";
    QTest::newRow( "area nearer to three cells" ) << ClassMethod::Area << Bounds{ 0.65 } << "1 1 1 / 1 1 2 / 2 2 ."
                                                  << "Other cells | Top 0.65 km²";
    QTest::newRow( "cells" ) << ClassMethod::Cells << Bounds{ 1, 3 } << "1 1 1 / 1 1 2 / 2 3 ."
                             << "Other cells | Top 3 to 1 cell | Top 1 cell";
    QTest::newRow( "more cells than there are" ) << ClassMethod::Cells << Bounds{ 1000 } << "2 2 2 / 2 2 2 / 2 2 ."
                                                 << "Other cells | Top 1,000 cells";
  }
  void eachMethodPartsTheCells()
  {
    QFETCH( ClassMethod, method );
    QFETCH( Bounds, bounds );
    QFETCH( QString, expected );
    QFETCH( QString, names );
    RiskBands maps = ::bands( "0.1 0.2 0.3 / 0.4 0.5 0.6 / 0.7 0.8 -" );
    maps.percentiles = { 50, 90 };
    maps.breaks = { 0.35, 0.65 };
    const ClassifiedRisk result = classified( maps, { .method = method, .bounds = bounds } );
    QCOMPARE( classesOf( result ), expected );
    QCOMPARE( text( result.names ), names );
    COMPARE_TEXT( result.flaggedName, result.names.back().c_str() );
  }

  void equalRisksStayTogether_data()
  {
    QTest::addColumn<ClassMethod>( "method" );
    QTest::addColumn<Bounds>( "bounds" );
    QTest::addColumn<int>( "flagged" );
    // Three cells share 0.5, three 0.1.
    QTest::newRow( "two of three cells" ) << ClassMethod::Cells << Bounds{ 2 } << 0;
    QTest::newRow( "all three" ) << ClassMethod::Cells << Bounds{ 3 } << 3;
    QTest::newRow( "half of the cells, at place 2.5: 0.3" ) << ClassMethod::Percentiles << Bounds{ 50 } << 3;
    QTest::newRow( "a fifth of the cells, at place 4: 0.5" ) << ClassMethod::Percentiles << Bounds{ 80 } << 0;
    QTest::newRow( "the area of two" ) << ClassMethod::Area << Bounds{ 0.5 } << 0;
    QTest::newRow( "less than half a cell" ) << ClassMethod::Area << Bounds{ 0.1 } << 0;
  }
  void equalRisksStayTogether()
  {
    QFETCH( ClassMethod, method );
    QFETCH( Bounds, bounds );
    QFETCH( int, flagged );
    const RiskBands maps = ::bands( "0.5 0.5 0.1 / 0.5 0.1 0.1" );
    RecordedFeedback log;
    const ClassifiedRisk result = classifyRisk( maps, { .method = method, .bounds = bounds }, quarters( maps ), log );
    QCOMPARE( static_cast<int>( result.flaggedCells( 0 ).size() ), flagged );
    QCOMPARE(
        text( log.warnings ),
        QString(
            flagged > 0
                ? ""
                : "Band 1: no cell is flagged, as too many share the highest risk or too little was asked for. Flag more." ) );
  }

  void mapsArePartedByThemselvesOrAlike()
  {
    RiskBands maps = ::bands( "0.1 0.2 / 0.3 0.4" );
    maps.descriptions = { "today", "tomorrow", "nothing" };
    for ( const std::string more : { "0.01 0.02 / 0.03 0.04", "- - / - -" } )
      std::ranges::copy( map( more ).values, std::back_inserter( maps.risk ) );
    RecordedFeedback log;
    const ClassifiedRisk top = classifyRisk( maps, { .method = ClassMethod::Cells, .bounds = { 1 } }, quarters( maps ), log );
    QCOMPARE( top.classes, std::vector<std::uint8_t>( { 1, 1, 1, 2, 1, 1, 1, 2, 0, 0, 0, 0 } ) );
    QVERIFY( top.breaks[2].empty() );
    QCOMPARE( text( log.infos ), QString( "today: classes change at a risk of 0.3; flagged: 1 cell, 0.25 km². | "
                                          "tomorrow: classes change at a risk of 0.03; flagged: 1 cell, 0.25 km²." ) );
    QCOMPARE( text( log.warnings ), QString( "nothing has no data." ) );
    const ClassifiedRisk own = classified( maps, { .method = ClassMethod::OwnBreaks, .bounds = { 0.25 } } );
    QCOMPARE( own.classes, std::vector<std::uint8_t>( { 1, 1, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0 } ) );
  }

  void severalClassesAreFlaggedTogether_data()
  {
    QTest::addColumn<ClassMethod>( "method" );
    QTest::addColumn<Bounds>( "bounds" );
    QTest::addColumn<QString>( "name" );
    QTest::newRow( "percentiles" ) << ClassMethod::Percentiles << Bounds{ 25, 75, 96, 99 } << "Top 4 % of cells";
    QTest::newRow( "breaks" ) << ClassMethod::OwnBreaks << Bounds{ 0.1, 0.2, 0.3 } << "Risk above 0.2";
    QTest::newRow( "area" ) << ClassMethod::Area << Bounds{ 1, 5, 20 } << "Top 5 km²";
    QTest::newRow( "cells" ) << ClassMethod::Cells << Bounds{ 1, 2 } << "Top 2 cells";
  }
  void severalClassesAreFlaggedTogether()
  {
    QFETCH( ClassMethod, method );
    QFETCH( Bounds, bounds );
    QFETCH( QString, name );
    const RiskBands maps = ::bands( "0.1 0.2 / 0.3 0.4" );
    COMPARE_TEXT( classified( maps, { .method = method, .bounds = bounds, .flagged = 2 } ).flaggedName, qPrintable( name ) );
  }

  void whatCannotBeIsRefused_data()
  {
    QTest::addColumn<ClassMethod>( "method" );
    QTest::addColumn<Bounds>( "bounds" );
    QTest::addColumn<int>( "flagged" );
    QTest::addColumn<QString>( "message" );
    QTest::newRow( "percentiles beyond 100" )
        << ClassMethod::Percentiles << Bounds{ 50, 101 } << 1 << "must rise between 0 and 100";
    QTest::newRow( "breaks of no model" ) << ClassMethod::ModelBreaks << Bounds{} << 1
                                          << "drawing comes from no model of Riskcast";
    QTest::newRow( "breaks that fall" ) << ClassMethod::OwnBreaks << Bounds{ 0.5, 0.5 } << 1
                                        << "The breaks of the risk classes must be 1 to 254 numbers that rise.";
    QTest::newRow( "a break that is no number" )
        << ClassMethod::OwnBreaks << Bounds{ std::numeric_limits<double>::quiet_NaN() } << 1 << "1 to 254 numbers that rise";
    QTest::newRow( "no area" ) << ClassMethod::Area << Bounds{ 0, 1 } << 1 << "The areas of the risk classes must be above 0.";
    QTest::newRow( "no cells" ) << ClassMethod::Cells << Bounds{ -3 } << 1
                                << "The numbers of cells of the risk classes must be above 0.";
    QTest::newRow( "all classes flagged" )
        << ClassMethod::Cells << Bounds{ 5 } << 2
        << "There are 2 classes, of which 2 cannot be flagged. Flag fewer, or make more classes.";
  }
  void whatCannotBeIsRefused()
  {
    QFETCH( ClassMethod, method );
    QFETCH( Bounds, bounds );
    QFETCH( int, flagged );
    QFETCH( QString, message );
    const RiskBands maps = ::bands( "0.1 0.2 / 0.3 0.4" );
    VERIFY_SAYS( errorText( [&] { classified( maps, { method, bounds, flagged } ); } ), qPrintable( message ) );
  }

  void anAreaNeedsACrs()
  {
    RiskBands maps = ::bands( "0.1 0.2 / 0.3 0.4" );
    Feedback silent;
    VERIFY_SAYS( errorText(
                     [&] {
                       classifyRisk( maps, { ClassMethod::Area, { 1 } }, std::vector<double>( 4, 0 ), silent );
                     } ),
                 "drawing has no coordinate reference system" );
  }

  void flaggedCellsHangTogetherAlongEdges()
  {
    // Two areas that touch at a corner alone, and one that surrounds a cell.
    const RiskBands maps = ::bands( "0.6 . . . . ."
                                    "/ . 0.5 . 0.3 0.3 0.3"
                                    "/ . 0.9 . 0.3 . 0.3"
                                    "/ . . . 0.3 0.3 0.3" );
    const ClassifiedRisk result = classified( maps, { .method = ClassMethod::OwnBreaks, .bounds = { 0.2 } } );
    const std::vector<FlaggedArea> areas = flaggedAreas( result, 0, quarters( result.maps ) );
    QCOMPARE( areas.size(), size_t{ 3 } );
    // Means 0.7, 0.6 and 0.3.
    QCOMPARE( areas[0].cells, std::vector<int>( { 7, 13 } ) );
    QCOMPARE( areas[0].riskiest, 13 );
    QVERIFY( qAbs( areas[0].meanRisk - 0.7 ) < 1e-6 && qAbs( areas[0].maximumRisk - 0.9 ) < 1e-6 );
    QVERIFY( !areas[0].expected );
    QCOMPARE( areas[0].km2, 0.5 );
    QCOMPARE( areas[1].cells, std::vector<int>( { 0 } ) );
    QCOMPARE( areas[2].cells, std::vector<int>( { 9, 10, 11, 15, 17, 21, 22, 23 } ) );
    QCOMPARE( areas[2].riskiest, 9 ); // the first of equal ones
  }

  void incidentsAreExpectedWhereRisksAreProbabilities()
  {
    RiskBands maps = ::bands( "0.5 0.9 . 0" );
    maps.steps = TimeSteps( *parseTime( "2024-02-01" ), {}, 1 );
    const auto expected = [&maps]
    {
      const ClassifiedRisk result = classified( maps, { .method = ClassMethod::OwnBreaks, .bounds = { 0.2 } } );
      return *flaggedAreas( result, 0, quarters( maps ) ).front().expected;
    };
    // -ln( 1 - 0.5 ) - ln( 1 - 0.9 ) = ln 2 + ln 10 = ln 20
    QVERIFY( qAbs( expected() - 2.995732 ) < 1e-5 );
    // Cells that are twice as fine: four share what one of the model lets expect.
    maps.displayFactor = 2;
    QVERIFY( qAbs( expected() - 2.995732 / 4 ) < 1e-5 );
  }

  void areasDoNotHangTogetherAroundTheEdgeOfTheMap()
  {
    const ClassifiedRisk result =
        classified( ::bands( ". . 0.5 / 0.5 . . / . . ." ), { .method = ClassMethod::OwnBreaks, .bounds = { 0.2 } } );
    QCOMPARE( flaggedAreas( result, 0, quarters( result.maps ) ).size(), size_t{ 2 } );
  }

  void anyRasterIsRead()
  {
    constexpr float infinity = std::numeric_limits<float>::infinity();
    const std::vector<float> one = { 3, infinity, -1, noData };
    const std::string path = write( "any.tif", { { "", {}, one }, { "KDE 2024", {}, one } }, {} );
    Feedback silent;
    const RiskBands maps = readRiskBands( path, silent );
    QCOMPARE( maps.mapCount(), 2 );
    QCOMPARE( drawing( { 2, 2, { maps.map( 1 ).begin(), maps.map( 1 ).end() } } ), QString( "3 - / -1 -" ) );
    COMPARE_TEXT( maps.stepName( 0 ), "Band 1" );
    COMPARE_TEXT( maps.stepName( 1 ), "KDE 2024" );
    QVERIFY( !maps.steps && maps.breaks.empty() );
  }

  void ofARiskRasterTheRiskAloneIsRead()
  {
    Feedback silent;
    RiskMaps risk;
    risk.grid = Grid( "EPSG:32643", { 0, 0, 2, 2 }, 2, 2 );
    risk.steps = TimeSteps( *parseTime( "2017-12-31" ), {}, 2 );
    risk.risk = map( "0.1 0.2 / - 0.5 / 0.3 0.4 / 0.6 0.01" ).values;
    risk.spread = risk.risk;
    risk.percentiles = { 96 };
    risk.breaks = { 0.15 };
    const std::string path = mFolder.filePath( "risk.tif" ).toStdString();
    writeRiskRaster( risk, path, {}, silent );
    const RiskBands maps = readRiskBands( path, silent );
    QCOMPARE( maps.mapCount(), 2 );
    QCOMPARE( maps.risk.size(), size_t{ 8 } );
    QCOMPARE( maps.breaks, risk.breaks );
    COMPARE_TEXT( maps.stepName( 1 ), "2018-01-01" );
    COMPARE_TEXT( maps.descriptions[1], "2018-01-01, 2 steps ahead" );
  }

  void whatHoldsNoRiskIsRefused()
  {
    Feedback silent;
    const std::vector<float> values = { 1, 1, 2, 2 };
    const std::string classes = write( "classes.tif", { { "", {}, values } }, { { "RISKCAST_CONTENT", "classes" } } );
    VERIFY_SAYS( errorText( [&] { readRiskBands( classes, silent ); } ),
                 "classes.tif holds classes, not risks: choose a risk raster." );
    const std::vector<float> nothing( 4, noData );
    const std::string empty = write( "empty.tif", { { "", {}, nothing } }, {} );
    VERIFY_SAYS( errorText( [&] { readRiskBands( empty, silent ); } ),
                 "empty.tif has no cell with data: choose another raster." );
  }

  void recentIncidentsAreThoseOfTheWeeksBefore_data()
  {
    QTest::addColumn<bool>( "hasEnd" );
    QTest::addColumn<QString>( "expected" );
    QTest::addColumn<QString>( "period" );
    QTest::newRow( "before the first step" ) << true << "2 1 / . ."
                                             << "Incidents from 2024-01-18 to before 2024-02-01 in the grid: 3.";
    QTest::newRow( "up to the last incident" )
        << false << "1 1 / . 1"
        << "Incidents from 2024-01-18T00:00:01 to before 2024-02-01T00:00:01 in the grid: 3.";
  }
  void recentIncidentsAreThoseOfTheWeeksBefore()
  {
    QFETCH( bool, hasEnd );
    QFETCH( QString, expected );
    QFETCH( QString, period );
    const auto at = []( double x, double y, const char *time ) { return Incident{ x, y, *parseTime( time ), {}, 1 }; };
    TableIncidentReader incidents( { at( 0.5, 1.5, "2024-01-18" ), at( 0.5, 1.5, "2024-01-31T23:59:59" ),
                                     at( 1.5, 1.5, "2024-01-20" ), at( 0.5, 0.5, "2024-01-17T23:59:59" ),
                                     at( 1.5, 0.5, "2024-02-01" ), at( 7, 7, "2024-01-20" ) },
                                   "EPSG:32643" );
    RecordedFeedback log;
    const std::vector<int> counts = countRecent( incidents, Grid( "EPSG:32643", { 0, 0, 2, 2 }, 2, 2 ),
                                                 hasEnd ? std::optional( *parseTime( "2024-02-01" ) ) : std::nullopt, 2, log );
    QCOMPARE( drawing( { 2, 2, { counts.begin(), counts.end() } } ), expected );
    QCOMPARE( text( log.infos ), period );
  }

  void noIncidentsAreNone()
  {
    TableIncidentReader incidents( {}, "EPSG:32643" );
    Feedback silent;
    const Grid grid( "EPSG:32643", { 0, 0, 2, 1 }, 2, 1 );
    QCOMPARE( countRecent( incidents, grid, {}, 4, silent ), std::vector<int>( { 0, 0 } ) );
  }

private:
  /// Writes a raster of 2 × 2 cells. Returns its path.
  std::string write( const QString &name, const std::vector<RasterBand> &bands, const RasterMetadata &metadata ) const
  {
    Feedback silent;
    const std::string path = mFolder.filePath( name ).toStdString();
    writeRaster( path, Grid( "EPSG:32643", { 0, 0, 2, 2 }, 2, 2 ), bands, metadata, {}, silent );
    return path;
  }

  QTemporaryDir mFolder;
};

QTEST_APPLESS_MAIN( TestClassifyRisk )
#include "test_classify_risk.moc"
