#include "error_text.h"
#include "processing_run.h"
#include "risk_raster.h"
#include "test_layers.h"

#include <qgsapplication.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingmodelalgorithm.h>
#include <qgsprocessingmodelgroupbox.h>
#include <qgsprocessingparameters.h>
#include <qgsprocessingregistry.h>

#include <QDir>

using namespace riskcast;

namespace
{

QString shipped( const QString &name )
{
  return QStringLiteral( RISKCAST_PLUGIN_FOLDER "/models/" ) + name + ".model3";
}

/// A forecast for dailyIncidents(), all of which are used.
QVariantMap everything( const std::unique_ptr<QgsVectorLayer> &incidents, const TestFolder &folder )
{
  return { { "incidents", asParameter( incidents ) },
           { "time_field", "time" },
           { "rule", "all" },
           { "kind", "ratemixture" },
           { "model", folder.path( "model.safetensors" ) },
           { "risk", folder.path( "risk.tif" ) } };
}

/// Two halves of the square of dailyIncidents().
std::unique_ptr<QgsVectorLayer> halves()
{
  auto layer = std::make_unique<QgsVectorLayer>( "Polygon?crs=EPSG:32643&field=name:string", "halves", "memory" );
  QgsFeatureList features;
  for ( const double west : { 700000., 704000. } )
  {
    QgsFeature feature( layer->fields() );
    feature.setAttribute( 0, west == 700000. ? "West" : "East" );
    feature.setGeometry( QgsGeometry::fromRect( QgsRectangle( west, 3100000, west + 4000, 3108000 ) ) );
    features << feature;
  }
  layer->dataProvider()->addFeatures( features );
  return layer;
}

} // namespace

/// The models that are shipped, as boxes of QGIS's modeler. The one that reads a database has a test of its own.
class TestModeler : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void eachModelExplainsItself_data() { eachModel(); }
  void eachModelExplainsItself();
  void eachModelOffersWhatTheAlgorithmsOffer_data() { eachModel(); }
  void eachModelOffersWhatTheAlgorithmsOffer();
  void forecastsTheNextDay();
  void forecastsTheWeekThatIsNotOver();
  void printsWhatItEvaluated();

private:
  void eachModel();
  void open( const QString &name );
  void run( const QVariantMap &parameters );
  std::string firstStep( const QString &risk );

  std::unique_ptr<QgsProcessingModelAlgorithm> mModel;
};

void TestModeler::eachModel()
{
  QTest::addColumn<QString>( "name" );
  for ( const char *name :
        { "evaluation_and_bulletin", "forecast_from_incidents", "weekly_forecast", "weekly_forecast_from_database" } )
    QTest::newRow( name ) << name;
  QCOMPARE( QDir( RISKCAST_PLUGIN_FOLDER "/models" ).entryList( QDir::Files ).size(), 4 );
}

void TestModeler::open( const QString &name )
{
  mModel = std::make_unique<QgsProcessingModelAlgorithm>();
  QVERIFY( mModel->fromFile( shipped( name ) ) );
}

void TestModeler::run( const QVariantMap &parameters )
{
  QStringList problems;
  QVERIFY2( mModel->validate( problems ), qPrintable( problems.join( '\n' ) ) );
  QgsProcessingContext context;
  RecordedLog log;
  bool ok = false;
  mModel->run( parameters, context, &log, &ok );
  QVERIFY2( ok, qPrintable( log.errors.join( '\n' ) ) );
}

std::string TestModeler::firstStep( const QString &risk )
{
  Feedback silent;
  return toIso8601( readRiskRaster( risk.toStdString(), silent ).steps.start( 0 ) );
}

/// What the modeler's dialog shows.
void TestModeler::eachModelExplainsItself()
{
  QFETCH( QString, name );
  open( name );
  QCOMPARE( mModel->group(), QString( "Riskcast" ) );
  QVERIFY( mModel->helpContent().value( "ALG_DESC" ).toString().size() > 100 );
  QVERIFY( !mModel->groupBoxes().isEmpty() );
  // What it is about comes first.
  QCOMPARE( mModel->parameterDefinitions().first()->description(),
            name == "weekly_forecast_from_database" ? "Connection" : "Incidents" );
  for ( const QgsProcessingParameterDefinition *parameter : mModel->parameterDefinitions() )
  {
    const QString help =
        parameter->isDestination() ? mModel->helpContent().value( parameter->name() ).toString() : parameter->help();
    QVERIFY2( help.endsWith( '.' ) && !parameter->description().isEmpty(), qPrintable( parameter->name() ) );
    VERIFY_SAYS( mModel->shortHelpString(), qPrintable( parameter->description().toHtmlEscaped() ) );
  }
}

/// The choices of an input, and its default, are those of the algorithm that it goes to.
void TestModeler::eachModelOffersWhatTheAlgorithmsOffer()
{
  QFETCH( QString, name );
  open( name );
  int compared = 0;
  for ( const QgsProcessingModelChildAlgorithm &child : mModel->childAlgorithms() )
  {
    const QgsProcessingAlgorithm *algorithm = QgsApplication::processingRegistry()->algorithmById( child.algorithmId() );
    if ( !algorithm && child.algorithmId().startsWith( "qgis:" ) )
      continue; // of QGIS's Python
    QVERIFY2( algorithm, qPrintable( child.algorithmId() ) );
    const auto sources = child.parameterSources();
    for ( auto source = sources.begin(); source != sources.end(); ++source )
    {
      const QString input = source.value().first().parameterName();
      const auto *offered = dynamic_cast<const QgsProcessingParameterEnum *>( mModel->parameterDefinition( input ) );
      if ( !offered )
        continue;
      const auto *own = dynamic_cast<const QgsProcessingParameterEnum *>( algorithm->parameterDefinition( source.key() ) );
      QVERIFY2( own, qPrintable( source.key() ) );
      QCOMPARE( offered->options(), own->options() );
      QCOMPARE( offered->defaultValue(), own->defaultValue() );
      ++compared;
    }
  }
  QCOMPARE( compared, 2 ); // rule and kind
}

void TestModeler::forecastsTheNextDay()
{
  const TestFolder folder;
  const auto layer = pointLayer( dailyIncidents( 60 ) );
  open( "forecast_from_incidents" );
  run( everything( layer, folder ) );
  // 60 days from 2024-01-01 on end on 29 February, all of them in the period that holds 95 %.
  COMPARE_TEXT( firstStep( folder.path( "risk.tif" ) ), "2024-03-01" );
  QVERIFY( QFile::exists( folder.path( "model.safetensors" ) ) );
}

void TestModeler::forecastsTheWeekThatIsNotOver()
{
  const TestFolder folder;
  const auto layer = pointLayer( dailyIncidents( 7 * 70 + 3 ) ); // 70 weeks from a Monday on, and three days
  QVariantMap parameters = everything( layer, folder );
  parameters["areas_to_look_at_first"] = folder.path( "areas.gpkg" );
  open( "weekly_forecast" );
  run( parameters );
  COMPARE_TEXT( firstStep( folder.path( "risk.tif" ) ), "2025-05-05" );
  // Something happens every day in one place, and every eight days in others, so that a week's risk is high there, too.
  const QgsVectorLayer areas( folder.path( "areas.gpkg" ), "areas" );
  QVERIFY( areas.isValid() );
  QgsFeature daily;
  QVERIFY( areas.getFeatures( QgsFeatureRequest( QgsRectangle( 702500, 3102500, 702501, 3102501 ) ) ).nextFeature( daily ) );
  QVERIFY( daily.attribute( "incidents" ).toInt() >= 28 - 3 ); // of the four weeks before
}

void TestModeler::printsWhatItEvaluated()
{
  const TestFolder folder;
  const auto layer = pointLayer( dailyIncidents( 7 * 40 ) );
  const auto districts = halves();
  QVariantMap parameters = everything( layer, folder );
  parameters["districts"] = asParameter( districts );
  parameters["district_field"] = "name";
  parameters["title"] = "Two halves";
  parameters["evaluation"] = folder.path( "evaluation.html" );
  parameters["bulletins"] = folder.path( "bulletins" );
  open( "evaluation_and_bulletin" );
  run( parameters );
  VERIFY_SAYS( QString::fromUtf8( contentOf( folder.path( "evaluation.html" ) ) ), "East" );
  // 40 weeks from 2024-01-01 on.
  QVERIFY( contentOf( folder.path( "bulletins/risk_bulletin_2024-10-07.pdf" ) ).startsWith( "%PDF-" ) );
}

QTEST_MAIN( TestModeler )
#include "test_modeler.moc"
