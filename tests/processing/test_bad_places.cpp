#include "error_text.h"
#include "full_disk.h"
#include "processing_run.h"
#include "test_layers.h"

#include <qgsprocessingparameters.h>

#include <QDir>
#include <QFile>

using namespace riskcast;

namespace
{

/// The files that an algorithm can write, by their parameters.
QStringList outputsOf( const QString &algorithm )
{
  static const QMap<QString, QStringList> outputs = {
    { "checkincidents", { "REPORT", "OUTPUT", "CLEAN" } },
    { "selectextentandperiod", { "OUTPUT", "SELECTION" } },
    { "createheatmapstack", { "HEATMAPS", "FILLED" } },
    { "trainriskmodel", { "MODEL", "REPORT" } },
    { "predictrisk", { "RISK", "CLASSES" } },
    { "forecastrisk", { "RISK", "CLASSES", "SELECTION", "HEATMAPS", "MODEL" } },
  };
  return outputs[algorithm];
}

QString suffixOf( const QString &output )
{
  static const QMap<QString, QString> suffixes = {
    { "REPORT", ".html" }, { "MODEL", ".safetensors" }, { "OUTPUT", ".gpkg" }, { "CLEAN", ".gpkg" }, { "SELECTION", ".gpkg" }
  };
  return suffixes.value( output, ".tif" );
}

/// The parameters of a run that replaces the previous files of all results.
QVariantMap withOutputs( QVariantMap parameters, const QString &algorithm, const TestFolder &folder )
{
  for ( const QString &output : outputsOf( algorithm ) )
    parameters[output] = folder.existing( output + suffixOf( output ) );
  return parameters;
}

void verifyPrevious( const TestFolder &folder, const QStringList &outputs )
{
  for ( const QString &output : outputs )
    QCOMPARE( contentOf( folder.path( output + suffixOf( output ) ) ), QByteArray( "previous" ) );
}

QMap<QString, QByteArray> contents( const TestFolder &folder )
{
  QMap<QString, QByteArray> found;
  for ( const QString &name : folder.content() )
    found[name] = contentOf( folder.path( name ) );
  return found;
}

} // namespace

/// Results where they cannot be written.
class TestBadPlaces : public QObject
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
    QTest::addColumn<QString>( "place" ); // without its suffix
    QTest::addColumn<QString>( "message" );
    QTest::newRow( "a folder that is missing" ) << "missing/out"
                                                << "cannot be written";
    QTest::newRow( "a file as folder" ) << "file/out"
                                        << "cannot be written";
    QTest::newRow( "a folder of that name stands there" ) << "folder"
                                                          << "is a folder: give the name of a file in it.";
  }
  void placesThatCannotBeWrittenTo()
  {
    QFETCH( QString, place );
    QFETCH( QString, message );
    const auto layer = pointLayer( dailyIncidents( 60 ) );
    for ( const auto &[algorithm, inputs] : inputsOfAll( layer ) )
    {
      for ( const QString &output : outputsOf( algorithm ) )
      {
        const TestFolder folder;
        folder.existing( "file" );
        QVERIFY( QDir( folder.path( "." ) ).mkdir( "folder" + suffixOf( output ) ) );
        QVariantMap parameters = withOutputs( inputs, algorithm, folder );
        parameters[output] = folder.path( place + suffixOf( output ) );
        const QStringList before = folder.content();
        RecordedLog log;
        const Outcome outcome = run( algorithm, parameters, log );
        const QByteArray which = ( algorithm + ": " + output ).toUtf8();
        QVERIFY2( !outcome.ok, which );
        VERIFY_SAYS( outcome.error, qPrintable( parameters[output].toString() ) );
        VERIFY_SAYS( outcome.error, qPrintable( message ) );
        QVERIFY2( log.infos.isEmpty() && log.commands.isEmpty(), which ); // it is told before the work
        QCOMPARE( folder.content(), before );
        verifyPrevious( folder, outputsOf( algorithm ) );
      }
    }
  }

  void aFullDiskLeavesThePreviousOutput()
  {
    const auto layer = pointLayer( dailyIncidents( 400 ) );
    for ( const auto &[algorithm, inputs] : inputsOfAll( layer ) )
    {
      const TestFolder folder;
      const QVariantMap parameters = withOutputs( inputs, algorithm, folder );
      const QStringList before = folder.content();
      {
        const FullDisk disk( 1000 ); // less than the smallest result, the risk of a step
        const Outcome outcome = run( algorithm, parameters );
        QVERIFY2( !outcome.ok, qPrintable( algorithm ) );
        VERIFY_SAYS( outcome.error, "written" );
      }
      QCOMPARE( folder.content(), before );
      verifyPrevious( folder, outputsOf( algorithm ) );
    }
  }

  void filesInUseAreNotOverwritten_data()
  {
    QTest::addColumn<QString>( "algorithm" );
    QTest::addColumn<QVariantMap>( "files" ); // by their names in the folder
    QTest::addColumn<QString>( "message" );
    const QString input = " cannot be written: it is what the result is made from. Choose another place.";
    const QString twice = " cannot be written twice: give each result a file of its own.";
    const auto row = [&]( const char *name, const QString &algorithm, const QVariantMap &files, const QString &message )
    { QTest::newRow( name ) << algorithm << files << message; };
    row( "selected incidents over all", "selectextentandperiod", { { "OUTPUT", "table.gpkg" } }, "table.gpkg" + input );
    row( "selected incidents over all, whose suffix QGIS adds", "selectextentandperiod", { { "OUTPUT", "table" } },
         "table.gpkg" + input );
    row( "a selection over its incidents, by another path", "selectextentandperiod",
         { { "OUTPUT", "new.gpkg" }, { "SELECTION", "folder/../table.gpkg" } }, "folder/../table.gpkg" + input );
    row( "a selection over the selected incidents", "selectextentandperiod",
         { { "OUTPUT", "new.gpkg" }, { "SELECTION", "new.gpkg" } }, "new.gpkg" + twice );
    row( "checked rows over the table", "checkincidents", { { "OUTPUT", "table.gpkg" }, { "REPORT", "new.html" } },
         "table.gpkg" + input );
    row( "clean rows over the checked ones", "checkincidents",
         { { "OUTPUT", "new.gpkg" }, { "CLEAN", "folder/../new.gpkg" }, { "REPORT", "new.html" } },
         "folder/../new.gpkg" + twice );
    row( "heatmaps over the raster that gives the grid", "createheatmapstack",
         { { "TEMPLATE", "stack.tif" }, { "HEATMAPS", "stack.tif" } }, "stack.tif" + input );
    row( "filled maps over the heatmaps", "createheatmapstack", { { "HEATMAPS", "new.tif" }, { "FILLED", "folder/../new.tif" } },
         "folder/../new.tif" + twice );
    row( "a model over its heatmaps", "trainriskmodel", { { "HEATMAPS", "stack.tif" }, { "MODEL", "stack.tif" } },
         "stack.tif" + input );
    row( "risk over its heatmaps, by a link", "predictrisk",
         { { "HEATMAPS", "stack.tif" }, { "MODEL", "model.safetensors" }, { "RISK", "link.tif" } }, "link.tif" + input );
    row( "classes over the risk", "predictrisk",
         { { "HEATMAPS", "stack.tif" }, { "MODEL", "model.safetensors" }, { "RISK", "new.tif" }, { "CLASSES", "new.tif" } },
         "new.tif" + twice );
    row( "a selection over the study area", "forecastrisk",
         { { "STUDY_AREA", "area.gpkg" }, { "SELECTION", "area.gpkg" }, { "RISK", "new.tif" } }, "area.gpkg" + input );
  }
  void filesInUseAreNotOverwritten()
  {
    QFETCH( QString, algorithm );
    QFETCH( QVariantMap, files );
    QFETCH( QString, message );
    const TestFolder folder;
    QVERIFY( QDir( folder.path( "." ) ).mkdir( "folder" ) );
    save( *pointLayer( dailyIncidents( 60 ) ), folder.path( "table.gpkg" ) );
    save( *pointLayer( dailyIncidents( 2 ) ), folder.path( "area.gpkg" ) );
    folder.existing( "stack.tif", contentOf( mHeatmaps ) );
    folder.existing( "model.safetensors", contentOf( mModel ) );
    QFile::link( "stack.tif", folder.path( "link.tif" ) );
    QVariantMap parameters;
    for ( const QString &name : files.keys() )
      parameters[name] = folder.path( files[name].toString() );
    if ( algorithm != "predictrisk" && algorithm != "trainriskmodel" )
    {
      parameters["INCIDENTS"] = folder.path( "table.gpkg" );
      parameters["TIME_FIELD"] = "time";
    }
    const QMap<QString, QByteArray> before = contents( folder );
    const Outcome outcome = run( algorithm, parameters );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( folder.path( message ) ) );
    QFile::remove( folder.path( "stack.tif.aux.xml" ) ); // QGIS's statistics of a raster that it has opened
    QVERIFY( contents( folder ) == before );
  }

  void aLayerThatIsReadInPartIsInUseToo()
  {
    const TestFolder folder;
    const QString table = folder.path( "table.gpkg" );
    save( *pointLayer( dailyIncidents( 60 ) ), table );
    const QgsProcessingFeatureSourceDefinition part( table, false, -1, {}, Qgis::InvalidGeometryCheck::NoCheck, "\"id\" < 9" );
    const Outcome outcome =
        run( "selectextentandperiod",
             { { "INCIDENTS", QVariant::fromValue( part ) }, { "TIME_FIELD", "time" }, { "OUTPUT", table } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, "it is what the result is made from" );
    QCOMPARE( QgsVectorLayer( table ).featureCount(), 120LL ); // 60 days, two incidents each
  }

private:
  /// What each algorithm is made to work on.
  QList<std::pair<QString, QVariantMap>> inputsOfAll( const std::unique_ptr<QgsVectorLayer> &layer ) const
  {
    const QVariantMap incidents = { { "INCIDENTS", asParameter( layer ) }, { "TIME_FIELD", "time" } };
    QVariantMap counting = dailyGrid();
    counting.insert( incidents );
    QVariantMap selecting = { { "RULE", "all" } };
    selecting.insert( incidents );
    QVariantMap forecasting = { { "COLUMNS", 8 }, { "ROWS", 8 }, { "RULE", "all" }, { "KIND", "ewma" } };
    forecasting.insert( incidents );
    return { { "checkincidents", incidents },
             { "selectextentandperiod", selecting },
             { "createheatmapstack", counting },
             { "trainriskmodel", { { "HEATMAPS", mHeatmaps }, { "KIND", "ewma" } } },
             { "predictrisk", { { "HEATMAPS", mHeatmaps }, { "MODEL", mModel } } },
             { "forecastrisk", forecasting } };
  }

  TestFolder mFolder;
  QString mHeatmaps;
  QString mModel;
};

QTEST_MAIN( TestBadPlaces )
#include "test_bad_places.moc"
