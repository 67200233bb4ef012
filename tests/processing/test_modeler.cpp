#include "error_text.h"
#include "processing_run.h"
#include "risk_raster.h"
#include "test_layers.h"

#include <qgsapplication.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingmodelalgorithm.h>
#include <qgsprocessingparameters.h>
#include <qgsprocessingregistry.h>

using namespace riskcast;

/// The model that is shipped: select, count, train and predict as four boxes of QGIS's modeler.
class TestModeler : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void theShippedModelRuns()
  {
    QgsProcessingModelAlgorithm model;
    QVERIFY( model.fromFile( QStringLiteral( RISKCAST_PLUGIN_FOLDER "/models/forecast_from_incidents.model3" ) ) );
    QCOMPARE( model.childAlgorithms().size(), 4 );
    QStringList problems;
    QVERIFY2( model.validate( problems ), qPrintable( problems.join( '\n' ) ) );

    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    QgsProcessingContext context;
    RecordedLog log;
    bool ok = false;
    const QVariantMap results = model.run( { { "incidents", asParameter( layer ) },
                                             { "time_field", "time" },
                                             { "rule", "all" },
                                             { "kind", "ratemixture" },
                                             { "model", folder.path( "model.safetensors" ) },
                                             { "risk", folder.path( "risk.tif" ) } },
                                           context, &log, &ok );
    QVERIFY2( ok, qPrintable( log.errors.join( '\n' ) ) );
    Feedback silent;
    // 60 days from 2024-01-01 on end on 29 February, all of them in the period that holds 95 %.
    const RiskMaps maps = readRiskRaster( folder.path( "risk.tif" ).toStdString(), silent );
    COMPARE_TEXT( toIso8601( maps.steps.start( 0 ) ), "2024-03-01" );
    QVERIFY( results.contains( "CHILD_RESULTS" ) );
  }

  void theShippedModelOffersWhatTheAlgorithmsOffer()
  {
    QgsProcessingModelAlgorithm model;
    QVERIFY( model.fromFile( QStringLiteral( RISKCAST_PLUGIN_FOLDER "/models/forecast_from_incidents.model3" ) ) );
    const auto compare = [&model]( const char *name, const char *algorithm, const char *parameter )
    {
      const auto *shipped = dynamic_cast<const QgsProcessingParameterEnum *>( model.parameterDefinition( name ) );
      const auto *offered = dynamic_cast<const QgsProcessingParameterEnum *>(
          QgsApplication::processingRegistry()->algorithmById( algorithm )->parameterDefinition( parameter ) );
      QVERIFY( shipped && offered );
      QCOMPARE( shipped->options(), offered->options() );
      QCOMPARE( shipped->defaultValue(), offered->defaultValue() );
    };
    compare( "kind", "riskcast:trainriskmodel", "KIND" );
    compare( "rule", "riskcast:selectextentandperiod", "RULE" );
  }
};

QTEST_MAIN( TestModeler )
#include "test_modeler.moc"
