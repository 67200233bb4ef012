#include "error_text.h"
#include "processing_run.h"
#include "selection.h"
#include "test_layers.h"

#include <qgsproperty.h>
#include <qgsvectorfilewriter.h>

using namespace riskcast;

namespace
{

/// A selection of twenty days, as a layer of a GeoPackage whose first layer is another.
QString secondLayer( const TestFolder &folder )
{
  Selection selection;
  selection.crs = "EPSG:32643";
  selection.extent = { 700000, 3100000, 708000, 3108000 };
  selection.start = *parseTime( "2024-01-01" );
  selection.end = *parseTime( "2024-01-21" );
  writeSelection( selection, folder.path( "selection.gpkg" ).toStdString() );
  const auto other = pointLayer( dailyIncidents( 2 ) );
  const QString path = folder.path( "study.gpkg" );
  save( *other, path );
  QgsVectorLayer layer( folder.path( "selection.gpkg" ), "twenty days" );
  QgsVectorFileWriter::SaveVectorOptions options;
  options.layerName = "twenty days";
  options.actionOnExistingFile = QgsVectorFileWriter::CreateOrOverwriteLayer;
  if ( QgsVectorFileWriter::writeAsVectorFormatV3( &layer, path, {}, options ) != QgsVectorFileWriter::NoError )
    qFatal( "The test's layer cannot be saved." );
  return path + "|layername=twenty days";
}

} // namespace

/// SELECTION in all the ways in which QGIS hands a layer over.
class TestSelectionParameter : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void itsPeriodIsCounted_data()
  {
    QTest::addColumn<QVariant>( "selection" );
    QTest::addColumn<int>( "steps" );
    const QString layer = secondLayer( mFolder );
    QTest::newRow( "a layer of a file of several" ) << QVariant( layer ) << 20;
    QTest::newRow( "a layer by its number" ) << QVariant( mFolder.path( "study.gpkg" ) + "|layerid=1" ) << 20;
    QTest::newRow( "a file in an archive" ) << QVariant(
                                                   archived( mFolder.path( "selection.gpkg" ), mFolder.path( "archive.zip" ) ) )
                                            << 20;
    QTest::newRow( "a property" ) << QVariant::fromValue( QgsProperty::fromValue( layer ) ) << 20;
    QTest::newRow( "empty text" ) << QVariant( QString() ) << 60;
    QTest::newRow( "nothing" ) << QVariant() << 60;
  }
  void itsPeriodIsCounted()
  {
    QFETCH( QVariant, selection );
    QFETCH( int, steps );
    const auto incidents = pointLayer( dailyIncidents( 60 ) );
    const QVariantMap parameters = { { "INCIDENTS", asParameter( incidents ) },
                                     { "TIME_FIELD", "time" },
                                     { "SELECTION", selection },
                                     { "COLUMNS", 8 },
                                     { "ROWS", 8 },
                                     { "HEATMAPS", mFolder.path( "heatmaps.tif" ) } };
    const Outcome outcome = run( "createheatmapstack", parameters );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( outcome.results.value( "STEPS" ).toInt(), steps );
  }

  void aLayerThatIsNoSelectionIsRefused()
  {
    const TestFolder folder;
    const auto incidents = pointLayer( dailyIncidents( 2 ) );
    save( *incidents, folder.path( "study.gpkg" ) );
    const Outcome outcome = run( "createheatmapstack", { { "INCIDENTS", asParameter( incidents ) },
                                                         { "TIME_FIELD", "time" },
                                                         { "SELECTION", folder.path( "study.gpkg" ) },
                                                         { "HEATMAPS", folder.path( "heatmaps.tif" ) } } );
    QVERIFY( !outcome.ok );
    VERIFY_SAYS( outcome.error, qPrintable( folder.path( "study.gpkg" ) ) );
    QCOMPARE( folder.content(), QStringList( "study.gpkg" ) );
  }

private:
  TestFolder mFolder;
};

QTEST_MAIN( TestSelectionParameter )
#include "test_selection_parameter.moc"
