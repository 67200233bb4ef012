#include "classified_example.h"
#include "error_text.h"
#include "test_layers.h"

#include <qgscolorrampshader.h>
#include <qgspalettedrasterrenderer.h>
#include <qgsprocessingcontext.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrastershader.h>
#include <qgssinglebandpseudocolorrenderer.h>

using namespace riskcast;

namespace
{

QStringList namesOf( const QgsVectorLayer &layer )
{
  QStringList names;
  for ( const QgsField &field : layer.fields() )
    names << field.name();
  names.removeAll( "fid" );
  return names;
}

/// With the style beside it, as it is loaded after a run.
std::unique_ptr<QgsRasterLayer> styledLayer( const QString &path )
{
  auto layer = std::make_unique<QgsRasterLayer>( path );
  bool loaded = false;
  layer->loadDefaultStyle( loaded );
  return layer;
}

/// As QGIS opens it from its file, with the style beside it: "#rrggbb name" of each entry of its legend.
QStringList legendOf( const QString &path )
{
  const QgsRasterLayer layer( path );
  QStringList entries;
  if ( const auto *paletted = dynamic_cast<const QgsPalettedRasterRenderer *>( layer.renderer() ) )
    for ( const QgsPalettedRasterRenderer::Class &each : paletted->classes() )
      entries << each.color.name( QColor::HexArgb ) + " " + each.label;
  if ( const auto *ramp = dynamic_cast<const QgsSingleBandPseudoColorRenderer *>( layer.renderer() ) )
    for ( const auto &item :
          dynamic_cast<const QgsColorRampShader &>( *ramp->shader()->rasterShaderFunction() ).colorRampItemList() )
      entries << item.color.name( QColor::HexArgb ) + " " + item.label;
  return entries;
}

} // namespace

/// The classes, how they look, and what cannot be classified.
class TestClassifyRiskAlgorithm : public QObject, ClassifiedExample
{
  Q_OBJECT

private slots:
  void initTestCase() { setUp(); }
  void cleanupTestCase() { stopQgis(); }

  // In the first step, the percentiles 50 and 75 of 14 cells lie at places 6.5 and 9.75 from the lowest: at 0.05, which four
  // cells share, and at 0.175.
  void classifiesTheWorkedExample()
  {
    const TestFolder folder;
    RecordedLog log;
    QVariantMap parameters = asked( folder );
    parameters["PERCENTILES"] = "50,75";
    parameters["TOP_COUNT"] = 5;
    const Outcome outcome = run( classifyRisk, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );
    QCOMPARE( bandOf( folder.path( "classes.tif" ), 1 ), QString( "1 1 2 3 / 1 3 3 2 / 1 3 1 1 / - - 1 1" ) );
    QCOMPARE( bandOf( folder.path( "classes.tif" ), 2 ), QString( "- - 1 1 / 1 3 1 1 / 1 3 3 2 / 1 1 2 3" ) );
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), 2 );
    QCOMPARE( outcome.results.value( "FLAGGED_CELLS" ).toInt(), 8 );
    // The cell in the north-east touches the others at a corner alone. On the central meridian, 1 km in UTM is 1 / 0.9996 km.
    // Incidents to expect: -ln( 0.6 ) = 0.51083, and -2 ln( 0.8 ) - ln( 0.7 ) = 0.80296.
    const QgsVectorLayer areas( folder.path( "areas.gpkg" ) );
    QCOMPARE( namesOf( areas ).join( ' ' ), QString( "step step_end rank risk_mean risk_max expected cells area_km2" ) );
    QCOMPARE( areas.crs().authid(), QString( "EPSG:32643" ) );
    QCOMPARE( rowsOf( folder.path( "areas.gpkg" ) ), QStringList( { "2024-02-01 2024-02-02 1 0.4 0.4 0.51083 1 1.0008",
                                                                    "2024-02-01 2024-02-02 2 0.23333 0.3 0.80296 3 3.0024",
                                                                    "2024-02-02 2024-02-03 1 0.4 0.4 0.51083 1 1.0008",
                                                                    "2024-02-02 2024-02-03 2 0.23333 0.3 0.80296 3 3.0024" } ) );
    QCOMPARE( firstGeometry( folder.path( "areas.gpkg" ) ).boundingBox(), QgsRectangle( 501000, 3103000, 502000, 3104000 ) );
    QCOMPARE(
        rowsOf( folder.path( "top.gpkg" ) ).mid( 0, 5 ),
        QStringList( { "2024-02-01 2024-02-02 1 0.4 5.015e+05 3.1035e+06", "2024-02-01 2024-02-02 2 0.3 5.005e+05 3.1025e+06",
                       "2024-02-01 2024-02-02 3 0.2 4.995e+05 3.1025e+06", "2024-02-01 2024-02-02 3 0.2 4.995e+05 3.1015e+06",
                       "2024-02-01 2024-02-02 5 0.1 5.005e+05 3.1035e+06" } ) );
    QCOMPARE( firstGeometry( folder.path( "top.gpkg" ) ).asPoint(), QgsPointXY( 501500, 3103500 ) );
    QCOMPARE( folder.content(), QStringList( { "areas.gpkg", "areas.qml", "classes.qml", "classes.tif", "classes.tif.aux.xml",
                                               "top.gpkg", "top.qml" } ) );
  }

  void theWorkedExampleIsOnThePage()
  {
    const QString page = QString::fromUtf8( contentOf( RISKCAST_SOURCE_DIR "/docs/algorithms/classify_risk.md" ) );
    for ( const char *row :
          { ".02 .05 .10 .40    1 1 2 3", ".02 .20 .30 .10    1 3 3 2", ".02 .20 .05 .05    1 3 1 1",
            " −   −  .05 .02    − − 1 1", "2024-02-01     2       0.233      0.30      0.80      3      3.00" } )
      VERIFY_SAYS( page, row );
  }

  void breaksOfTheModelAreTheSameInEveryStep()
  {
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["METHOD"] = "model-breaks";
    QVERIFY( run( classifyRisk, parameters ).ok );
    QCOMPARE( bandOf( folder.path( "classes.tif" ), 1 ), QString( "1 1 1 3 / 1 2 2 1 / 1 2 1 1 / - - 1 1" ) );
    QCOMPARE( legendOf( folder.path( "classes.tif" ) ),
              QStringList( { "#00ffffff No data", "#ffffffcc Lowest 50 % of cells", "#fffd8d3c Top 50 to 10 % of cells",
                             "#ff800026 Top 10 % of cells" } ) );
  }

  void stepsAreDated()
  {
    const TestFolder folder;
    QVERIFY( run( classifyRisk, asked( folder ) ).ok );
    const std::unique_ptr<QgsRasterLayer> layer = styledLayer( folder.path( "classes.tif" ) );
    const auto &dates = dynamic_cast<QgsRasterLayerTemporalProperties &>( *layer->temporalProperties() );
    QVERIFY( dates.isActive() );
    QCOMPARE( dates.fixedRangePerBand().value( 2 ).begin(), QDateTime( QDate( 2024, 2, 2 ), QTime( 0, 0 ), Qt::UTC ) );
    QCOMPARE( layer->bandName( 2 ), QString( "Band 2: 2024-02-02, 2 steps ahead" ) );
  }

  void theFlaggedLookHasTwoColours()
  {
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["LOOK"] = "flagged";
    parameters["PERCENTILES"] = "25,75,91,96";
    parameters["FLAGGED"] = 2;
    QVERIFY( run( classifyRisk, parameters ).ok );
    QCOMPARE( legendOf( folder.path( "classes.tif" ) ),
              QStringList( { "#00ffffff No data", "#ffececec Other cells", "#ff800026 Top 9 % of cells" } ) );
    // The percentile 91 lies at place 11.83, at 0.283: the cells of 0.3 and 0.4 are above.
    QgsRasterLayer layer( folder.path( "classes.tif" ) );
    const std::unique_ptr<QgsRasterBlock> drawn( layer.renderer()->block( 1, layer.extent(), 4, 4 ) );
    // Premultiplied by an opacity of 55 %: 70, 0, 21 of #800026, and 130 three times of #ececec.
    const auto isNear = [&]( int row, int column, const QColor &colour )
    {
      const QColor cell( drawn->color( row, column ) );
      return qAbs( cell.red() - colour.red() ) <= 1 && qAbs( cell.green() - colour.green() ) <= 1 &&
             qAbs( cell.blue() - colour.blue() ) <= 1;
    };
    QVERIFY( isNear( 0, 3, QColor( 70, 0, 21 ) ) );
    QVERIFY( isNear( 1, 2, QColor( 70, 0, 21 ) ) );
    QVERIFY( isNear( 1, 1, QColor( 130, 130, 130 ) ) );
    QCOMPARE( qAlpha( drawn->color( 3, 0 ) ), 0 );
  }

  void aRasterOfAnotherProgramIsClassified()
  {
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["RISK"] = writeAny( folder.path( "kde.tif" ), "3 70 / 250 -" );
    parameters["METHOD"] = "own-breaks";
    parameters["BREAKS"] = "3, 100";
    RecordedLog log;
    const Outcome outcome = run( classifyRisk, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( bandOf( folder.path( "classes.tif" ), 1 ), QString( "1 2 / 3 -" ) );
    QCOMPARE( rowsOf( folder.path( "areas.gpkg" ) ), QStringList( "Band 1 - 1 250 250 - 1 1.0008" ) );
    QVERIFY2( log.warnings.isEmpty(), qPrintable( log.warnings.join( '\n' ) ) );
    QVERIFY( !styledLayer( folder.path( "classes.tif" ) )->temporalProperties()->isActive() ); // shown whatever the time
    QCOMPARE( legendOf( folder.path( "classes.tif" ) ).last(), QString( "#ff800026 Risk above 100" ) );
  }

  void theClassesAloneAreMadeIfNothingElseIsAskedFor()
  {
    const TestFolder folder;
    const Outcome outcome = run( classifyRisk, { { "RISK", mRisk }, { classesName, folder.path( "classes.tif" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( !outcome.results.contains( areasName ) && !outcome.results.contains( topCellsName ) );
  }

  void aLayerOfTheProjectIsTakenByItsId()
  {
    const TestFolder folder;
    auto *layer = new QgsRasterLayer( mRisk, "risk" );
    QgsProject project;
    project.addMapLayer( layer );
    QgsProcessingContext context;
    context.setProject( &project );
    RecordedLog log;
    // As the button of the risk explorer fills it in.
    const Outcome outcome =
        run( classifyRisk, { { "RISK", layer->id() }, { classesName, folder.path( "classes.tif" ) } }, log, context );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
  }

  void whatCannotBeSaysSoAndLeavesThePreviousFiles_data()
  {
    QTest::addColumn<QVariantMap>( "wrong" );
    QTest::addColumn<QString>( "message" );
    const auto row = []( const char *name, const QVariantMap &wrong, const char *message )
    { QTest::newRow( name ) << wrong << QString::fromUtf8( message ); };
    row( "no data", { { "RISK", writeAny( mFolder.path( "empty.tif" ), "- - / - -" ) } },
         "empty.tif has no cell with data: choose another raster." );
    row( "breaks of no model", { { "RISK", writeAny( mFolder.path( "any.tif" ), "1 2 / 3 4" ) }, { "METHOD", "model-breaks" } },
         "any.tif comes from no model of Riskcast, so it has no breaks of one." );
    row( "percentiles that fall", { { "PERCENTILES", "96,91" } }, "must rise between 0 and 100" );
    row( "no list", { { "METHOD", "area" }, { "AREA", "a lot" } }, "AREA: \"a lot\" is no list of numbers parted by commas." );
    row( "nothing given", { { "METHOD", "cells" } }, "CELLS: \"\" is no list of numbers parted by commas." );
    row( "too many flagged", { { "FLAGGED", 6 } }, "There are 6 classes, of which 6 cannot be flagged." );
    row( "a result in the place of the risk", { { classesName, mRisk } }, "it is what the result is made from" );
    row( "two results in one place",
         { { topCellsName, mFolder.path( "same.gpkg" ) }, { areasName, mFolder.path( "same.gpkg" ) } }, "same.gpkg" );
  }
  void whatCannotBeSaysSoAndLeavesThePreviousFiles()
  {
    QFETCH( QVariantMap, wrong );
    QFETCH( QString, message );
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    for ( const char *name : { "classes.tif", "areas.gpkg", "top.gpkg" } )
      folder.existing( name );
    for ( auto each = wrong.begin(); each != wrong.end(); ++each )
      parameters[each.key()] = each.value();
    const Outcome outcome = run( classifyRisk, parameters );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( message ) );
    verifyPrevious( folder );
  }

  void cancelingLeavesThePreviousFiles_data()
  {
    QTest::addColumn<double>( "percent" );
    QTest::newRow( "while risk is read" ) << 5.0;
    QTest::newRow( "while it is classified" ) << 45.0;
    QTest::newRow( "while layers are written" ) << 75.0;
  }
  void cancelingLeavesThePreviousFiles()
  {
    QFETCH( double, percent );
    const TestFolder folder;
    for ( const char *name : { "classes.tif", "areas.gpkg", "top.gpkg" } )
      folder.existing( name );
    RecordedLog log;
    log.cancelAt = percent;
    QVERIFY( !run( classifyRisk, asked( folder ), log ).ok );
    verifyPrevious( folder );
  }

private:
  static void verifyPrevious( const TestFolder &folder )
  {
    QCOMPARE( folder.content(), QStringList( { "areas.gpkg", "classes.tif", "top.gpkg" } ) );
    for ( const char *name : { "classes.tif", "areas.gpkg", "top.gpkg" } )
      QCOMPARE( contentOf( folder.path( name ) ), QByteArray( "previous" ) );
  }
};

QTEST_MAIN( TestClassifyRiskAlgorithm )
#include "test_classify_risk_algorithm.moc"
