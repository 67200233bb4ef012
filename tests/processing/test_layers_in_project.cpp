#include "layer_order.h"
#include "processing_run.h"
#include "risk_raster.h"
#include "test_layers.h"

#include <qgsapplication.h>
#include <qgsexpressioncontextutils.h>
#include <qgsmarkersymbol.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingparameters.h>
#include <qgsprocessingprovider.h>
#include <qgsprocessingregistry.h>
#include <qgsprocessingutils.h>
#include <qgsproject.h>
#include <qgssinglesymbolrenderer.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayertemporalproperties.h>

using namespace riskcast;

namespace
{

QVariant intoProject( const QString &file, QgsProject &project )
{
  return QVariant::fromValue( QgsProcessingOutputLayerDefinition( file, &project ) );
}

/// The layer as QGIS has it in the project once the run has ended.
QgsVectorLayer *loaded( const QString &result, QgsProcessingContext &context, QgsProcessingFeedback &feedback )
{
  QgsMapLayer *layer = QgsProcessingUtils::mapLayerFromString( result, context );
  if ( QgsProcessingLayerPostProcessorInterface *style = context.layerToLoadOnCompletionDetails( result ).postProcessor() )
    style->postProcessLayer( layer, context, &feedback );
  return qobject_cast<QgsVectorLayer *>( layer );
}

/// How many features the map shows on a day of 2024.
int shownOn( const QDate &day, QgsVectorLayer &layer )
{
  const auto &times = dynamic_cast<const QgsVectorLayerTemporalProperties &>( *layer.temporalProperties() );
  const QgsDateTimeRange range( QDateTime( day, QTime( 0, 0 ), Qt::UTC ), QDateTime( day.addDays( 1 ), QTime( 0, 0 ), Qt::UTC ),
                                true, false );
  QgsVectorLayerTemporalContext context;
  context.setLayer( &layer );
  QgsFeatureRequest request; // as the renderer of the map asks
  if ( times.isActive() )
    request.setFilterExpression( times.createFilterString( context, range ) );
  request.setExpressionContext( QgsExpressionContext( QgsExpressionContextUtils::globalProjectLayerScopes( &layer ) ) );
  int count = 0;
  QgsFeatureIterator features = layer.getFeatures( request );
  for ( QgsFeature feature; features.nextFeature( feature ); )
    ++count;
  return count;
}

QList<int> shownFrom( const QDate &first, int days, QgsVectorLayer &layer )
{
  QList<int> counts;
  for ( int day = 0; day < days; ++day )
    counts << shownOn( first.addDays( day ), layer );
  return counts;
}

} // namespace

/// What a run loads into a project: order, group, and layers of features that play in the temporal controller.
class TestLayersInProject : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void everyLayerHasAPlaceInTheOrder()
  {
    for ( const QgsProcessingAlgorithm *algorithm :
          QgsApplication::processingRegistry()->providerById( "riskcast" )->algorithms() )
      for ( const QgsProcessingOutputDefinition *output : algorithm->outputDefinitions() )
        if ( output->type() == QgsProcessingOutputRasterLayer::typeName() ||
             output->type() == QgsProcessingOutputVectorLayer::typeName() )
          QVERIFY2( layerOrder().contains( output->name() ), qPrintable( algorithm->name() + ": " + output->name() ) );
  }

  void pointsLieOverPolygonsOverClasses()
  {
    const TestFolder folder;
    QgsProject project;
    QgsProcessingContext context;
    RecordedLog log;
    const Outcome outcome = classify( folder, project, context, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const auto details = [&]( const char *name ) -> QgsProcessingContext::LayerDetails &
    { return context.layerToLoadOnCompletionDetails( outcome.results.value( name ).toString() ); };
    QVERIFY( details( "TOP_CELLS" ).layerSortKey > details( "AREAS" ).layerSortKey );
    QVERIFY( details( "AREAS" ).layerSortKey > details( "CLASSES" ).layerSortKey );
    for ( const char *name : { "TOP_CELLS", "AREAS", "CLASSES" } )
      QCOMPARE( details( name ).groupName, QString( "Classify risk" ) );
  }

  void riskLiesOverLabelsOverHeatmaps()
  {
    const QStringList order = layerOrder();
    QVERIFY( order.indexOf( "RISK" ) > order.indexOf( "LABELS" ) );
    QVERIFY( order.indexOf( "LABELS" ) > order.indexOf( "HEATMAPS" ) );
    QVERIFY( order.indexOf( "HEATMAPS" ) > order.indexOf( "SCORES" ) );
  }

  void aLayerAloneNeedsNoGroup()
  {
    const TestFolder folder;
    QgsProject project;
    QgsProcessingContext context;
    RecordedLog log;
    QVERIFY( select( folder.path( "selected.gpkg" ), threePoints(), {}, project, context, log ).ok );
    QCOMPARE( context.layerToLoadOnCompletionDetails( folder.path( "selected.gpkg" ) ).groupName, QString() );
  }

  void flaggedCellsAreShownInTheirStep()
  {
    const TestFolder folder;
    QgsProject project;
    QgsProcessingContext context;
    RecordedLog log;
    const Outcome outcome = classify( folder, project, context, log );
    const QList<QPair<QString, QList<int>>> shown = { { "AREAS", { 0, 1, 2, 0 } }, { "TOP_CELLS", { 0, 1, 1, 0 } } };
    for ( const auto &[name, counts] : shown )
    {
      QgsVectorLayer *layer = loaded( outcome.results.value( name ).toString(), context, log );
      QVERIFY( layer );
      QCOMPARE( shownFrom( QDate( 2024, 1, 31 ), 4, *layer ), counts );
      QgsVectorLayer reopened( layer->source() );
      bool hasStyle = false;
      reopened.loadDefaultStyle( hasStyle );
      QVERIFY( hasStyle );
      QCOMPARE( shownFrom( QDate( 2024, 1, 31 ), 4, reopened ), counts );
    }
  }

  void incidentsAreShownOnTheirDay_data()
  {
    QTest::addColumn<QString>( "field" );
    QTest::addColumn<QVariantList>( "times" );
    QTest::addColumn<QVariantMap>( "parameters" );
    QTest::addColumn<QList<int>>( "shown" );
    const auto at = []( int day, int hour, int minute, Qt::TimeSpec zone )
    { return QVariant( QDateTime( QDate( 2024, 1, day ), QTime( hour, minute ), zone ) ); };
    const QList<int> dayByDay = { 1, 2, 0 };
    QTest::newRow( "local times" ) << "datetime"
                                   << QVariantList( { at( 5, 0, 0, Qt::LocalTime ), at( 6, 0, 0, Qt::LocalTime ),
                                                      at( 6, 23, 59, Qt::LocalTime ) } )
                                   << QVariantMap() << dayByDay;
    QTest::newRow( "UTC" ) << "datetime"
                           << QVariantList( { at( 5, 0, 0, Qt::UTC ), at( 6, 0, 0, Qt::UTC ), at( 6, 23, 59, Qt::UTC ) } )
                           << QVariantMap() << dayByDay;
    QTest::newRow( "dates" ) << "date" << QVariantList( { QDate( 2024, 1, 5 ), QDate( 2024, 1, 6 ), QDate( 2024, 1, 6 ) } )
                             << QVariantMap() << dayByDay;
    QTest::newRow( "ISO text" ) << "string"
                                << QVariantList( { "2024-01-05", "2024-01-06T00:00:00", "2024-01-06T23:59:59+05:30" } )
                                << QVariantMap() << dayByDay;
    QTest::newRow( "text in two formats" ) << "string" << QVariantList( { "05/01/2024 00:00", "06.01.2024", "06/01/2024 23:59" } )
                                           << QVariantMap( { { "TIME_FORMAT", "dd/MM/yyyy hh:mm;dd.MM.yyyy" } } ) << dayByDay;
    QTest::newRow( "converted to another zone: always" )
        << "string" << QVariantList( { "2024-01-05", "2024-01-06", "2024-01-06" } )
        << QVariantMap( { { "TIME_ZONE", "UTC" }, { "TO_TIME_ZONE", "Asia/Kolkata" } } ) << QList<int>( { 3, 3, 3 } );
  }
  void incidentsAreShownOnTheirDay()
  {
    QFETCH( QString, field );
    QFETCH( QVariantList, times );
    QFETCH( QVariantMap, parameters );
    QFETCH( QList<int>, shown );
    const auto points = pointLayer( { { { 0, 0 }, times[0] }, { { 50, 60 }, times[1] }, { { 100, 120 }, times[2] } }, field );
    for ( const QString &place : { QString( "memory:" ), QString( "selected.gpkg" ) } )
    {
      const TestFolder folder;
      QgsProject project;
      QgsProcessingContext context;
      RecordedLog log;
      const QString file = place.endsWith( ':' ) ? place : folder.path( place );
      const Outcome outcome = select( file, points, parameters, project, context, log );
      QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
      QgsVectorLayer *layer = loaded( outcome.results.value( "OUTPUT" ).toString(), context, log );
      QVERIFY( layer );
      QCOMPARE( shownFrom( QDate( 2024, 1, 5 ), 3, *layer ), shown );
      QVERIFY2( log.warnings.isEmpty(), qPrintable( log.warnings.join( '\n' ) ) );
      QCOMPARE( dynamic_cast<const QgsSingleSymbolRenderer &>( *layer->renderer() ).symbol()->color(), QColor( 26, 26, 26 ) );
      if ( place.endsWith( ':' ) )
        continue;
      QgsVectorLayer reopened( file );
      bool hasStyle = false;
      reopened.loadDefaultStyle( hasStyle );
      QVERIFY( hasStyle );
      QCOMPARE( shownFrom( QDate( 2024, 1, 5 ), 3, reopened ), shown );
    }
  }

  /// A Shapefile keeps ten letters of the name of a field, and the day of a time.
  void incidentsOfACutOffFieldAreAlwaysShown()
  {
    for ( const QString &field : { QString( "occurred" ), QString( "occurred_on_day" ) } )
    {
      const TestFolder folder;
      QgsProject project;
      QgsProcessingContext context;
      RecordedLog log;
      const auto points = threePoints();
      QVERIFY( points->dataProvider()->renameAttributes( { { points->fields().indexOf( "time" ), field } } ) );
      points->updateFields();
      const Outcome outcome = select( folder.path( "selected.shp" ), points, { { "TIME_FIELD", field } }, project, context, log );
      QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
      QgsVectorLayer *layer = loaded( outcome.results.value( "OUTPUT" ).toString(), context, log );
      const QList<int> always = { 3, 3, 3 }, dayByDay = { 1, 2, 0 };
      QCOMPARE( shownFrom( QDate( 2024, 1, 5 ), 3, *layer ), field == "occurred" ? dayByDay : always );
    }
  }

  void aStyleOfTheUserIsLeftAlone()
  {
    const TestFolder folder;
    QgsProject project;
    QgsProcessingContext context;
    RecordedLog log;
    const QString file = folder.path( "selected.gpkg" );
    QVERIFY( select( file, threePoints(), {}, project, context, log ).ok );
    auto *layer = qobject_cast<QgsVectorLayer *>( QgsProcessingUtils::mapLayerFromString( file, context ) );
    std::unique_ptr<QgsMarkerSymbol> star( QgsMarkerSymbol::createSimple( { { "name", "star" } } ) );
    layer->setRenderer( new QgsSingleSymbolRenderer( star.release() ) );
    context.layerToLoadOnCompletionDetails( file ).postProcessor()->postProcessLayer( layer, context, &log );
    QVERIFY( !layer->temporalProperties()->isActive() );
  }

private:
  static std::unique_ptr<QgsVectorLayer> threePoints()
  {
    return pointLayer( { { { 0, 0 }, "2024-01-05" }, { { 50, 60 }, "2024-01-06" }, { { 100, 120 }, "2024-01-06" } }, "string" );
  }

  static Outcome select( const QString &file, const std::unique_ptr<QgsVectorLayer> &points, const QVariantMap &parameters,
                         QgsProject &project, QgsProcessingContext &context, RecordedLog &log )
  {
    QVariantMap all = { { "INCIDENTS", asParameter( points ) },
                        { "TIME_FIELD", "time" },
                        { "RULE", "all" },
                        { "PERIOD_SHARE", 100 },
                        { "OUTPUT", intoProject( file, project ) } };
    all.insert( parameters );
    return run( "selectextentandperiod", all, log, context );
  }

  /// One cell is flagged on 2024-02-01, and two that touch at a corner alone on the day after.
  static Outcome classify( const TestFolder &folder, QgsProject &project, QgsProcessingContext &context, RecordedLog &log )
  {
    RiskMaps maps;
    maps.grid = Grid( "EPSG:32643", { 498000, 3100000, 500000, 3102000 }, 2, 2 );
    maps.steps = TimeSteps( *parseTime( "2024-02-01" ), {}, 2 );
    maps.risk = { 0.9F, 0.1F, 0.1F, 0.1F, 0.9F, 0.1F, 0.1F, 0.9F };
    maps.percentiles = { 50 };
    maps.breaks = { 0.5 };
    Feedback silent;
    writeRiskRaster( maps, folder.path( "risk.tif" ).toStdString(), {}, silent );
    return run( "classifyrisk",
                { { "RISK", folder.path( "risk.tif" ) },
                  { "METHOD", "model-breaks" },
                  { "TOP_COUNT", 1 },
                  { "CLASSES", intoProject( folder.path( "classes.tif" ), project ) },
                  { "AREAS", intoProject( folder.path( "areas.gpkg" ), project ) },
                  { "TOP_CELLS", intoProject( folder.path( "top.gpkg" ), project ) } },
                log, context );
  }
};

int main( int argc, char *argv[] )
{
  qputenv( "TZ", "Asia/Kolkata" ); // no date may depend on the computer's time zone
  QgsApplication application( argc, argv, false );
  TestLayersInProject test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_layers_in_project.moc"
