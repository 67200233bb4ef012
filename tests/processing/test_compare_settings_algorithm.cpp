#include "error_text.h"
#include "processing_run.h"
#include "test_layers.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace riskcast;

namespace
{

const QString algorithm = QStringLiteral( "comparesettings" );

} // namespace

class TestCompareSettingsAlgorithm : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void aLayerInMemoryIsCompared()
  {
    const TestFolder folder;
    const auto incidents = pointLayer( dailyIncidents( 60 ) );
    RecordedLog log;
    const Outcome outcome = run( algorithm, parameters( incidents, folder ), log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );
    VERIFY_SAYS( outcome.results.value( "VERDICT" ).toString(), "The best of 4 settings is cells of" );
    QCOMPARE( outcome.results.value( "NOT_RUN" ).toInt(), 0 );
    // One incident a day is in a cell that never changes, the other wanders: at least half is found.
    QVERIFY( outcome.results.value( "VALUE" ).toDouble() >= 0.5 );
    QVERIFY( outcome.results.contains( "TEST_VALUE" ) );
    const QString table = QString::fromUtf8( contentOf( folder.path( "settings.csv" ) ) );
    QCOMPARE( table.count( '\n' ), 5 );
    QVERIFY( table.startsWith( "rank,cell_size,step,kind,window,score,value,steps,incidents,seconds,problem\n" ) );
    VERIFY_SAYS( QString::fromUtf8( contentOf( folder.path( "report.html" ) ) ), "Settings compared for" );
    QCOMPARE( folder.content(), QStringList( { "done.jsonl", "report.html", "settings.csv", "winner.json" } ) );
  }

  void theWinnerIsReadyForForecastRisk()
  {
    const TestFolder folder;
    const QString file = folder.path( "incidents.gpkg" );
    save( *pointLayer( dailyIncidents( 60 ) ), file );
    const auto incidents = std::make_unique<QgsVectorLayer>( file, "incidents", "ogr" );
    QVERIFY( run( algorithm, parameters( incidents, folder ) ).ok );
    const QJsonObject inputs =
        QJsonDocument::fromJson( contentOf( folder.path( "winner.json" ) ) ).object().value( "inputs" ).toObject();
    QCOMPARE( inputs.value( "TIME_FIELD" ).toString(), QString( "time" ) );
    VERIFY_SAYS( inputs.value( "INCIDENTS" ).toString(), "incidents.gpkg" );
    QVariantMap forecast = inputs.toVariantMap();
    forecast["RISK"] = folder.path( "risk.tif" );
    const Outcome outcome = run( "forecastrisk", forecast );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "FIRST_STEP" ).toString(), QString( "2024-03-01" ) );
  }

  void whatIsDoneIsNotDoneAgain()
  {
    const TestFolder folder;
    const auto incidents = pointLayer( dailyIncidents( 60 ) );
    QVariantMap again = parameters( incidents, folder );
    const Outcome first = run( algorithm, again );
    QVERIFY2( first.ok, qPrintable( first.error ) );
    again["MINUTES"] = 0;
    const Outcome second = run( algorithm, again );
    QVERIFY2( second.ok, qPrintable( second.error ) );
    QCOMPARE( second.results.value( "VALUE" ), first.results.value( "VALUE" ) );
    again["AREA"] = 2;
    VERIFY_SAYS( run( algorithm, again ).error, "is the record of other incidents or options" );
  }

  void cancelingKeepsTheRecordAlone()
  {
    const TestFolder folder;
    const auto incidents = pointLayer( dailyIncidents( 60 ) );
    QVariantMap slow = parameters( incidents, folder );
    slow["KINDS"] = QStringList{ "longrunrate", "convlstm" };
    RecordedLog log;
    log.cancelAtText = "Epoch"; // which only networks have
    const Outcome outcome = run( algorithm, slow, log );
    QVERIFY( !outcome.ok );
    QCOMPARE( folder.content(), QStringList( { "done.jsonl" } ) );
  }

private:
  static QVariantMap parameters( const std::unique_ptr<QgsVectorLayer> &incidents, const TestFolder &folder )
  {
    return { { "INCIDENTS", asParameter( incidents ) },
             { "TIME_FIELD", "time" },
             { "CELL_SIZES", "1000, 2000" },
             { "STEPS", "1 day" },
             { "KINDS", QStringList{ "longrunrate", "ratemixture" } },
             { "EMPTY_STEPS", "true-zeros" },
             { "AREA", 4 },
             { "TABLE", folder.path( "settings.csv" ) },
             { "REPORT", folder.path( "report.html" ) },
             { "SETTINGS", folder.path( "winner.json" ) },
             { "RECORD", folder.path( "done.jsonl" ) } };
  }
};

QTEST_MAIN( TestCompareSettingsAlgorithm )
#include "test_compare_settings_algorithm.moc"
