#include "raster_style.h"

#include "category_raster.h"
#include "error.h"
#include "metadata_items.h"
#include "raster_file.h"
#include "risk_classes.h"
#include "risk_raster.h"
#include "stack_file.h"

#include <qgscolorrampimpl.h>
#include <qgscolorrampshader.h>
#include <qgspalettedrasterrenderer.h>
#include <qgsrasterattributetable.h>
#include <qgsrasterdataprovider.h>
#include <qgsrastershader.h>
#include <qgssinglebandpseudocolorrenderer.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{

using ColorItem = QgsColorRampShader::ColorRampItem;

/// A wall-clock time as the temporal controller shows it on every computer: it knows UTC only.
QDateTime dateTime( LocalTime time )
{
  return QDateTime::fromSecsSinceEpoch( time.time_since_epoch().count() ).toUTC();
}

BandDates bandPerStep( const TimeSteps &steps )
{
  BandDates dates;
  for ( int step = 0; step < steps.count(); ++step )
    dates.insert( step + 1, stepRange( steps, step ) );
  return dates;
}

/// The steps of a raster with one band a step.
TimeSteps stepsOf( const RasterMetadata &metadata, int bands, const std::string &path )
{
  const auto start = metadata.find( startItem );
  const auto length = metadata.find( stepItem );
  const std::optional<LocalTime> first = start == metadata.end() ? std::nullopt : parseTime( start->second );
  if ( !first || length == metadata.end() )
    throw Error( path + " does not say which steps its bands are. Make it again." );
  return TimeSteps( *first, stepLengthFromString( length->second ), bands );
}

/// The dates of a heatmap stack: of its first category alone, as QGIS shows one band at a time, and without the steps that have
/// no reports, whose zeros would be taken for counts.
BandDates observedBands( const HeatmapStack &stack )
{
  BandDates dates;
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    if ( stack.isObserved( step ) )
      dates.insert( step * stack.categoryCount() + 1, stepRange( stack.steps, step ) );
  }
  return dates;
}

/// The dates of bands that each say when their step starts; the steps between may be missing.
BandDates datedBands( const RasterMetadata &metadata, const std::vector<RasterMetadata> &bands, const std::string &path )
{
  BandDates dates;
  for ( size_t band = 0; band < bands.size(); ++band )
  {
    RasterMetadata ofBand = metadata;
    const auto start = bands[band].find( stepStartItem );
    ofBand[startItem] = start == bands[band].end() ? "" : start->second;
    dates.insert( static_cast<int>( band ) + 1, stepRange( stepsOf( ofBand, 1, path ), 0 ) );
  }
  return dates;
}

/// A bound that lies between two Float32, and not on one: in the 15 digits that QGIS keeps of it, values that equal a break would
/// else move to the next class.
double betweenFloats( double bound )
{
  constexpr float infinity = std::numeric_limits<float>::infinity();
  auto below = static_cast<float>( bound );
  if ( below > bound )
    below = std::nextafter( below, -infinity );
  return ( static_cast<double>( below ) + std::nextafter( below, infinity ) ) / 2;
}

/// Single-band pseudocolour in classes; an item holds the values up to its own, that included.
std::unique_ptr<QgsRasterRenderer> discreteRenderer( const QList<ColorItem> &classes )
{
  const double highest = classes[std::max<int>( classes.size() - 2, 0 )].value; // the last may be infinity
  auto function = std::make_unique<QgsColorRampShader>( 0, highest, nullptr, Qgis::ShaderInterpolationMethod::Discrete );
  function->setColorRampItemList( classes );
  auto shader = std::make_unique<QgsRasterShader>( 0, highest );
  shader->setRasterShaderFunction( function.release() );
  auto renderer = std::make_unique<QgsSingleBandPseudoColorRenderer>( nullptr, 1, shader.release() );
  renderer->setClassificationMin( 0 );
  renderer->setClassificationMax( highest );
  return renderer;
}

std::unique_ptr<QgsRasterRenderer> riskRenderer( const RiskMaps &maps )
{
  const std::vector<std::string> names = classNames( maps.percentiles );
  const int count = static_cast<int>( names.size() );
  const std::vector<std::string> colors = classColors( count );
  QList<ColorItem> classes;
  for ( int i = 0; i < count; ++i )
  {
    const bool last = i + 1 == count;
    const double bound = last ? std::numeric_limits<double>::infinity() : betweenFloats( maps.breaks[i] );
    classes << ColorItem( bound, QColor( QString::fromStdString( colors[i] ) ), QString::fromStdString( names[i] ) );
  }
  return discreteRenderer( classes );
}

/// Two colours: values above a bound, and the others.
QList<ColorItem> flagItems( double bound, const QString &flagged )
{
  return { ColorItem( bound, QColor( mutedColor ), QObject::tr( "Other cells" ) ),
           ColorItem( std::numeric_limits<double>::infinity(), QColor( flagColor ), flagged ) };
}

/// Classes of which some are flagged.
std::unique_ptr<QgsRasterRenderer> flaggedClassRenderer( const RasterMetadata &metadata )
{
  const double firstFlagged = std::stoi( metadataText( metadata, flaggedFromItem ) );
  QList<ColorItem> items = flagItems( firstFlagged - 0.5, QString::fromStdString( metadataText( metadata, flaggedNameItem ) ) );
  if ( const std::string noDataName = metadataText( metadata, noDataNameItem ); !noDataName.empty() )
    items.prepend( ColorItem( noDataCategory, Qt::transparent, QString::fromStdString( noDataName ) ) );
  return discreteRenderer( items );
}

/// The classes as the file's attribute table names and colours them.
std::unique_ptr<QgsRasterRenderer> classRenderer( QgsRasterDataProvider &provider, const RasterMetadata &metadata,
                                                  const std::string &path )
{
  constexpr int band = 1;
  constexpr int nameColumn = 1;
  provider.readNativeAttributeTable();
  const QgsRasterAttributeTable *table = provider.attributeTable( band );
  if ( !table )
    throw Error( path + " has lost " + path + ".aux.xml, which names its classes. Put it beside the raster, or make it again." );
  QgsPalettedRasterRenderer::ClassData classes;
  if ( const std::string noDataName = metadataText( metadata, noDataNameItem ); !noDataName.empty() )
    classes << QgsPalettedRasterRenderer::Class( noDataCategory, Qt::transparent, QString::fromStdString( noDataName ) );
  for ( const QgsRasterAttributeTable::MinMaxClass &row : table->minMaxClasses( nameColumn ) )
    classes << QgsPalettedRasterRenderer::Class( row.minMaxValues.first(), row.color, row.name );
  return std::make_unique<QgsPalettedRasterRenderer>( nullptr, band, classes );
}

/// Classes of counts: none, up to 1, f, f², …, with the smallest whole f from 2 on that makes do with ColorBrewer's nine colours.
std::unique_ptr<QgsRasterRenderer> countRenderer( const std::vector<float> &counts )
{
  constexpr int colors = 9;
  double maximum = 0;
  for ( const float count : counts )
    maximum = std::fmax( maximum, count ); // fmax passes over the NaN of cells without data
  int factor = 2;
  while ( std::pow( factor, colors - 1 ) < maximum )
    ++factor;
  const int steps = maximum <= 1 ? 0 : static_cast<int>( std::ceil( std::log( maximum ) / std::log( factor ) - 1e-9 ) );
  const QgsColorBrewerColorRamp ramp( QStringLiteral( "PuBu" ), colors );
  QList<ColorItem> classes = { ColorItem( 0, Qt::transparent, QStringLiteral( "none" ) ) };
  for ( int i = 0; i <= steps; ++i )
  {
    const double bound = std::pow( factor, i );
    const double place = static_cast<double>( i + 1 ) / ( steps + 1 );
    classes << ColorItem( bound, ramp.color( place ), QStringLiteral( "up to %1" ).arg( bound ) );
  }
  return discreteRenderer( classes );
}

/// Effects on the logarithm of the odds in classes of factors of the odds; at first those of recent incidents in the cell.
std::unique_ptr<QgsRasterRenderer> effectRenderer()
{
  constexpr int recentHere = 5;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  // ColorBrewer's PuOr, whose ends are told apart by the colour-blind.
  const QList<ColorItem> classes = {
    ColorItem( -std::log( 4 ), QColor( "#542788" ), QObject::tr( "odds less than a quarter" ) ),
    ColorItem( -std::log( 2 ), QColor( "#998ec3" ), QObject::tr( "odds a quarter to a half" ) ),
    ColorItem( -std::log( 1.25 ), QColor( "#d8daeb" ), QObject::tr( "odds a half to four fifths" ) ),
    ColorItem( std::log( 1.25 ), QColor( "#f7f7f7" ), QObject::tr( "odds about the same" ) ),
    ColorItem( std::log( 2 ), QColor( "#fee0b6" ), QObject::tr( "odds up to twofold" ) ),
    ColorItem( std::log( 4 ), QColor( "#f1a340" ), QObject::tr( "odds up to fourfold" ) ),
    ColorItem( infinity, QColor( "#b35806" ), QObject::tr( "odds more than fourfold" ) ),
  };
  std::unique_ptr<QgsRasterRenderer> renderer = discreteRenderer( classes );
  renderer->setInputBand( recentHere );
  return renderer;
}

} // namespace

QgsDateTimeRange stepRange( const TimeSteps &steps, int step )
{
  constexpr bool includeBegin = true;
  constexpr bool includeEnd = false;
  return { dateTime( steps.start( step ) ), dateTime( steps.start( step + 1 ) ), includeBegin, includeEnd };
}

std::unique_ptr<QgsRasterRenderer> flagRenderer( int band, double threshold, double percentile )
{
  const double bound = std::isnan( threshold ) ? 1 : betweenFloats( threshold );
  auto renderer = discreteRenderer( flagItems( bound, QString::fromStdString( topName( percentile ) ) ) );
  renderer->setInputBand( band );
  return renderer;
}

std::optional<RasterStyle> styleOf( QgsRasterDataProvider &provider, Feedback &feedback )
{
  const std::string path = provider.dataSourceUri().toStdString();
  RasterMetadata metadata = readRasterMetadata( path );
  const std::string content = metadata[contentItem];
  RasterStyle style;
  if ( content == riskContent )
  {
    const RiskMaps maps = describeRiskRaster( metadata, provider.bandCount(), path );
    style.renderer = riskRenderer( maps );
    style.dates = bandPerStep( maps.steps );
  }
  else if ( content == heatmapsContent )
  {
    const HeatmapStack stack = readHeatmapStack( path, feedback );
    style.renderer = countRenderer( stack.counts );
    style.dates = observedBands( stack );
  }
  else if ( content == filledContent )
  {
    const Raster raster = readRaster( path, feedback );
    style.renderer = countRenderer( raster.values );
    style.dates = bandPerStep( stepsOf( metadata, raster.bandCount() / 2, path ) ); // the binary maps follow the filled ones
  }
  else if ( content == classesContent )
  {
    style.renderer =
        metadata.count( flaggedFromItem ) ? flaggedClassRenderer( metadata ) : classRenderer( provider, metadata, path );
    if ( metadata.count( startItem ) ) // other rasters than ours can be classified, too
      style.dates = bandPerStep( stepsOf( metadata, provider.bandCount(), path ) );
  }
  else if ( content == labelsContent )
  {
    style.renderer = classRenderer( provider, metadata, path );
    style.dates = datedBands( metadata, readRaster( path, feedback ).bandMetadata, path );
  }
  else if ( content == explanationContent )
    style.renderer = effectRenderer();
  else
    return {};
  return style;
}

} // namespace riskcast
