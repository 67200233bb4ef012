#include "error.h"
#include "maps.h"
#include "raster_file.h"
#include "risk_classes.h"
#include "risk_raster.h"
#include "stack_file.h"
#include "styling.h"
#include "windows.h"

#include <qgsapplication.h>
#include <qgscolorrampshader.h>
#include <qgslayertree.h>
#include <qgslayertreemodel.h>
#include <qgslayertreemodellegendnode.h>
#include <qgslegendsettings.h>
#include <qgsmaprenderersequentialjob.h>
#include <qgsmapsettings.h>
#include <qgspalettedrasterrenderer.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>
#include <qgsrasterlayertemporalproperties.h>
#include <qgsrastershader.h>
#include <qgssinglebandgrayrenderer.h>
#include <qgssinglebandpseudocolorrenderer.h>

#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace riskcast;

using Layer = std::unique_ptr<QgsRasterLayer>;

namespace
{

// Three days on 2 rows × 3 columns (a GeoTIFF keeps no colour table for more than two). Every class occurs, and 0.1 and 0.3 are
// breaks themselves, as Float32.
const std::vector<double> breaks = { 0.05, 0.1f, 0.2, 0.3f, 0.4 };
const std::vector<std::string> risks = { "0.07 0.1 0.15 / 0.3 0.35 0.9", "0.5 - 0.19 / 0.06 0.09 0.0",
                                         "0.9 0.9 0.9 / 0.0 0.0 0.0" };
const QStringList classesOfRisks = { "1 1 2 / 3 4 5", "5 - 2 / 1 1 0", "5 5 5 / 0 0 0" }; // counted from 0

RiskMaps threeDays()
{
  RiskMaps maps;
  maps.grid = Grid( "EPSG:32643", { 0, 0, 3, 2 }, 3, 2 );
  maps.steps = TimeSteps( *parseTime( "2024-01-01" ), {}, 3 );
  maps.percentiles = defaultPercentiles;
  maps.breaks = breaks;
  for ( const std::string &drawing : risks )
  {
    const std::vector<float> values = map( drawing ).values;
    maps.risk.insert( maps.risk.end(), values.begin(), values.end() );
  }
  return maps;
}

QDateTime utc( const QString &iso )
{
  return QDateTime::fromString( iso + QStringLiteral( "Z" ), Qt::ISODate );
}

QgsDateTimeRange day( const QString &begin, const QString &end )
{
  return { utc( begin ), utc( end ), true, false };
}

const QgsDateTimeRange newYear = day( QStringLiteral( "2024-01-01T00:00:00" ), QStringLiteral( "2024-01-02T00:00:00" ) );
const QgsDateTimeRange dayAfter = day( QStringLiteral( "2024-01-02T00:00:00" ), QStringLiteral( "2024-01-03T00:00:00" ) );
const QgsDateTimeRange nextWeek = day( QStringLiteral( "2024-01-08T00:00:00" ), QStringLiteral( "2024-01-09T00:00:00" ) );

Layer unstyled( const QString &path )
{
  QgsRasterLayer::LayerOptions options;
  options.loadDefaultStyle = false;
  return std::make_unique<QgsRasterLayer>( path, QStringLiteral( "map" ), QStringLiteral( "gdal" ), options );
}

/// As QGIS Desktop opens a file: it loads the default style when the layer is there (test_desktop looks at a real one).
Layer reopened( const QString &path )
{
  Layer layer = unstyled( path );
  bool loaded = false;
  layer->loadDefaultStyle( loaded );
  return layer;
}

QgsRasterLayerTemporalProperties &dates( QgsRasterLayer &layer )
{
  return *static_cast<QgsRasterLayerTemporalProperties *>( layer.temporalProperties() );
}

QList<QgsColorRampShader::ColorRampItem> items( const QgsRasterLayer &layer )
{
  const auto &renderer = dynamic_cast<const QgsSingleBandPseudoColorRenderer &>( *layer.renderer() );
  return dynamic_cast<const QgsColorRampShader &>( *renderer.shader()->rasterShaderFunction() ).colorRampItemList();
}

/// The map as the canvas shows it while the temporal controller stands at \a time: a pixel a cell.
QImage drawn( QgsRasterLayer &layer, const QgsDateTimeRange &time, const QColor &background = Qt::white )
{
  QgsMapSettings settings;
  settings.setLayers( { &layer } );
  settings.setDestinationCrs( layer.crs() );
  settings.setExtent( layer.extent() );
  settings.setOutputSize( QSize( layer.width(), layer.height() ) );
  settings.setBackgroundColor( background );
  settings.setFlag( Qgis::MapSettingsFlag::Antialiasing, false );
  settings.setIsTemporal( true );
  settings.setTemporalRange( time );
  QgsMapRendererSequentialJob job( settings );
  job.start();
  job.waitForFinished();
  return job.renderedImage();
}

/// ColorBrewer's YlOrRd of six classes, from the lowest to the highest.
const QList<QColor> classColours = { { 255, 255, 204 }, { 254, 217, 118 }, { 254, 178, 76 },
                                     { 252, 78, 42 },   { 227, 26, 28 },   { 128, 0, 38 } };

/// The class that each pixel has the colour of: "-" is white.
QString classesIn( const QImage &image )
{
  QStringList rows;
  for ( int y = 0; y < image.height(); ++y )
  {
    QStringList cells;
    for ( int x = 0; x < image.width(); ++x )
    {
      const QColor pixel = image.pixelColor( x, y );
      const auto riskClass = classColours.indexOf( pixel );
      cells << ( riskClass >= 0                 ? QString::number( riskClass )
                 : pixel == QColor( Qt::white ) ? QStringLiteral( "-" )
                                                : pixel.name() );
    }
    rows << cells.join( ' ' );
  }
  return rows.join( QStringLiteral( " / " ) );
}

/// The colours of the swatches in a legend, as a layout draws them on white paper.
QList<QColor> legendColours( QgsRasterLayer &layer )
{
  QgsLayerTree root;
  QgsLayerTreeLayer *tree = root.addLayer( &layer );
  QgsLayerTreeModel model( &root );
  QList<QColor> colours;
  for ( QgsLayerTreeModelLegendNode *node : model.layerLegendNodes( tree ) )
  {
    if ( !qobject_cast<QgsRasterSymbolLegendNode *>( node ) )
      continue;
    QImage paper( 20, 20, QImage::Format_ARGB32 );
    paper.fill( Qt::white );
    QPainter painter( &paper );
    QgsLegendSettings settings;
    settings.setSymbolSize( QSizeF( 20, 20 ) );
    QgsLayerTreeModelLegendNode::ItemContext place;
    place.painter = &painter;
    node->drawSymbol( settings, &place, 20 );
    painter.end();
    colours << paper.pixelColor( 10, 10 );
  }
  return colours;
}

} // namespace

class TestStyling : public QObject
{
  Q_OBJECT

private slots:
  void init();
  void riskHasTheClassesOfItsModel();
  void theMapOfAStepShowsTheClassesOfItsCells_data();
  void theMapOfAStepShowsTheClassesOfItsCells();
  void legendAndMapHaveTheSameColours_data();
  void legendAndMapHaveTheSameColours();
  void whatLiesBeneathIsSeen();
  void aStepIsShownFromItsStartUpToTheNext();
  void reopeningKeepsStyleAndDates();
  void classesAreNamedAndNoneIsCalledSafe();
  void classesWithoutTheirAttributeTableAreAnError();
  void countsRiseFromNoneToTheMaximum_data();
  void countsRiseFromNoneToTheMaximum();
  void aDayWithoutReportsIsNotShown();
  void layersLoadedByProcessingAreStyled();
  void aStyleOfTheUserIsLeftAlone();
  void aForeignRasterIsLeftAlone();
  void filledMapsAreDatedAndTheBinaryOnesAreNotShown();
  void aStyleThatWasThereIsKeptAsideAndTheLogSaysSo();
  void aRasterWithoutAStyleOfItsOwnDoesNotKeepTheOldOne_data();
  void aRasterWithoutAStyleOfItsOwnDoesNotKeepTheOldOne();
  void aStyleThatCannotBeMadeIsAWarning_data();
  void aStyleThatCannotBeMadeIsAWarning();

private:
  QString path( const QString &name ) const { return mFolder->filePath( name ); }
  void write( const QString &name, const QByteArray &text ) const;
  QByteArray content( const QString &name ) const;
  QString risk() const;
  QString classes() const;
  QString heatmaps( const std::vector<std::string> &drawings ) const;

  std::unique_ptr<QTemporaryDir> mFolder;
  mutable Feedback mFeedback;
};

void TestStyling::init()
{
  mFolder = std::make_unique<QTemporaryDir>();
}

void TestStyling::write( const QString &name, const QByteArray &text ) const
{
  QFile file( path( name ) );
  QVERIFY( file.open( QIODevice::WriteOnly ) && file.write( text ) == text.size() );
}

QByteArray TestStyling::content( const QString &name ) const
{
  QFile file( path( name ) );
  return file.open( QIODevice::ReadOnly ) ? file.readAll() : QByteArray( "(no file)" );
}

QString TestStyling::risk() const
{
  writeRiskRaster( threeDays(), path( "risk.tif" ).toStdString(), {}, mFeedback );
  return path( "risk.tif" );
}

QString TestStyling::classes() const
{
  writeClassRaster( threeDays(), path( "classes.tif" ).toStdString(), {}, mFeedback );
  return path( "classes.tif" );
}

QString TestStyling::heatmaps( const std::vector<std::string> &drawings ) const
{
  HeatmapStack counts = stack( drawings );
  counts.provenance.source = "drawing";
  writeHeatmapStack( counts, path( "heatmaps.tif" ).toStdString(), {}, mFeedback );
  return path( "heatmaps.tif" );
}

void TestStyling::riskHasTheClassesOfItsModel()
{
  const Layer layer = unstyled( risk() );
  QVERIFY( styleLayer( *layer ) );
  const auto classes = items( *layer );
  const std::vector<std::string> names = classNames( defaultPercentiles );
  QCOMPARE( static_cast<size_t>( classes.size() ), names.size() );
  for ( size_t i = 0; i < names.size(); ++i )
  {
    QCOMPARE( classes[i].label, QString::fromStdString( names[i] ) );
    if ( i < breaks.size() ) // the bound lies between the break and the next Float32
      QCOMPARE( static_cast<float>( classes[i].value ), static_cast<float>( breaks[i] ) );
  }
  QVERIFY( std::isinf( classes.last().value ) );
}

void TestStyling::theMapOfAStepShowsTheClassesOfItsCells_data()
{
  QTest::addColumn<bool>( "asClasses" );
  QTest::addColumn<bool>( "reopen" );
  QTest::newRow( "risk" ) << false << false;
  QTest::newRow( "risk re-opened" ) << false << true;
  QTest::newRow( "classes" ) << true << false;
  QTest::newRow( "classes re-opened" ) << true << true;
}

void TestStyling::theMapOfAStepShowsTheClassesOfItsCells()
{
  QFETCH( bool, asClasses );
  QFETCH( bool, reopen );
  const QString file = asClasses ? classes() : risk();
  QVERIFY( writeStyleFile( file, mFeedback ) );
  const Layer layer = reopen ? reopened( file ) : unstyled( file );
  if ( !reopen )
    QVERIFY( styleLayer( *layer ) );
  QCOMPARE( classesIn( drawn( *layer, newYear ) ), classesOfRisks[0] );
  QCOMPARE( classesIn( drawn( *layer, dayAfter ) ), classesOfRisks[1] );
  QCOMPARE( classesIn( drawn( *layer, nextWeek ) ), QStringLiteral( "- - - / - - -" ) );
}

void TestStyling::legendAndMapHaveTheSameColours_data()
{
  QTest::addColumn<bool>( "asClasses" );
  QTest::newRow( "risk" ) << false;
  QTest::newRow( "classes" ) << true;
}

void TestStyling::legendAndMapHaveTheSameColours()
{
  QFETCH( bool, asClasses );
  const Layer layer = unstyled( asClasses ? classes() : risk() );
  QVERIFY( styleLayer( *layer ) );
  QCOMPARE( legendColours( *layer ), classColours ); // as the cells of theMapOfAStepShowsTheClassesOfItsCells()
}

void TestStyling::whatLiesBeneathIsSeen()
{
  const QString file = risk();
  QVERIFY( writeStyleFile( file, mFeedback ) );
  const Layer layer = reopened( file );
  // The cell in the north-west is of class 1, #fed976: on a street of grey 128 it multiplies to 254, 217, 118 times 128 / 255.
  const QColor pixel = drawn( *layer, newYear, QColor( 128, 128, 128 ) ).pixelColor( 0, 0 );
  QVERIFY2( std::abs( pixel.red() - 127 ) <= 1, qPrintable( pixel.name() ) );
  QVERIFY2( std::abs( pixel.green() - 109 ) <= 1, qPrintable( pixel.name() ) );
  QVERIFY2( std::abs( pixel.blue() - 59 ) <= 1, qPrintable( pixel.name() ) );
}

void TestStyling::aStepIsShownFromItsStartUpToTheNext()
{
  const Layer layer = unstyled( risk() );
  styleLayer( *layer );
  QVERIFY( dates( *layer ).isActive() );
  QCOMPARE( dates( *layer ).mode(), Qgis::RasterTemporalMode::FixedRangePerBand );
  const auto ranges = dates( *layer ).fixedRangePerBand();
  QCOMPARE( ranges.size(), 3 );
  QCOMPARE( ranges[1], newYear );
  QCOMPARE( ranges[2], dayAfter );
  const auto band = [&]( const QString &begin, const QString &end )
  { return dates( *layer ).bandForTemporalRange( layer.get(), day( begin, end ) ); };
  QCOMPARE( band( "2024-01-01T00:00:00", "2024-01-01T01:00:00" ), 1 );
  QCOMPARE( band( "2024-01-01T23:00:00", "2024-01-02T00:00:00" ), 1 );
  QCOMPARE( band( "2024-01-02T00:00:00", "2024-01-02T01:00:00" ), 2 );
}

void TestStyling::reopeningKeepsStyleAndDates()
{
  const QString file = risk();
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

void TestStyling::classesAreNamedAndNoneIsCalledSafe()
{
  const Layer layer = unstyled( classes() );
  QVERIFY( styleLayer( *layer ) );
  const auto &renderer = dynamic_cast<const QgsPalettedRasterRenderer &>( *layer->renderer() );
  QStringList names;
  for ( const QgsPalettedRasterRenderer::Class &riskClass : renderer.classes() )
    names << QStringLiteral( "%1: %2" ).arg( riskClass.value ).arg( riskClass.label );
  const QStringList expected = { "1: Lowest 25 % of cells",  "2: Top 75 to 25 % of cells", "3: Top 25 to 9 % of cells",
                                 "4: Top 9 to 4 % of cells", "5: Top 4 to 1 % of cells",   "6: Top 1 % of cells" };
  QCOMPARE( names, expected );
  QVERIFY( !names.join( ' ' ).contains( QStringLiteral( "safe" ), Qt::CaseInsensitive ) );
}

void TestStyling::classesWithoutTheirAttributeTableAreAnError()
{
  const QString file = classes();
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

void TestStyling::countsRiseFromNoneToTheMaximum_data()
{
  QTest::addColumn<QString>( "counts" );
  QTest::addColumn<QStringList>( "classes" );
  QTest::newRow( "nothing happened" ) << ". . / . ." << QStringList{ "none", "up to 1" };
  QTest::newRow( "one incident" ) << ". 1 / . ." << QStringList{ "none", "up to 1" };
  QTest::newRow( "a power of two" ) << ". 1 / 4 ." << QStringList{ "none", "up to 1", "up to 2", "up to 4" };
  QTest::newRow( "just above a power of two" )
      << ". 1 / 5 ." << QStringList{ "none", "up to 1", "up to 2", "up to 4", "up to 8" };
  QTest::newRow( "more than nine doublings" ) << ". 1 / 257 ." << QStringList{ "none",     "up to 1",  "up to 3",   "up to 9",
                                                                               "up to 27", "up to 81", "up to 243", "up to 729" };
}

void TestStyling::countsRiseFromNoneToTheMaximum()
{
  QFETCH( QString, counts );
  QFETCH( QStringList, classes );
  const Layer layer = unstyled( heatmaps( { counts.toStdString() } ) );
  QVERIFY( styleLayer( *layer ) );
  QStringList names;
  for ( const auto &item : items( *layer ) )
    names << item.label;
  QCOMPARE( names, classes );
  QCOMPARE( items( *layer ).first().color.alpha(), 0 );
}

void TestStyling::aDayWithoutReportsIsNotShown()
{
  const Layer layer = unstyled( heatmaps( { "1 . / . .", "?", ". . / . 2" } ) );
  QVERIFY( styleLayer( *layer ) );
  const QList<int> bands = dates( *layer ).fixedRangePerBand().keys();
  QCOMPARE( bands, ( QList<int>{ 1, 3 } ) );
  QCOMPARE( classesIn( drawn( *layer, dayAfter ) ), QStringLiteral( "- - / - -" ) );
  QVERIFY( classesIn( drawn( *layer, newYear ) ) != QStringLiteral( "- - / - -" ) );
}

void TestStyling::filledMapsAreDatedAndTheBinaryOnesAreNotShown()
{
  // The second day has no reports: the map between 4 and 2 incidents is drawn there. Bands 4 to 6 are binary.
  const QString file = path( "filled.tif" );
  writeFilledMaps( stack( { "4 . / . .", "?", "2 . / . 1" } ), {}, file.toStdString(), {}, mFeedback );
  const Layer layer = unstyled( file );
  QVERIFY( styleLayer( *layer ) );
  QStringList names;
  for ( const auto &item : items( *layer ) )
    names << item.label;
  QCOMPARE( names, QStringList( { "none", "up to 1", "up to 2", "up to 4" } ) );
  QCOMPARE( dates( *layer ).fixedRangePerBand().keys(), ( QList<int>{ 1, 2, 3 } ) );
  QCOMPARE( dates( *layer ).fixedRangePerBand()[2], dayAfter );
}

void TestStyling::layersLoadedByProcessingAreStyled()
{
  const QString file = risk();
  QgsProject project;
  QgsProcessingContext context;
  QgsProcessingFeedback feedback;
  context.addLayerToLoadOnCompletion( file, QgsProcessingContext::LayerDetails( "Risk", &project, "RISK" ) );
  styleResult( file, context, &feedback );
  const Layer layer = unstyled( file ); // as Processing opens it
  QgsProcessingLayerPostProcessorInterface *processor = context.layerToLoadOnCompletionDetails( file ).postProcessor();
  QVERIFY( processor );
  processor->postProcessLayer( layer.get(), context, &feedback );
  QCOMPARE( classesIn( drawn( *layer, dayAfter ) ), classesOfRisks[1] );
}

void TestStyling::aStyleOfTheUserIsLeftAlone()
{
  const QString file = risk();
  QgsProject project;
  QgsProcessingContext context;
  QgsProcessingFeedback feedback;
  context.addLayerToLoadOnCompletion( file, QgsProcessingContext::LayerDetails( "Risk", &project, "RISK" ) );
  styleResult( file, context, &feedback );
  const Layer layer = unstyled( file );
  layer->setRenderer( new QgsSingleBandGrayRenderer( layer->dataProvider(), 2 ) );
  context.layerToLoadOnCompletionDetails( file ).postProcessor()->postProcessLayer( layer.get(), context, &feedback );
  QCOMPARE( layer->renderer()->type(), QStringLiteral( "singlebandgray" ) );
  QVERIFY( !dates( *layer ).isActive() );
}

void TestStyling::aForeignRasterIsLeftAlone()
{
  const Grid grid( "EPSG:32643", { 0, 0, 2, 1 }, 2, 1 );
  const std::vector<float> values = { 0.5, 0.7 };
  writeRaster( path( "foreign.tif" ).toStdString(), grid, { { "height", {}, values } }, {}, {}, mFeedback );
  QVERIFY( !writeStyleFile( path( "foreign.tif" ), mFeedback ) );
  QCOMPARE( QDir( mFolder->path() ).entryList( QDir::Files ), QStringList{ "foreign.tif" } );
  const Layer layer = unstyled( path( "foreign.tif" ) );
  QVERIFY( !styleLayer( *layer ) );
  QCOMPARE( layer->renderer()->type(), QStringLiteral( "singlebandgray" ) );
}

void TestStyling::aStyleThatWasThereIsKeptAsideAndTheLogSaysSo()
{
  const QString file = risk();
  QgsProcessingContext context;
  QgsProcessingFeedback first( false );
  styleResult( file, context, &first );
  QCOMPARE( first.textLog(), QString() );
  write( "risk.qml", "of the user" );
  write( "risk.qml.previous", "of the day before" );
  QgsProcessingFeedback second( false );
  styleResult( file, context, &second );
  QVERIFY2( second.textLog().contains( "is kept as " + path( "risk.qml.previous" ) ), qPrintable( second.textLog() ) );
  QCOMPARE( content( "risk.qml.previous" ), QByteArray( "of the user" ) );
  QVERIFY( content( "risk.qml" ).contains( "singlebandpseudocolor" ) );
}

void TestStyling::aRasterWithoutAStyleOfItsOwnDoesNotKeepTheOldOne_data()
{
  QTest::addColumn<bool>( "isCanceled" );
  QTest::newRow( "canceled while the style is made" ) << true;
  QTest::newRow( "the raster is broken" ) << false;
}

void TestStyling::aRasterWithoutAStyleOfItsOwnDoesNotKeepTheOldOne()
{
  QFETCH( bool, isCanceled );
  const QString file = heatmaps( { "1 . / . ." } );
  write( "heatmaps.qml", "of yesterday" );
  if ( !isCanceled )
    write( "heatmaps.tif", "no raster" );
  QgsProcessingContext context;
  QgsProcessingFeedback feedback( false );
  if ( isCanceled )
    feedback.cancel();
  styleResult( file, context, &feedback );
  QVERIFY( !QFile::exists( path( "heatmaps.qml" ) ) );
  QCOMPARE( content( "heatmaps.qml.previous" ), QByteArray( "of yesterday" ) );
  QCOMPARE( feedback.textLog().contains( "The raster opens in grey." ), !isCanceled );
}

void TestStyling::aStyleThatCannotBeMadeIsAWarning_data()
{
  QTest::addColumn<QString>( "raster" );
  QTest::addColumn<QString>( "warning" );
  QTest::newRow( "a folder stands in its way" ) << "risk.tif"
                                                << "risk.qml cannot be written";
  QTest::newRow( "the raster was taken away" ) << "nothing.tif"
                                               << "nothing.tif cannot be read as a raster";
}

void TestStyling::aStyleThatCannotBeMadeIsAWarning()
{
  QFETCH( QString, raster );
  QFETCH( QString, warning );
  risk();
  QDir( mFolder->path() ).mkdir( "risk.qml" );
  QgsProcessingContext context;
  QgsProcessingFeedback feedback( false );
  styleResult( path( raster ), context, &feedback );
  QVERIFY2( feedback.textLog().contains( warning ), qPrintable( feedback.textLog() ) );
  QVERIFY_EXCEPTION_THROWN( writeStyleFile( path( raster ), mFeedback ), Error );
}

int main( int argc, char *argv[] )
{
  qputenv( "TZ", "Asia/Kolkata" ); // no date may depend on the computer's time zone
  QgsApplication application( argc, argv, false );
  QgsApplication::initQgis();
  TestStyling test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_styling.moc"
