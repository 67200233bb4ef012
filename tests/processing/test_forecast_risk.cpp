#include "error_text.h"
#include "processing_run.h"
#include "stack_file.h"
#include "test_layers.h"

using namespace riskcast;

namespace
{

/// What the whole pipeline and its four parts have in common.
QVariantMap common( const std::unique_ptr<QgsVectorLayer> &layer )
{
  return { { "INCIDENTS", asParameter( layer ) }, { "TIME_FIELD", "time" }, { "COLUMNS", 8 }, { "ROWS", 8 } };
}

QVariantMap with( QVariantMap parameters, const QVariantMap &more )
{
  parameters.insert( more );
  return parameters;
}

const QVariantMap selecting = { { "RULE", "all" }, { "PERIOD_SHARE", 100 } };
const QVariantMap mixture = { { "KIND", "ratemixture" } };

} // namespace

class TestForecastRisk : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void isTheSameAsItsFourParts()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    RecordedLog log;
    QVariantMap parameters = with( with( common( layer ), selecting ), mixture );
    parameters.insert( { { "SELECTION", folder.path( "selection.gpkg" ) },
                         { "HEATMAPS", folder.path( "heatmaps.tif" ) },
                         { "MODEL", folder.path( "model.safetensors" ) },
                         { "CLASSES", folder.path( "classes.tif" ) },
                         { "RISK", folder.path( "risk.tif" ) } } );
    const Outcome whole = run( "forecastrisk", parameters, log );
    QVERIFY2( whole.ok, qPrintable( whole.error ) );
    QVERIFY( log.isSteady() );
    QCOMPARE( log.commands.size(), 2 );
    QCOMPARE( log.infos.join( '\n' ).count( whole.results.value( "TABLE" ).toString() ), 1 );

    const TestFolder parts;
    const QString selection = parts.path( "selection.gpkg" );
    const QString heatmaps = parts.path( "heatmaps.tif" );
    const QString model = parts.path( "model.safetensors" );
    const QString risk = parts.path( "risk.tif" );
    QVERIFY( run( "selectextentandperiod",
                  with( with( common( layer ), selecting ), { { "OUTPUT", "memory:" }, { "SELECTION", selection } } ) )
                 .ok );
    QVERIFY( run( "createheatmapstack", with( common( layer ), { { "SELECTION", selection }, { "HEATMAPS", heatmaps } } ) ).ok );
    const Outcome trained = run( "trainriskmodel", with( mixture, { { "HEATMAPS", heatmaps }, { "MODEL", model } } ) );
    QVERIFY2( trained.ok, qPrintable( trained.error ) );
    const Outcome predicted = run( "predictrisk", { { "HEATMAPS", heatmaps }, { "MODEL", model }, { "RISK", risk } } );
    QVERIFY2( predicted.ok, qPrintable( predicted.error ) );

    QCOMPARE( contentOf( folder.path( "heatmaps.tif" ) ), contentOf( heatmaps ) );
    QCOMPARE( contentOf( folder.path( "risk.tif" ) ), contentOf( risk ) );
    QCOMPARE( whole.results.value( "LOG_LOSS" ), trained.results.value( "LOG_LOSS" ) );
    QCOMPARE( whole.results.value( "MAXIMUM_RISK" ), predicted.results.value( "MAXIMUM_RISK" ) );
    for ( const char *result : { "SELECTION", "HEATMAPS", "MODEL", "CLASSES", "RISK" } )
      QVERIFY2( QFile::exists( whole.results.value( result ).toString() ), result );
  }

  void whatCannotBePredictedIsSaidBeforeTheTraining_data()
  {
    QTest::addColumn<QString>( "parameter" );
    QTest::addColumn<QVariant>( "value" );
    QTest::addColumn<QString>( "error" );
    QTest::newRow( "percentiles that fall" ) << "PERCENTILES" << QVariant( "50,40" ) << "must rise between 0 and 100";
    QTest::newRow( "a border of all" ) << "BORDER" << QVariant( 4 )
                                       << "Leaving out 4 rings of cells leaves nothing of a grid of 8 × 8";
  }

  void whatCannotBePredictedIsSaidBeforeTheTraining()
  {
    QFETCH( QString, parameter );
    QFETCH( QVariant, value );
    QFETCH( QString, error );
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    RecordedLog log;
    QVariantMap parameters = with( with( common( layer ), selecting ), mixture );
    parameters.insert( { { "RISK", folder.path( "risk.tif" ) }, { parameter, value } } );
    const Outcome outcome = run( "forecastrisk", parameters, log );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( error ) );
    QCOMPARE( log.commands.size(), 0 );
    QVERIFY( !QFile::exists( folder.path( "risk.tif" ) ) );
  }

  void theFirstStepIsTheOneAtTheEnd_data()
  {
    QTest::addColumn<QString>( "start" );
    QTest::addColumn<QString>( "end" );
    QTest::addColumn<QString>( "counted" );
    QTest::addColumn<int>( "steps" );
    QTest::addColumn<QString>( "forecast" );
    // 55 days from 2024-01-01 on end on 24 February; the period is found in whole months, but nobody knows of
    // the days after that.
    QTest::newRow( "the day after the last incident" ) << ""
                                                       << ""
                                                       << "2024-01-01" << 55 << "2024-02-25";
    QTest::newRow( "a given end" ) << ""
                                   << "2024-02-20"
                                   << "2024-01-01" << 50 << "2024-02-20";
    QTest::newRow( "a given start and end" ) << "2024-01-11"
                                             << "2024-02-20"
                                             << "2024-01-11" << 40 << "2024-02-20";
  }
  void theFirstStepIsTheOneAtTheEnd()
  {
    QFETCH( QString, start );
    QFETCH( QString, end );
    QFETCH( QString, counted );
    QFETCH( int, steps );
    QFETCH( QString, forecast );
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 55 ) );
    QVariantMap parameters = with( with( common( layer ), selecting ), mixture );
    parameters.insert( { { "START", start },
                         { "END", end },
                         { "HEATMAPS", folder.path( "heatmaps.tif" ) },
                         { "RISK", folder.path( "risk.tif" ) } } );
    const Outcome outcome = run( "forecastrisk", parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "FIRST_STEP" ).toString(), forecast );
    Feedback silent;
    const HeatmapStack heatmaps = readHeatmapStack( folder.path( "heatmaps.tif" ).toStdString(), silent );
    COMPARE_TEXT( toIso8601( heatmaps.steps.start( 0 ) ), counted.toUtf8() );
    QCOMPARE( heatmaps.stepCount(), steps );
  }

  void keepsOnlyWhatIsAskedFor()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    QVariantMap parameters = with( with( common( layer ), selecting ), mixture );
    parameters["RISK"] = folder.path( "risk.tif" );
    RecordedLog log;
    const Outcome outcome = run( "forecastrisk", parameters, log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( folder.content(), QStringList( { "risk.qml", "risk.smooth.qml", "risk.tif" } ) );
    QVERIFY( !outcome.results.contains( "MODEL" ) );
    // Names that were temporary help nobody who repeats the commands.
    VERIFY_SAYS( log.commands.value( 0 ), " train heatmaps.tif model.safetensors " );
    VERIFY_SAYS( log.commands.value( 1 ), qPrintable( " predict heatmaps.tif model.safetensors " + folder.path( "risk.tif" ) ) );
  }

  /// As by "Train risk model"; what is there and no checkpoint is left as it is.
  void whatIsLearnedIsKeptBesideTheModel()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    QVariantMap parameters = with( with( common( layer ), selecting ), { { "KIND", "ratenetwork" }, { "EPOCHS", 1 } } );
    parameters.insert( { { "MODEL", folder.path( "model.safetensors" ) }, { "RISK", folder.path( "risk.tif" ) } } );
    const QString checkpoint = folder.existing( "model.safetensors.checkpoint" );
    const Outcome outcome = run( "forecastrisk", parameters );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( checkpoint + " is there already, and no checkpoint of a training" ) );
    QCOMPARE( folder.content(), QStringList( "model.safetensors.checkpoint" ) );
  }

  void canceledInTrainingItLeavesNothing()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    QVariantMap parameters = with( with( common( layer ), selecting ), { { "KIND", "convlstm" }, { "FILTERS", "2,2,2,2" } } );
    parameters.insert( { { "SELECTION", folder.path( "selection.gpkg" ) },
                         { "HEATMAPS", folder.path( "heatmaps.tif" ) },
                         { "MODEL", folder.path( "model.safetensors" ) },
                         { "RISK", folder.existing( "risk.tif" ) } } );
    RecordedLog log;
    log.cancelAtText = "Epoch";
    QVERIFY( !run( "forecastrisk", parameters, log ).ok );
    QCOMPARE( folder.content(), QStringList( "risk.tif" ) );
    QCOMPARE( contentOf( folder.path( "risk.tif" ) ), QByteArray( "previous" ) );
  }
};

QTEST_MAIN( TestForecastRisk )
#include "test_forecast_risk.moc"
