#include "error_text.h"
#include "maps.h"
#include "model_file.h"
#include "processing_run.h"
#include "raster_file.h"
#include "stack_file.h"
#include "test_layers.h"

#include <qgssettings.h>

#include <QFile>

#include <csignal>
#include <sys/resource.h>

using namespace riskcast;

namespace
{

/// While it lives, no file may grow past a few blocks: what a full disk looks like to a program.
class FullDisk
{
public:
  explicit FullDisk( rlim_t bytes )
  {
    signal( SIGXFSZ, SIG_IGN );
    getrlimit( RLIMIT_FSIZE, &mBefore );
    const rlimit limit = { bytes, mBefore.rlim_max };
    setrlimit( RLIMIT_FSIZE, &limit );
  }
  ~FullDisk() { setrlimit( RLIMIT_FSIZE, &mBefore ); }

private:
  rlimit mBefore;
};

QDateTime day( int number )
{
  return QDateTime( QDate( 2024, 1, 1 ).addDays( number ), QTime( 12, 0 ) );
}

/// An engine that is a shell script: for what the real one does not do on demand.
QString scriptEngine( const TestFolder &folder, const QByteArray &lines )
{
  const QString path = folder.existing( "engine", "#!/bin/sh\n" + lines );
  QFile::setPermissions( path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner );
  QgsSettings().setValue( "riskcast/engine", path );
  return path;
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
    mModel = mFolder.path( "model.safetensors" );
    QVERIFY( run( "trainriskmodel", { { "HEATMAPS", mHeatmaps }, { "KIND", "ratemixture" }, { "MODEL", mModel } } ).ok );
  }
  void cleanupTestCase() { stopQgis(); }

  void cleanup() { QgsSettings().remove( "riskcast/engine" ); }

  void incidentsThatCannotBeUsed_data()
  {
    QTest::addColumn<QVariant>( "times" ); // one incident each, along a line
    QTest::addColumn<QString>( "type" );
    QTest::addColumn<QString>( "extent" );
    QTest::addColumn<QString>( "selecting" );
    QTest::addColumn<QString>( "counting" );
    const QVariantList days = { day( 0 ), day( 1 ), day( 2 ) };
    QTest::newRow( "no rows" ) << QVariant( QVariantList() ) << "datetime"
                               << ""
                               << "There are no incidents in incidents"
                               << "There are no incidents in incidents";
    QTest::newRow( "one incident" ) << QVariant( QVariantList( { day( 0 ) } ) ) << "datetime"
                                    << ""
                                    << "lie at one place"
                                    << "The only incident lies at 700000, 3100000";
    QTest::newRow( "times that cannot be read" ) << QVariant( QVariantList( { "soon", "later" } ) ) << "string"
                                                 << ""
                                                 << "There are no incidents in incidents; rows left out: 2 "
                                                 << "There are no incidents in incidents; rows left out: 2 ";
    QTest::newRow( "no dates" ) << QVariant( QVariantList( { 1, 2 } ) ) << "integer"
                                << ""
                                << "The field \"time\" of the layer \"incidents\" holds no dates."
                                << "The field \"time\" of the layer \"incidents\" holds no dates.";
    QTest::newRow( "extent without incidents" ) << QVariant( days ) << "datetime"
                                                << "900000,900100,100,200"
                                                << "None of the 3 incidents lies in the given extent"
                                                << "There are no incidents in incidents within the extent";
  }
  void incidentsThatCannotBeUsed()
  {
    QFETCH( QVariant, times );
    QFETCH( QString, type );
    QFETCH( QString, extent );
    QFETCH( QString, selecting );
    QFETCH( QString, counting );
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

  void aRasterOfAnotherFormatIsRefused()
  {
    const TestFolder folder;
    const Outcome outcome =
        run( "predictrisk", { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "RISK", folder.path( "risk.png" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( "RISK: \"" + folder.path( "risk.png" ) +
                                            "\" cannot be written, as rasters are GeoTIFF files: let the name end in .tif." ) );
    QCOMPARE( folder.content(), QStringList() );
  }

  void placesThatCannotBeWrittenTo_data()
  {
    QTest::addColumn<QString>( "place" );
    QTest::newRow( "a folder that is missing" ) << "missing/out";
    QTest::newRow( "a file as folder" ) << "file/out";
  }
  void placesThatCannotBeWrittenTo()
  {
    QFETCH( QString, place );
    const TestFolder folder;
    folder.existing( "file" );
    const QString output = folder.path( place );
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    QVariantMap counting = dailyGrid();
    counting["INCIDENTS"] = asParameter( layer );
    counting["HEATMAPS"] = output + ".tif";
    const QVariantMap selecting = {
      { "INCIDENTS", asParameter( layer ) }, { "TIME_FIELD", "time" }, { "RULE", "all" }, { "OUTPUT", output + ".gpkg" }
    };
    const QVariantMap training = { { "HEATMAPS", mHeatmaps }, { "KIND", "ewma" }, { "MODEL", output + ".safetensors" } };
    const QVariantMap predicting = { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel }, { "RISK", output + ".tif" } };
    for ( const auto &[algorithm, parameters] :
          { std::pair( "createheatmapstack", counting ), std::pair( "selectextentandperiod", selecting ),
            std::pair( "trainriskmodel", training ), std::pair( "predictrisk", predicting ) } )
    {
      const Outcome outcome = run( algorithm, parameters );
      QVERIFY( !outcome.ok );
      VERIFY_SAYS( outcome.error, qPrintable( output ) );
    }
    QCOMPARE( folder.content(), QStringList( "file" ) );
  }

  void aFullDiskLeavesThePreviousOutput()
  {
    const TestFolder folder;
    const auto layer = pointLayer( dailyIncidents( 400 ) );
    QVariantMap counting = dailyGrid();
    counting["INCIDENTS"] = asParameter( layer );
    counting["HEATMAPS"] = folder.existing( "heatmaps.tif" );
    const QVariantMap selecting = { { "INCIDENTS", asParameter( layer ) },
                                    { "TIME_FIELD", "time" },
                                    { "RULE", "all" },
                                    { "OUTPUT", folder.existing( "selected.gpkg" ) } };
    const QVariantMap training = {
      { "HEATMAPS", mHeatmaps }, { "KIND", "convlstm" }, { "EPOCHS", 1 }, { "MODEL", folder.existing( "model.safetensors" ) }
    };
    for ( const auto &[algorithm, parameters] :
          { std::pair( "createheatmapstack", counting ), std::pair( "selectextentandperiod", selecting ),
            std::pair( "trainriskmodel", training ) } )
    {
      const FullDisk disk( 20000 );
      const Outcome outcome = run( algorithm, parameters );
      QVERIFY2( !outcome.ok, algorithm );
      VERIFY_SAYS( outcome.error, "written" );
    }
    QCOMPARE( folder.content(), QStringList( { "heatmaps.tif", "model.safetensors", "selected.gpkg" } ) );
    for ( const QString &file : folder.content() )
      QCOMPARE( contentOf( folder.path( file ) ), QByteArray( "previous" ) );
  }

  void enginesThatFail_data()
  {
    QTest::addColumn<QByteArray>( "script" );
    QTest::addColumn<QString>( "expected" );
    QTest::newRow( "killed while it writes" )
        << QByteArray( "echo half > \"$4\"; kill -9 $$" ) << "The engine was killed or crashed; there may be too little memory.";
    QTest::newRow( "a library is missing" ) << QByteArray( "echo 'libtorch.so: cannot open' >&2; exit 127" )
                                            << "It said: libtorch.so: cannot open";
    QTest::newRow( "no result" ) << QByteArray( "exit 0" ) << "The engine ended without a result.";
    QTest::newRow( "a result that lacks something" )
        << QByteArray( "echo half > \"$4\"; echo '{\"type\":\"result\"}'" ) << "key 'scores' not found";
    QTest::newRow( "its own sentence" ) << QByteArray( "echo '{\"type\":\"error\",\"text\":\"'\"$4\"' is full.\"}'; exit 1" )
                                        << "model.safetensors is full.";
  }
  void enginesThatFail()
  {
    QFETCH( QByteArray, script );
    QFETCH( QString, expected );
    const TestFolder engineFolder;
    scriptEngine( engineFolder, script );
    const TestFolder folder;
    const QString model = folder.existing( "model.safetensors" );
    const Outcome outcome = run( "trainriskmodel", { { "HEATMAPS", mHeatmaps }, { "MODEL", model } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( expected ) );
    QVERIFY2( !outcome.error.contains( ".riskcast-" ), qPrintable( outcome.error ) );
    QCOMPARE( folder.content(), QStringList( "model.safetensors" ) );
    QCOMPARE( contentOf( model ), QByteArray( "previous" ) );
  }

  void aMissingEngine()
  {
    QgsSettings().setValue( "riskcast/engine", "/nowhere/riskcast" );
    const TestFolder folder;
    const Outcome outcome =
        run( "trainriskmodel", { { "HEATMAPS", mHeatmaps }, { "MODEL", folder.existing( "model.safetensors" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, "The Riskcast engine is missing: /nowhere/riskcast is no program." );
    QCOMPARE( contentOf( folder.path( "model.safetensors" ) ), QByteArray( "previous" ) );
  }

private:
  TestFolder mFolder;
  QString mHeatmaps;
  QString mModel;
};

QTEST_MAIN( TestBadLayers )
#include "test_bad_layers.moc"
