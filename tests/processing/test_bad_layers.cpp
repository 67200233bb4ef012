#include "error_text.h"
#include "maps.h"
#include "processing_run.h"
#include "raster_file.h"
#include "stack_file.h"
#include "test_layers.h"

#include <QFile>

using namespace riskcast;

namespace
{

QDateTime day( int number )
{
  return QDateTime( QDate( 2024, 1, 1 ).addDays( number ), QTime( 12, 0 ) );
}

} // namespace

class TestBadLayers : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    startQgis();
    mHeatmaps = writeDailyHeatmaps( 60, mFolder.path( "heatmaps.tif" ) );
    mModel = trainModel( mHeatmaps, mFolder.path( "model.safetensors" ) );
  }
  void cleanupTestCase() { stopQgis(); }

  void incidentsThatCannotBeUsed_data()
  {
    QTest::addColumn<QVariant>( "times" ); // one incident each, along a line
    QTest::addColumn<QString>( "type" );
    QTest::addColumn<QString>( "extent" );
    QTest::addColumn<QString>( "selecting" );
    QTest::addColumn<QString>( "counting" );
    QTest::addColumn<QString>( "checking" ); // empty: the report says what is wrong with them
    const QVariantList days = { day( 0 ), day( 1 ), day( 2 ) };
    QTest::newRow( "no rows" ) << QVariant( QVariantList() ) << "datetime"
                               << ""
                               << "There are no incidents in incidents"
                               << "There are no incidents in incidents"
                               << "incidents has no rows: there is nothing to check.";
    QTest::newRow( "one incident" ) << QVariant( QVariantList( { day( 0 ) } ) ) << "datetime"
                                    << ""
                                    << "lie at one place"
                                    << "The only incident lies at 700000, 3100000"
                                    << "";
    QTest::newRow( "times that cannot be read" ) << QVariant( QVariantList( { "soon", "later" } ) ) << "string"
                                                 << ""
                                                 << "There are no incidents in incidents; rows left out: 2 "
                                                 << "There are no incidents in incidents; rows left out: 2 "
                                                 << "";
    QTest::newRow( "no dates" ) << QVariant( QVariantList( { 1, 2 } ) ) << "integer"
                                << ""
                                << "The field \"time\" of the layer \"incidents\" holds no dates."
                                << "The field \"time\" of the layer \"incidents\" holds no dates."
                                << "The field \"time\" of the layer \"incidents\" holds no dates.";
    QTest::newRow( "extent without incidents" ) << QVariant( days ) << "datetime"
                                                << "900000,900100,100,200"
                                                << "None of the 3 incidents lies in the given extent"
                                                << "There are no incidents in incidents within the extent"
                                                << "";
  }
  void incidentsThatCannotBeUsed()
  {
    QFETCH( QVariant, times );
    QFETCH( QString, type );
    QFETCH( QString, extent );
    QFETCH( QString, selecting );
    QFETCH( QString, counting );
    QFETCH( QString, checking );
    std::vector<Row> rows;
    for ( const QVariant &time : times.toList() )
      rows.push_back( { QgsPointXY( 700000 + 100 * rows.size(), 3100000 + 50 * rows.size() ), time } );
    const auto layer = pointLayer( rows, type );
    const TestFolder folder;
    Outcome outcome = run( "selectextentandperiod", { { "INCIDENTS", asParameter( layer ) },
                                                      { "TIME_FIELD", "time" },
                                                      { "RULE", "all" },
                                                      { "START_EXTENT", extent },
                                                      { "OUTPUT", folder.existing( "selected.gpkg" ) },
                                                      { "SELECTION", folder.path( "selection.gpkg" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( selecting ) );
    outcome = run( "createheatmapstack", { { "INCIDENTS", asParameter( layer ) },
                                           { "TIME_FIELD", "time" },
                                           { "EXTENT", extent },
                                           { "HEATMAPS", folder.path( "heatmaps.tif" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( counting ) );
    outcome = run( "forecastrisk", { { "INCIDENTS", asParameter( layer ) },
                                     { "TIME_FIELD", "time" },
                                     { "RULE", "all" },
                                     { "START_EXTENT", extent },
                                     { "RISK", folder.path( "risk.tif" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( selecting ) );
    outcome = run( "checkincidents", { { "INCIDENTS", asParameter( layer ) },
                                       { "TIME_FIELD", "time" },
                                       { "EXTENT", extent },
                                       { "REPORT", folder.path( "report.html" ) } } );
    QCOMPARE( outcome.ok, checking.isEmpty() );
    VERIFY_SAYS( outcome.error, qPrintable( checking ) );
    QCOMPARE( QFile::remove( folder.path( "report.html" ) ), outcome.ok );
    QCOMPARE( folder.content(), QStringList( "selected.gpkg" ) );
    QCOMPARE( contentOf( folder.path( "selected.gpkg" ) ), QByteArray( "previous" ) );
  }

  void allIncidentsInOneCell()
  {
    const auto layer =
        pointLayer( { { QgsPointXY( 5, 5 ), day( 0 ) }, { QgsPointXY( 5, 5 ), day( 1 ) }, { QgsPointXY( 5, 5 ), day( 2 ) } } );
    const TestFolder folder;
    const QVariantMap parameters = { { "INCIDENTS", asParameter( layer ) },
                                     { "TIME_FIELD", "time" },
                                     { "HEATMAPS", folder.path( "heatmaps.tif" ) } };
    const Outcome outcome = run( "createheatmapstack", parameters );
    VERIFY_SAYS( outcome.error, "All 3 incidents lie at one place (5, 5): give an extent." );
    QCOMPARE( folder.content(), QStringList() );
  }

  void tooFewStepsForTheWindow()
  {
    const TestFolder folder;
    const QString heatmaps = writeDailyHeatmaps( 10, mFolder.path( "short.tif" ) );
    const Outcome outcome = run(
        "trainriskmodel", { { "HEATMAPS", heatmaps }, { "KIND", "convlstm" }, { "MODEL", folder.path( "model.safetensors" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, "10" );
    VERIFY_SAYS( outcome.error, "16" );
    QCOMPARE( folder.content(), QStringList() );
  }

  void heatmapsOnAnotherGridThanTheModels()
  {
    const TestFolder folder;
    const QString other = mFolder.path( "other.tif" );
    Feedback silent;
    writeHeatmapStack( stack( { "1 . / . .", ". . / . 1", "1 . / . ." } ), other.toStdString(), {}, silent );
    const Outcome outcome =
        run( "predictrisk", { { "HEATMAPS", other }, { "MODEL", mModel }, { "RISK", folder.existing( "risk.tif" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, "8 × 8" );
    VERIFY_SAYS( outcome.error, "2 × 2" );
    QCOMPARE( folder.content(), QStringList( "risk.tif" ) );
    QCOMPARE( contentOf( folder.path( "risk.tif" ) ), QByteArray( "previous" ) );
  }

  void brokenModelFile()
  {
    const TestFolder folder;
    const QByteArray whole = contentOf( mModel );
    const QString cut = folder.existing( "cut.safetensors", whole.left( whole.size() - 10 ) );
    const Outcome outcome =
        run( "predictrisk", { { "HEATMAPS", mHeatmaps }, { "MODEL", cut }, { "RISK", folder.path( "risk.tif" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, "cut.safetensors" );
    QCOMPARE( folder.content(), QStringList( "cut.safetensors" ) );
  }

  void aLayerThatIsNoHeatmapStack()
  {
    const TestFolder folder;
    const QString foreign = folder.path( "heights.tif" );
    const std::vector<float> heights = { 216, 218, 221, 219 };
    Feedback silent;
    writeRaster( foreign.toStdString(), Grid( "EPSG:32643", { 0, 0, 2, 2 }, 2, 2 ), { { "height", {}, heights } }, {}, {},
                 silent );
    const Outcome outcome = run( "trainriskmodel", { { "HEATMAPS", foreign }, { "MODEL", folder.path( "model.safetensors" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error,
                 qPrintable( foreign + " is not a heatmap stack: choose one that \"Create heatmap stack\" made." ) );
    QVERIFY( !QFile::exists( folder.path( "model.safetensors" ) ) );
  }

private:
  TestFolder mFolder;
  QString mHeatmaps;
  QString mModel;
};

QTEST_MAIN( TestBadLayers )
#include "test_bad_layers.moc"
