#include "error.h"
#include "raster_file.h"
#include "styling.h"
#include "three_days.h"

#include <qgsapplication.h>
#include <qgsmaplayerstylemanager.h>
#include <qgsmaprenderersequentialjob.h>
#include <qgsmapsettings.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>
#include <qgsproject.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgssinglebandgrayrenderer.h>

#include <QDir>
#include <QTest>

#include <memory>

using namespace riskcast;

/// Where styles are kept, and which layers get one.
class TestStyleFile : public QObject
{
  Q_OBJECT

private slots:
  void init() { mFolder = std::make_unique<ResultFolder>(); }
  void reopeningKeepsStyleAndDates();
  void classesWithoutTheirAttributeTableAreAnError();
  void layersLoadedByProcessingAreStyled();
  void riskHasASmoothLookOfTheSameColours();
  void aStyleThatIsNotInstalledIsAnError();
  void aStyleOfTheUserIsLeftAlone();
  void aForeignRasterIsLeftAlone();
  void aStyleThatWasThereIsKeptAsideAndTheLogSaysSo();
  void aRasterWithoutAStyleOfItsOwnDoesNotKeepTheOldOne_data();
  void aRasterWithoutAStyleOfItsOwnDoesNotKeepTheOldOne();
  void aStyleThatCannotBeMadeIsAWarning_data();
  void aStyleThatCannotBeMadeIsAWarning();

private:
  void write( const QString &name, const QByteArray &text ) const;
  QByteArray content( const QString &name ) const;

  std::unique_ptr<ResultFolder> mFolder;
  Feedback mFeedback;
};

QByteArray TestStyleFile::content( const QString &name ) const
{
  QFile file( mFolder->path( name ) );
  return file.open( QIODevice::ReadOnly ) ? file.readAll() : QByteArray( "(no file)" );
}

void TestStyleFile::write( const QString &name, const QByteArray &text ) const
{
  QFile file( mFolder->path( name ) );
  QVERIFY( file.open( QIODevice::WriteOnly ) && file.write( text ) == text.size() );
}

void TestStyleFile::reopeningKeepsStyleAndDates()
{
  const QString file = mFolder->risk();
  const Layer styled = unstyled( file );
  styleLayer( *styled );
  QVERIFY( writeStyleFile( file, mFeedback ) );
  const Layer layer = reopened( file );
  QCOMPARE( dates( *layer ).isActive(), true );
  QCOMPARE( dates( *layer ).mode(), Qgis::RasterTemporalMode::FixedRangePerBand );
  QCOMPARE( dates( *layer ).fixedRangePerBand(), dates( *styled ).fixedRangePerBand() );
  const auto before = items( *styled );
  const auto after = items( *layer );
  QCOMPARE( after.size(), before.size() );
  for ( int i = 0; i < before.size(); ++i )
  {
    QCOMPARE( after[i].label, before[i].label );
    QCOMPARE( after[i].color, before[i].color );
  }
}

void TestStyleFile::classesWithoutTheirAttributeTableAreAnError()
{
  const QString file = mFolder->classes();
  QVERIFY( QFile::remove( file + QStringLiteral( ".aux.xml" ) ) );
  try
  {
    writeStyleFile( file, mFeedback );
    QFAIL( "A style was written." );
  }
  catch ( const Error &error )
  {
    QVERIFY2( QString( error.what() ).contains( "has lost " + file + ".aux.xml" ), error.what() );
  }
}

namespace
{

/// What Processing does with the layer of a result that it has opened, once the algorithm has ended.
void postProcess( QgsRasterLayer &layer, const QString &file )
{
  QgsProject project;
  QgsProcessingContext context;
  QgsProcessingFeedback feedback;
  context.addLayerToLoadOnCompletion( file, QgsProcessingContext::LayerDetails( "Risk", &project, "RISK" ) );
  styleResult( file, context, &feedback );
  QgsProcessingLayerPostProcessorInterface *processor = context.layerToLoadOnCompletionDetails( file ).postProcessor();
  QVERIFY( processor );
  processor->postProcessLayer( &layer, context, &feedback );
}

} // namespace

void TestStyleFile::layersLoadedByProcessingAreStyled()
{
  const QString file = mFolder->risk();
  const Layer layer = unstyled( file );
  postProcess( *layer, file );
  QCOMPARE( classesIn( drawn( *layer, dayAfter ) ), classesOfRisks[1] );
}

namespace
{

/// The layer in ten pixels a cell, on New Year.
QImage enlarged( QgsRasterLayer &layer )
{
  QgsMapSettings settings;
  settings.setLayers( { &layer } );
  settings.setDestinationCrs( layer.crs() );
  settings.setExtent( layer.extent() );
  settings.setOutputSize( QSize( 10 * layer.width(), 10 * layer.height() ) );
  settings.setBackgroundColor( Qt::white );
  settings.setIsTemporal( true );
  settings.setTemporalRange( newYear );
  QgsMapRendererSequentialJob job( settings );
  job.start();
  job.waitForFinished();
  return job.renderedImage();
}

} // namespace

/// As a style of the loaded layer, and beside the file.
void TestStyleFile::riskHasASmoothLookOfTheSameColours()
{
  const QString file = mFolder->risk();
  const Layer layer = unstyled( file );
  postProcess( *layer, file );
  QCOMPARE( layer->styleManager()->styles(), QStringList( { "Cells", "Smooth" } ) );
  QCOMPARE( layer->styleManager()->currentStyle(), QString( "Cells" ) );
  // The cell in the middle of the southern row has a risk of 0.35, class 4, and the one east of it 0.9: beyond 0.4 is class 5.
  const QString cells = classesIn( enlarged( *layer ).copy( 10, 15, 10, 1 ) );
  QCOMPARE( cells, QString( "4 4 4 4 4 4 4 4 4 4" ) );
  QVERIFY( layer->styleManager()->setCurrentStyle( "Smooth" ) );
  const QString smooth = classesIn( enlarged( *layer ).copy( 10, 15, 10, 1 ) );
  QVERIFY2( smooth.endsWith( "5 5 5" ) && !smooth.contains( '#' ), qPrintable( smooth ) );
  QVERIFY( dates( *layer ).isActive() );
  const Layer other = unstyled( file );
  bool loaded = false;
  other->loadNamedStyle( mFolder->path( "risk.smooth.qml" ), loaded );
  QVERIFY( loaded );
  QCOMPARE( classesIn( enlarged( *other ).copy( 10, 15, 10, 1 ) ), smooth );
}

void TestStyleFile::aStyleThatIsNotInstalledIsAnError()
{
  try
  {
    const StyleDocument missing( QStringLiteral( "no such style" ) );
    QFAIL( "It was read." );
  }
  catch ( const Error &error )
  {
    QVERIFY2( QString( error.what() ).endsWith( "/styles/no such style.qml cannot be read. Install Riskcast again." ),
              error.what() );
  }
}

void TestStyleFile::aStyleOfTheUserIsLeftAlone()
{
  const QString file = mFolder->risk();
  const Layer layer = unstyled( file );
  layer->setRenderer( new QgsSingleBandGrayRenderer( layer->dataProvider(), 2 ) );
  postProcess( *layer, file );
  QCOMPARE( layer->renderer()->type(), QStringLiteral( "singlebandgray" ) );
  QVERIFY( !dates( *layer ).isActive() );
}

void TestStyleFile::aForeignRasterIsLeftAlone()
{
  const Grid grid( "EPSG:32643", { 0, 0, 2, 1 }, 2, 1 );
  const std::vector<float> values = { 0.5, 0.7 };
  writeRaster( mFolder->path( "foreign.tif" ).toStdString(), grid, { { "height", {}, values } }, {}, {}, mFeedback );
  QVERIFY( !writeStyleFile( mFolder->path( "foreign.tif" ), mFeedback ) );
  QCOMPARE( QDir( mFolder->path() ).entryList( QDir::Files ), QStringList{ "foreign.tif" } );
  const Layer layer = unstyled( mFolder->path( "foreign.tif" ) );
  QVERIFY( !styleLayer( *layer ) );
  QCOMPARE( layer->renderer()->type(), QStringLiteral( "singlebandgray" ) );
}

void TestStyleFile::aStyleThatWasThereIsKeptAsideAndTheLogSaysSo()
{
  const QString file = mFolder->risk();
  QgsProcessingContext context;
  QgsProcessingFeedback first( false );
  styleResult( file, context, &first );
  QCOMPARE( first.textLog(), QString() );
  write( "risk.qml", "of the user" );
  write( "risk.qml.previous", "of the day before" );
  QgsProcessingFeedback second( false );
  styleResult( file, context, &second );
  QVERIFY2( second.textLog().contains( "is kept as " + mFolder->path( "risk.qml.previous" ) ), qPrintable( second.textLog() ) );
  QCOMPARE( content( "risk.qml.previous" ), QByteArray( "of the user" ) );
  QVERIFY( content( "risk.qml" ).contains( "singlebandpseudocolor" ) );
}

void TestStyleFile::aRasterWithoutAStyleOfItsOwnDoesNotKeepTheOldOne_data()
{
  QTest::addColumn<bool>( "isCanceled" );
  QTest::newRow( "canceled while the style is made" ) << true;
  QTest::newRow( "the raster is broken" ) << false;
}

void TestStyleFile::aRasterWithoutAStyleOfItsOwnDoesNotKeepTheOldOne()
{
  QFETCH( bool, isCanceled );
  const QString file = mFolder->heatmaps( { "1 . / . ." } );
  write( "heatmaps.qml", "of yesterday" );
  if ( !isCanceled )
    write( "heatmaps.tif", "no raster" );
  QgsProcessingContext context;
  QgsProcessingFeedback feedback( false );
  if ( isCanceled )
    feedback.cancel();
  styleResult( file, context, &feedback );
  QVERIFY( !QFile::exists( mFolder->path( "heatmaps.qml" ) ) );
  QCOMPARE( content( "heatmaps.qml.previous" ), QByteArray( "of yesterday" ) );
  QCOMPARE( feedback.textLog().contains( "The file opens without the style of Riskcast." ), !isCanceled );
}

void TestStyleFile::aStyleThatCannotBeMadeIsAWarning_data()
{
  QTest::addColumn<QString>( "raster" );
  QTest::addColumn<QString>( "warning" );
  QTest::newRow( "a folder stands in its way" ) << "risk.tif"
                                                << "risk.qml cannot be written";
  QTest::newRow( "the raster was taken away" ) << "nothing.tif"
                                               << "nothing.tif cannot be read as a raster";
}

void TestStyleFile::aStyleThatCannotBeMadeIsAWarning()
{
  QFETCH( QString, raster );
  QFETCH( QString, warning );
  mFolder->risk();
  QDir( mFolder->path() ).mkdir( "risk.qml" );
  QgsProcessingContext context;
  QgsProcessingFeedback feedback( false );
  styleResult( mFolder->path( raster ), context, &feedback );
  QVERIFY2( feedback.textLog().contains( warning ), qPrintable( feedback.textLog() ) );
  QVERIFY_EXCEPTION_THROWN( writeStyleFile( mFolder->path( raster ), mFeedback ), Error );
}

int main( int argc, char *argv[] )
{
  qputenv( "TZ", "Asia/Kolkata" ); // no date may depend on the computer's time zone
  QgsApplication application( argc, argv, false );
  QgsApplication::initQgis();
  TestStyleFile test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_style_file.moc"
