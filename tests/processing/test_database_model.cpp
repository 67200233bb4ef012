#include "error_text.h"
#include "processing_run.h"
#include "risk_raster.h"
#include "test_layers.h"

#include <qgsprocessingcontext.h>
#include <qgsprocessingmodelalgorithm.h>

#include <QProcess>

#include <ogrsf_frmts.h>

using namespace riskcast;

namespace
{

constexpr int days = 7 * 70 + 3; // 70 weeks from a Monday on, and three days

} // namespace

/// The model that reads a table of a real PostgreSQL with PostGIS. pg_virtualenv starts the server and says where it is in
/// PGHOST, PGPORT, …
class TestDatabaseModel : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void cleanupTestCase();
  void forecastsTheSameAsFromALayer();
  void saysWhatTheDatabaseRefuses();

private:
  QString forecast( const QStringList &condition, int expectedExit );

  TestFolder mFolder;
};

void TestDatabaseModel::initTestCase()
{
  if ( qEnvironmentVariableIsEmpty( "PGHOST" ) )
    QSKIP( "there is no database: run the test in pg_virtualenv" );
  startQgis();
  const char *const none[] = { nullptr };
  const GDALDatasetUniquePtr database( GDALDataset::Open( "PG:", GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, none ) );
  QVERIFY2( database, CPLGetLastErrorMsg() );
  // dailyIncidents( days ), as rows of a table.
  for ( const QString &sql :
        { QStringLiteral( "CREATE EXTENSION postgis" ), QStringLiteral( "CREATE SCHEMA police" ),
          QStringLiteral(
              "CREATE TABLE police.\"Reports\" AS SELECT TIMESTAMP '2024-01-01 12:00' + day * INTERVAL '1 day' AS \"when\", "
              "ST_SetSRID(point, 32643)::geometry(Point, 32643) AS geom FROM generate_series(0, %1 - 1) AS day, LATERAL (VALUES "
              "(ST_MakePoint(702500, 3102500)), (ST_MakePoint(700500 + 1000 * (day % 8), 3100500 + 1000 * (3 * day % 8)))"
              ") AS points (point)" )
              .arg( days ) } )
  {
    CPLErrorReset();
    database->ReleaseResultSet( database->ExecuteSQL( sql.toUtf8().constData(), nullptr, nullptr ) );
    QVERIFY2( CPLGetLastErrorType() < CE_Failure, CPLGetLastErrorMsg() );
  }
}

void TestDatabaseModel::cleanupTestCase()
{
  if ( !qEnvironmentVariableIsEmpty( "PGHOST" ) )
    stopQgis();
}

/// \return what the script said
QString TestDatabaseModel::forecast( const QStringList &condition, int expectedExit )
{
  QProcess python;
  python.setProcessChannelMode( QProcess::MergedChannels );
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert( "HOME", mFolder.path( "." ) ); // its connections are not the user's
  environment.insert( "XDG_DATA_HOME", mFolder.path( "data" ) );
  python.setProcessEnvironment( environment );
  python.start( RISKCAST_PYTHON, QStringList( { RISKCAST_SOURCE_DIR "/tests/processing/database_model.py", RISKCAST_PLUGIN_FOLDER,
                                                mFolder.path( "database.tif" ) } ) +
                                     condition );
  const bool ended = python.waitForFinished( 180000 );
  const QString output = QString::fromUtf8( python.readAll() );
  if ( !ended || python.exitCode() != expectedExit )
    QTest::qFail( qPrintable( output ), __FILE__, __LINE__ );
  return output;
}

void TestDatabaseModel::forecastsTheSameAsFromALayer()
{
  const auto layer = pointLayer( dailyIncidents( days ) );
  QgsProcessingModelAlgorithm model;
  QVERIFY( model.fromFile( QStringLiteral( RISKCAST_PLUGIN_FOLDER "/models/weekly_forecast.model3" ) ) );
  QgsProcessingContext context;
  RecordedLog log;
  bool ok = false;
  model.run( { { "incidents", asParameter( layer ) },
               { "time_field", "time" },
               { "rule", "all" },
               { "kind", "ratemixture" },
               { "model", mFolder.path( "model.safetensors" ) },
               { "risk", mFolder.path( "layer.tif" ) } },
             context, &log, &ok );
  QVERIFY2( ok, qPrintable( log.errors.join( '\n' ) ) );
  VERIFY_SAYS( forecast( {}, 0 ), "done" );
  Feedback silent;
  const RiskMaps fromLayer = readRiskRaster( mFolder.path( "layer.tif" ).toStdString(), silent );
  const RiskMaps fromDatabase = readRiskRaster( mFolder.path( "database.tif" ).toStdString(), silent );
  QVERIFY( fromDatabase.steps == fromLayer.steps );
  QVERIFY( fromDatabase.risk == fromLayer.risk );
  // Without the last ten days it is an earlier week.
  forecast( { "\"when\" < '2025-04-28'" }, 0 );
  const RiskMaps filtered = readRiskRaster( mFolder.path( "database.tif" ).toStdString(), silent );
  COMPARE_TEXT( toIso8601( filtered.steps.start( 0 ) ), "2025-04-28" );
}

void TestDatabaseModel::saysWhatTheDatabaseRefuses()
{
  VERIFY_SAYS( forecast( { "nonsense = 1" }, 1 ), "This layer is invalid" );
}

QTEST_MAIN( TestDatabaseModel )
#include "test_database_model.moc"
