#include "error_text.h"
#include "maps.h"
#include "processing_run.h"
#include "stack_file.h"
#include "test_layers.h"

#include <qgsfeatureiterator.h>

using namespace riskcast;

/// Tables as QGIS opens a CSV that is dropped on it: without geometries, all fields texts.
class TestIncidentTables : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }
  void areCountedLikePoints();
  void checkedRowsBecomePoints();
  void selectedRowsBecomePoints();
  void saysWhatIsMissing_data();
  void saysWhatIsMissing();
};

namespace
{

/// Times and places on 2 × 2 cells of 1 km; one without a place, one without a time, one with decimal commas.
const QByteArray table = "number,time,easting,northing\n"
                         "1,2024-06-01T10:00:00,700500,3101500\n"
                         "2,2024-06-01T11:00:00,\"701500,5\",\"3100500,5\"\n"
                         "3,2024-06-02,700500,3101500\n"
                         "4,2024-06-02,,3101500\n"
                         "5,,700500,3100500\n"
                         "6,2024-06-02,700500,3100500\n";

std::unique_ptr<QgsVectorLayer> tableLayer( const TestFolder &folder )
{
  auto layer = std::make_unique<QgsVectorLayer>( folder.existing( "reports.csv", table ), "reports", "ogr" );
  if ( !layer->isValid() || layer->wkbType() != Qgis::WkbType::NoGeometry )
    qFatal( "QGIS opens the table in another way than is tested here." );
  return layer;
}

QVariantMap reading( const std::unique_ptr<QgsVectorLayer> &layer )
{
  return { { "INCIDENTS", asParameter( layer ) },
           { "TIME_FIELD", "time" },
           { "X_FIELD", "easting" },
           { "Y_FIELD", "northing" },
           { "INCIDENTS_CRS", "EPSG:32643" } };
}

/// "number: x y reasons" of each feature.
QStringList lines( const QString &path )
{
  const QgsVectorLayer layer( path );
  QStringList result;
  QgsFeatureIterator features = layer.getFeatures();
  for ( QgsFeature feature; features.nextFeature( feature ); )
  {
    const bool isNowhere = feature.geometry().isEmpty();
    const QgsPointXY point = isNowhere ? QgsPointXY() : feature.geometry().asPoint();
    const QString place =
        isNowhere ? QStringLiteral( "nowhere" ) : QStringLiteral( "%1 %2" ).arg( point.x(), 0, 'f' ).arg( point.y(), 0, 'f' );
    const int reasons = layer.fields().lookupField( "reasons" );
    result << QStringLiteral( "%1: %2 %3" )
                  .arg( feature.attribute( "number" ).toString(), place,
                        reasons < 0 ? QString() : feature.attribute( reasons ).toString() )
                  .trimmed();
  }
  return result;
}

} // namespace

void TestIncidentTables::areCountedLikePoints()
{
  const TestFolder folder;
  const auto layer = tableLayer( folder );
  QVariantMap parameters = reading( layer );
  parameters.insert( { { "EXTENT", "700000,702000,3100000,3102000" },
                       { "COLUMNS", 2 },
                       { "ROWS", 2 },
                       { "HEATMAPS", folder.path( "heatmaps.tif" ) } } );
  const Outcome outcome = run( "createheatmapstack", parameters );
  QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
  Feedback silent;
  const HeatmapStack stack = readHeatmapStack( folder.path( "heatmaps.tif" ).toStdString(), silent );
  QCOMPARE( stepMap( stack, 0 ), map( "1 . / . 1" ) );
  QCOMPARE( stepMap( stack, 1 ), map( "1 . / 1 ." ) );
  COMPARE_TEXT( stack.provenance.leftOut.toString(), "1 without coordinates, 1 without a time" );
}

void TestIncidentTables::checkedRowsBecomePoints()
{
  const TestFolder folder;
  const auto layer = tableLayer( folder );
  QVariantMap parameters = reading( layer );
  parameters.insert( { { "RULES", QStringList( { "missing-time", "missing-coordinates" } ) },
                       { "OUTPUT", folder.path( "all.gpkg" ) },
                       { "CLEAN", folder.path( "clean.gpkg" ) },
                       { "REPORT", folder.path( "report.html" ) } } );
  const Outcome outcome = run( "checkincidents", parameters );
  QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
  const QStringList clean = { "1: 700500.000000 3101500.000000", "2: 701500.500000 3100500.500000",
                              "3: 700500.000000 3101500.000000", "6: 700500.000000 3100500.000000" };
  QStringList all = clean;
  all.insert( 3, "4: nowhere missing-coordinates" );
  all.insert( 4, "5: 700500.000000 3100500.000000 missing-time" );
  QCOMPARE( lines( folder.path( "all.gpkg" ) ), all );
  QCOMPARE( lines( folder.path( "clean.gpkg" ) ), clean );
  QCOMPARE( QgsVectorLayer( folder.path( "all.gpkg" ) ).crs().authid(), QString( "EPSG:32643" ) );
}

void TestIncidentTables::selectedRowsBecomePoints()
{
  const TestFolder folder;
  const auto layer = tableLayer( folder );
  QVariantMap parameters = reading( layer );
  parameters.insert( { { "RULE", "all" }, { "OUTPUT", folder.path( "selected.gpkg" ) } } );
  const Outcome outcome = run( "selectextentandperiod", parameters );
  QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
  QCOMPARE( lines( folder.path( "selected.gpkg" ) ),
            QStringList( { "1: 700500.000000 3101500.000000", "2: 701500.500000 3100500.500000",
                           "3: 700500.000000 3101500.000000", "6: 700500.000000 3100500.000000" } ) );
  QCOMPARE( QgsVectorLayer( folder.path( "selected.gpkg" ) ).crs().authid(), QString( "EPSG:32643" ) );
}

void TestIncidentTables::saysWhatIsMissing_data()
{
  QTest::addColumn<QStringList>( "missing" );
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "both fields" ) << QStringList( { "X_FIELD", "Y_FIELD" } )
                                 << "The table \"reports\" has no geometries. Choose the fields that hold its coordinates, among "
                                    "the advanced parameters (X_FIELD, Y_FIELD).";
  QTest::newRow( "a field" ) << QStringList( "Y_FIELD" ) << "Choose both fields of coordinates, X_FIELD and Y_FIELD, or neither.";
  QTest::newRow( "the CRS" ) << QStringList( "INCIDENTS_CRS" )
                             << "The layer \"reports\" has no coordinate reference system. Set it in the layer's properties, or "
                                "choose that of the coordinates (INCIDENTS_CRS).";
}

void TestIncidentTables::saysWhatIsMissing()
{
  QFETCH( QStringList, missing );
  QFETCH( QString, message );
  const TestFolder folder;
  const auto layer = tableLayer( folder );
  QVariantMap parameters = reading( layer );
  for ( const QString &name : missing )
    parameters.remove( name );
  parameters["REPORT"] = folder.path( "report.html" );
  const Outcome outcome = run( "checkincidents", parameters );
  QVERIFY( !outcome.ok );
  QCOMPARE( outcome.error, message );
  QCOMPARE( folder.content(), QStringList( "reports.csv" ) );
}

QTEST_MAIN( TestIncidentTables )
#include "test_incident_tables.moc"
