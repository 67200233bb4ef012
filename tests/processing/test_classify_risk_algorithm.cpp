#include "error_text.h"
#include "maps.h"
#include "processing_run.h"
#include "risk_raster.h"
#include "test_layers.h"

#include <qgscolorrampshader.h>
#include <qgsgeometry.h>
#include <qgspalettedrasterrenderer.h>
#include <qgsprocessingcontext.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrastershader.h>
#include <qgssinglebandpseudocolorrenderer.h>

#include <gdal_priv.h>

using namespace riskcast;

namespace
{

const QString algorithm = QStringLiteral( "classifyrisk" );
const QString classesName = QStringLiteral( "CLASSES" );
const QString areasName = QStringLiteral( "AREAS" );
const QString topCellsName = QStringLiteral( "TOP_CELLS" );

/// The example of the help page, with cells of 1 km on the central meridian of UTM zone 43.
const std::string exampleRisk = ".02 .05 .10 .40 / .02 .20 .30 .10 / .02 .20 .05 .05 / - - .05 .02";
const Grid exampleGrid( "EPSG:32643", { 498000, 3100000, 502000, 3104000 }, 4, 4 );

/// Two steps, the example and what it is upside down, from 2024-02-01 on.
RiskMaps example()
{
  RiskMaps maps;
  maps.grid = exampleGrid;
  maps.steps = TimeSteps( *parseTime( "2024-02-01" ), {}, 2 );
  maps.risk = map( exampleRisk + " / - - .05 .02 / .02 .20 .05 .05 / .02 .20 .30 .10 / .02 .05 .10 .40" ).values;
  maps.percentiles = { 50, 90 };
  maps.breaks = { 0.1f, 0.35 };
  return maps;
}

/// A GeoTIFF of one band as any program writes it, with cells of \a cellSize and -9999 for no data.
QString writeAny( const QString &path, const std::string &drawing, const char *crs = "EPSG:32643", double west = 498000,
                  double north = 3104000, double cellSize = 1000 )
{
  constexpr float missing = -9999;
  Map drawn = map( drawing );
  std::ranges::replace_if(
      drawn.values, []( float value ) { return std::isnan( value ); }, missing );
  const GDALDatasetUniquePtr file( GetGDALDriverManager()->GetDriverByName( "GTiff" )->Create(
      qPrintable( path ), drawn.columns, drawn.rows, 1, GDT_Float32, nullptr ) );
  double transform[] = { west, cellSize, 0, north, 0, -cellSize };
  file->SetGeoTransform( transform );
  if ( *crs )
    file->SetProjection( QgsCoordinateReferenceSystem( crs ).toWkt().toUtf8() );
  GDALRasterBand &band = *file->GetRasterBand( 1 );
  band.SetNoDataValue( missing );
  if ( band.RasterIO( GF_Write, 0, 0, drawn.columns, drawn.rows, drawn.values.data(), drawn.columns, drawn.rows, GDT_Float32, 0,
                      0 ) != CE_None )
    qFatal( "The test's raster cannot be written." );
  return path;
}

/// A band as a drawing; "-" has no data.
QString bandOf( const QString &path, int number )
{
  Feedback silent;
  const Raster raster = readRaster( path.toStdString(), silent );
  const auto cells = raster.grid.cellCount();
  const auto first = raster.values.begin() + static_cast<std::ptrdiff_t>( number - 1 ) * cells;
  return drawing( { raster.grid.rows(), raster.grid.columns(), { first, first + cells } } );
}

/// The rows of a layer, each as its fields' texts, numbers to five digits; "-" is nothing.
QStringList rowsOf( const QString &path )
{
  QgsVectorLayer layer( path );
  QStringList rows;
  QgsFeatureIterator features = layer.getFeatures();
  for ( QgsFeature feature; features.nextFeature( feature ); )
  {
    QStringList texts;
    for ( int i = 0; i < layer.fields().size(); ++i )
    {
      const QVariant value = feature.attribute( i );
      if ( layer.fields().at( i ).name() == QLatin1String( "fid" ) )
        continue;
      if ( QgsVariantUtils::isNull( value ) )
        texts << "-";
      else
        texts << ( value.userType() == QMetaType::Double ? QString::number( value.toDouble(), 'g', 5 ) : value.toString() );
    }
    rows << texts.join( ' ' );
  }
  return rows;
}

QStringList namesOf( const QgsVectorLayer &layer )
{
  QStringList names;
  for ( const QgsField &field : layer.fields() )
    names << field.name();
  names.removeAll( "fid" );
  return names;
}

QgsGeometry firstGeometry( const QString &path )
{
  QgsVectorLayer layer( path );
  QgsFeature feature;
  QgsFeatureIterator features = layer.getFeatures();
  return features.nextFeature( feature ) ? feature.geometry() : QgsGeometry();
}

std::unique_ptr<QgsVectorLayer> addressLayer( const QList<QPair<QgsPointXY, QString>> &addresses, const QString &crs )
{
  auto layer = std::make_unique<QgsVectorLayer>( "Point?crs=" + crs + "&field=street:string", "addresses", "memory" );
  QgsFeatureList features;
  for ( const auto &[place, street] : addresses )
  {
    QgsFeature feature( layer->fields() );
    feature.setAttribute( 0, street );
    feature.setGeometry( QgsGeometry::fromPointXY( place ) );
    features << feature;
  }
  layer->dataProvider()->addFeatures( features );
  return layer;
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

class TestClassifyRiskAlgorithm : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    startQgis();
    Feedback silent;
    mRisk = mFolder.path( "risk.tif" );
    writeRiskRaster( example(), mRisk.toStdString(), {}, silent );
  }
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
    const Outcome outcome = run( algorithm, parameters, log );
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
    QVERIFY( run( algorithm, parameters ).ok );
    QCOMPARE( bandOf( folder.path( "classes.tif" ), 1 ), QString( "1 1 1 3 / 1 2 2 1 / 1 2 1 1 / - - 1 1" ) );
    QCOMPARE( legendOf( folder.path( "classes.tif" ) ),
              QStringList( { "#00ffffff No data", "#ffffffcc Lowest 50 % of cells", "#fffd8d3c Top 50 to 10 % of cells",
                             "#ff800026 Top 10 % of cells" } ) );
  }

  void stepsAreDated()
  {
    const TestFolder folder;
    QVERIFY( run( algorithm, asked( folder ) ).ok );
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
    QVERIFY( run( algorithm, parameters ).ok );
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
    const Outcome outcome = run( algorithm, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( bandOf( folder.path( "classes.tif" ), 1 ), QString( "1 2 / 3 -" ) );
    QCOMPARE( rowsOf( folder.path( "areas.gpkg" ) ), QStringList( "Band 1 - 1 250 250 - 1 1.0008" ) );
    QVERIFY2( log.warnings.isEmpty(), qPrintable( log.warnings.join( '\n' ) ) );
    QVERIFY( !styledLayer( folder.path( "classes.tif" ) )->temporalProperties()->isActive() ); // shown whatever the time
    QCOMPARE( legendOf( folder.path( "classes.tif" ) ).last(), QString( "#ff800026 Risk above 100" ) );
  }

  void areasAreKm2InEveryCrs_data()
  {
    QTest::addColumn<QString>( "crs" );
    QTest::addColumn<double>( "west" );
    QTest::addColumn<double>( "north" );
    QTest::addColumn<double>( "cellSize" );
    QTest::addColumn<double>( "km2" );
    // On the central meridian, 1 km in UTM is 1 / 0.9996 km on the ellipsoid.
    QTest::newRow( "metres" ) << "EPSG:32643" << 499000.0 << 3101000.0 << 1000.0 << 1 / 0.9996 / 0.9996;
    // A hundredth of a degree from 60° N on, by Snyder's formula on WGS 84.
    QTest::newRow( "degrees" ) << "EPSG:4326" << 77.0 << 60.01 << 0.01 << 0.621587243;
    // A square mile of 5280 feet in New York, where the projection keeps lengths to 1 in 10,000.
    QTest::newRow( "feet" ) << "EPSG:2263" << 985000.0 << 205000.0 << 5280.0 << 2.589988;
  }
  void areasAreKm2InEveryCrs()
  {
    QFETCH( QString, crs );
    QFETCH( double, west );
    QFETCH( double, north );
    QFETCH( double, cellSize );
    QFETCH( double, km2 );
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["RISK"] = writeAny( folder.path( "any.tif" ), "0.9 0.1 / 0.2 0.3", qPrintable( crs ), west, north, cellSize );
    parameters["METHOD"] = "area";
    parameters["AREA"] = QString::number( km2 );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( bandOf( folder.path( "classes.tif" ), 1 ), QString( "2 1 / 1 1" ) );
    QgsVectorLayer areas( folder.path( "areas.gpkg" ) );
    QCOMPARE( areas.crs().authid(), crs );
    QgsFeature feature;
    QVERIFY( areas.getFeatures().nextFeature( feature ) );
    const double measured = feature.attribute( "area_km2" ).toDouble();
    QVERIFY2( qAbs( measured / km2 - 1 ) < 3e-4, qPrintable( QString::number( measured, 'g', 9 ) ) );
    const QgsRectangle cell( west, north - cellSize, west + cellSize, north );
    QCOMPARE( feature.geometry().boundingBox().toString( 9 ), cell.toString( 9 ) );
  }

  void withoutACrsCellsCanBeCounted()
  {
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["RISK"] = writeAny( folder.path( "any.tif" ), "0.9 0.1 / 0.2 0.3", "" );
    parameters["METHOD"] = "area";
    parameters["AREA"] = "1";
    VERIFY_SAYS( run( algorithm, parameters ).error, "any.tif has no coordinate reference system" );
    parameters["METHOD"] = "cells";
    parameters["CELLS"] = "1";
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( rowsOf( folder.path( "areas.gpkg" ) ), QStringList( "Band 1 - 1 0.9 0.9 - 1 -" ) );
  }

  void anAreaMayHaveAHole()
  {
    const TestFolder folder;
    QVariantMap parameters = asked( folder );
    parameters["RISK"] = writeAny( folder.path( "ring.tif" ), ". . . . . / . 1 1 1 . / . 1 . 1 . / . 1 1 1 1" );
    parameters["METHOD"] = "own-breaks";
    parameters["BREAKS"] = "0.5";
    QVERIFY( run( algorithm, parameters ).ok );
    const QgsGeometry polygon = firstGeometry( folder.path( "areas.gpkg" ) );
    QVERIFY( polygon.isGeosValid() );
    QCOMPARE( polygon.area(), 9e6 );
    const QgsPolygonXY rings = polygon.asPolygon();
    QCOMPARE( rings.size(), 2 );
    QVERIFY2( rings[0].size() <= 8 && rings[1].size() == 5,
              "Cells in a line make no corners." ); // six corners, one may be the start
  }

  void incidentsAndAddressesGoWithTheAreas()
  {
    const TestFolder folder;
    const auto at = []( const QString &time ) { return QDateTime::fromString( time, Qt::ISODate ); };
    // Two in the second area in the two weeks before 2024-02-01, and one each too early, too late and elsewhere.
    const auto incidents = pointLayer( { { QgsPointXY( 499500, 3102500 ), at( "2024-01-18T00:00:00" ) },
                                         { QgsPointXY( 499500, 3101500 ), at( "2024-01-31T23:59:59" ) },
                                         { QgsPointXY( 499500, 3102500 ), at( "2024-01-17T23:59:59" ) },
                                         { QgsPointXY( 499500, 3102500 ), at( "2024-02-01T00:00:00" ) },
                                         { QgsPointXY( 498500, 3103500 ), at( "2024-01-20T00:00:00" ) } } );
    const auto addresses = addressLayer( { { { 501600, 3103500 }, "Mill Lane" },
                                           { { 500500, 3102100 }, "High Street" },
                                           { { 499500, 3101500 }, "Station Road" },
                                           { { 500500, 3102500 }, "" } },
                                         "EPSG:32643" );
    QVariantMap parameters = asked( folder );
    parameters.insert( { { "PERCENTILES", "75" },
                         { "INCIDENTS", asParameter( incidents ) },
                         { "TIME_FIELD", "time" },
                         { "RECENT_WEEKS", 2 },
                         { "ADDRESSES", asParameter( addresses ) },
                         { "ADDRESS_FIELD", "street" } } );
    RecordedLog log;
    const Outcome outcome = run( algorithm, parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    // The riskiest cell of the second area is in row 1, column 2.
    QCOMPARE( rowsOf( folder.path( "areas.gpkg" ) ).mid( 0, 2 ),
              QStringList( { "2024-02-01 2024-02-02 1 0.4 0.4 0.51083 1 1.0008 0 Mill Lane",
                             "2024-02-01 2024-02-02 2 0.23333 0.3 0.80296 3 3.0024 2 High Street" } ) );
    VERIFY_SAYS( log.infos.join( '\n' ), "Incidents from 2024-01-18 to before 2024-02-01 in the grid: 3." );
  }

  void nearestIsNearestInMetres()
  {
    // At 60° N, 0.015° of longitude are 836 m and 0.010° of latitude 1,114 m.
    const TestFolder folder;
    const auto addresses = addressLayer( { { { 77.015, 60 }, "east" }, { { 77, 60.01 }, "north" } }, "EPSG:4326" );
    QVariantMap parameters = asked( folder );
    parameters.insert(
        { { "RISK", writeAny( folder.path( "any.tif" ), ". . . / . 1 . / . . .", "EPSG:4326", 76.9985, 60.0015, 0.001 ) },
          { "ADDRESSES", asParameter( addresses ) },
          { "ADDRESS_FIELD", "street" } } );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    VERIFY_SAYS( rowsOf( folder.path( "areas.gpkg" ) ).join( '\n' ), " east" );
  }

  void theClassesAloneAreMadeIfNothingElseIsAskedFor()
  {
    const TestFolder folder;
    const Outcome outcome = run( algorithm, { { "RISK", mRisk }, { classesName, folder.path( "classes.tif" ) } } );
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
        run( algorithm, { { "RISK", layer->id() }, { classesName, folder.path( "classes.tif" ) } }, log, context );
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
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( message ) );
    verifyPrevious( folder );
  }

  void fieldsThatAreNotThereAreNamed()
  {
    const TestFolder folder;
    const auto addresses = addressLayer( { { { 500000, 3100000 }, "Mill Lane" } }, "EPSG:32643" );
    QVariantMap parameters = asked( folder );
    parameters.insert( { { "ADDRESSES", asParameter( addresses ) }, { "ADDRESS_FIELD", "house" } } );
    VERIFY_SAYS( run( algorithm, parameters ).error,
                 "The layer \"addresses\" has no field \"house\": choose the field that holds its addresses." );
    const auto incidents = pointLayer( { { QgsPointXY( 499500, 3102500 ), QDateTime( QDate( 2024, 1, 18 ), QTime() ) } } );
    parameters = asked( folder );
    parameters["INCIDENTS"] = asParameter( incidents );
    VERIFY_SAYS( run( algorithm, parameters ).error, "Choose a field of dates, dates with times, or text: it has time." );
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
    QVERIFY( !run( algorithm, asked( folder ), log ).ok );
    verifyPrevious( folder );
  }

private:
  /// Everything that can be asked for, of the example.
  QVariantMap asked( const TestFolder &folder ) const
  {
    return { { "RISK", mRisk },
             { classesName, folder.path( "classes.tif" ) },
             { areasName, folder.path( "areas.gpkg" ) },
             { topCellsName, folder.path( "top.gpkg" ) } };
  }

  static void verifyPrevious( const TestFolder &folder )
  {
    QCOMPARE( folder.content(), QStringList( { "areas.gpkg", "classes.tif", "top.gpkg" } ) );
    for ( const char *name : { "classes.tif", "areas.gpkg", "top.gpkg" } )
      QCOMPARE( contentOf( folder.path( name ) ), QByteArray( "previous" ) );
  }

  TestFolder mFolder;
  QString mRisk;
};

QTEST_MAIN( TestClassifyRiskAlgorithm )
#include "test_classify_risk_algorithm.moc"
