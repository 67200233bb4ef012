#include "raster_style.h"

#include "category_raster.h"
#include "error.h"
#include "legend_text.h"
#include "metadata_items.h"
#include "raster_file.h"
#include "risk_classes.h"
#include "risk_raster.h"
#include "stack_file.h"

#include <qgscolorrampshader.h>
#include <qgspalettedrasterrenderer.h>
#include <qgsrasterattributetable.h>
#include <qgsrasterdataprovider.h>
#include <qgsrasterlayertemporalproperties.h>
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

/// Of cells without data. A layout's legend knows one opacity only, and shows it as paper.
const QColor clear( 255, 255, 255, 0 );

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

using Renderer = std::unique_ptr<QgsSingleBandPseudoColorRenderer>;

Renderer classRenderer( const StyleDocument &style )
{
  return Renderer( dynamic_cast<QgsSingleBandPseudoColorRenderer *>(
      QgsSingleBandPseudoColorRenderer::create( style.rendererElement(), nullptr ) ) );
}

QgsColorRampShader &shaderOf( QgsSingleBandPseudoColorRenderer &renderer )
{
  return dynamic_cast<QgsColorRampShader &>( *renderer.shader()->rasterShaderFunction() );
}

/// The classes of a style in place of those of its file; a class holds the values up to its own, that included.
void setClasses( QgsSingleBandPseudoColorRenderer &renderer, const QList<ColorItem> &classes )
{
  QgsColorRampShader &shader = shaderOf( renderer );
  shader.setColorRampItemList( classes );
  shader.setMaximumValue( classes.last().value );
  renderer.setClassificationMax( classes.last().value );
}

/// Classes of risk by the absolute breaks of its model, in colours of the style's ramp.
void fillRisk( StyleDocument &style, const RiskMaps &maps )
{
  const Renderer renderer = classRenderer( style );
  const QList<ColorItem> ramp = shaderOf( *renderer ).colorRampItemList();
  const std::vector<std::string> names = classNames( maps.percentiles );
  const std::vector<int> places = rampPlaces( static_cast<int>( names.size() ), static_cast<int>( ramp.size() ) );
  QList<ColorItem> classes;
  for ( size_t i = 0; i < names.size(); ++i )
  {
    const double bound = i < maps.breaks.size() ? betweenFloats( maps.breaks[i] ) : ramp.last().value;
    classes << ColorItem( bound, ramp[places[i]].color, legendText( names[i] ) );
  }
  setClasses( *renderer, classes );
  style.setRenderer( *renderer );
}

/// The two colours of the style for values above a bound, and the others.
Renderer flaggedRenderer( const StyleDocument &style, double bound, double highest, const std::string &name )
{
  Renderer renderer = classRenderer( style );
  QList<ColorItem> classes = shaderOf( *renderer ).colorRampItemList();
  classes.first().value = bound;
  classes.last().value = highest;
  classes.last().label = legendText( name );
  setClasses( *renderer, classes );
  return renderer;
}

/// Classes of which some are flagged.
void fillFlagged( StyleDocument &style, const RasterMetadata &metadata )
{
  constexpr double highest = std::numeric_limits<std::uint8_t>::max();
  const double firstFlagged = std::stoi( metadataText( metadata, flaggedFromItem ) );
  const Renderer renderer = flaggedRenderer( style, firstFlagged - 0.5, highest, metadataText( metadata, flaggedNameItem ) );
  if ( const std::string noDataName = metadataText( metadata, noDataNameItem ); !noDataName.empty() )
    setClasses( *renderer, QList<ColorItem>{ ColorItem( noDataCategory, clear, legendText( noDataName ) ) } +
                               shaderOf( *renderer ).colorRampItemList() );
  style.setRenderer( *renderer );
}

/// The classes as the file's attribute table names and colours them.
void fillClasses( StyleDocument &style, QgsRasterDataProvider &provider, const RasterMetadata &metadata, const std::string &path )
{
  constexpr int band = 1;
  constexpr int nameColumn = 1;
  provider.readNativeAttributeTable();
  const QgsRasterAttributeTable *table = provider.attributeTable( band );
  if ( !table )
    throw Error( path + " has lost " + path + ".aux.xml, which names its classes. Put it beside the raster, or make it again." );
  QgsPalettedRasterRenderer::ClassData classes;
  if ( const std::string noDataName = metadataText( metadata, noDataNameItem ); !noDataName.empty() )
    classes << QgsPalettedRasterRenderer::Class( noDataCategory, clear, legendText( noDataName ) );
  for ( const QgsRasterAttributeTable::MinMaxClass &row : table->minMaxClasses( nameColumn ) )
    classes << QgsPalettedRasterRenderer::Class( row.minMaxValues.first(), row.color, legendText( row.name ) );
  QgsPalettedRasterRenderer renderer( nullptr, band, classes );
  renderer.setOpacity(
      std::unique_ptr<QgsRasterRenderer>( QgsPalettedRasterRenderer::create( style.rendererElement(), nullptr ) )->opacity() );
  style.setRenderer( renderer );
}

/// Classes of counts: none, up to 1, f, f², …, with the smallest whole f from 2 on that makes do with the colours of the style.
void fillCounts( StyleDocument &style, const std::vector<float> &counts )
{
  const Renderer renderer = classRenderer( style );
  const QList<ColorItem> ramp = shaderOf( *renderer ).colorRampItemList();
  const int colors = static_cast<int>( ramp.size() ) - 1; // without that of none
  double maximum = 0;
  for ( const float count : counts )
    maximum = std::fmax( maximum, count ); // fmax passes over the NaN of cells without data
  int factor = 2;
  while ( std::pow( factor, colors - 1 ) < maximum )
    ++factor;
  const int steps = maximum <= 1 ? 0 : static_cast<int>( std::ceil( std::log( maximum ) / std::log( factor ) - 1e-9 ) );
  const std::vector<int> places = rampPlaces( steps + 1, colors );
  QList<ColorItem> classes = { ramp.first() };
  for ( int i = 0; i <= steps; ++i )
  {
    const double bound = std::pow( factor, i );
    classes << ColorItem( bound, ramp[1 + places[i]].color, legendText( QStringLiteral( "up to %1" ).arg( bound ) ) );
  }
  setClasses( *renderer, classes );
  style.setRenderer( *renderer );
}

void setDates( StyleDocument &style, const BandDates &dates )
{
  QgsRasterLayerTemporalProperties times;
  times.setIsActive( !dates.isEmpty() ); // a layer without dates is always shown
  times.setMode( Qgis::RasterTemporalMode::FixedRangePerBand );
  times.setFixedRangePerBand( dates );
  style.setTimes( times );
}

/// All bands are about one step.
void setDate( StyleDocument &style, const QgsDateTimeRange &step )
{
  QgsRasterLayerTemporalProperties times;
  times.setIsActive( true );
  times.setMode( Qgis::RasterTemporalMode::FixedTemporalRange );
  times.setFixedTemporalRange( step );
  style.setTimes( times );
}

LayerStyle styleOfRisk( const RiskMaps &maps )
{
  StyleDocument cells( QStringLiteral( "risk" ) );
  fillRisk( cells, maps );
  setDates( cells, bandPerStep( maps.steps ) );
  return { cells, cells.smooth() };
}

StyleDocument styleOfClasses( QgsRasterDataProvider &provider, const RasterMetadata &metadata, const std::string &path )
{
  const bool isFlagged = metadata.count( flaggedFromItem ) > 0;
  StyleDocument style( isFlagged ? QStringLiteral( "flagged" ) : QStringLiteral( "classes" ) );
  if ( isFlagged )
    fillFlagged( style, metadata );
  else
    fillClasses( style, provider, metadata, path );
  // Other rasters than ours can be classified, too, and need have no steps.
  setDates( style, metadata.count( startItem ) ? bandPerStep( stepsOf( metadata, provider.bandCount(), path ) ) : BandDates() );
  return style;
}

StyleDocument styleOfCounts( const std::vector<float> &counts, const BandDates &dates )
{
  StyleDocument style( QStringLiteral( "counts" ) );
  fillCounts( style, counts );
  setDates( style, dates );
  return style;
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
  constexpr double highest = 1;
  const double bound = std::isnan( threshold ) ? highest : betweenFloats( threshold );
  auto renderer = flaggedRenderer( StyleDocument( QStringLiteral( "flagged" ) ), bound, highest, topName( percentile ) );
  renderer->setInputBand( band );
  return renderer;
}

std::optional<LayerStyle> styleOf( QgsRasterDataProvider &provider, Feedback &feedback )
{
  const std::string path = provider.dataSourceUri().toStdString();
  RasterMetadata metadata = readRasterMetadata( path );
  const std::string content = metadata[contentItem];
  if ( content == riskContent )
    return styleOfRisk( describeRiskRaster( metadata, provider.bandCount(), path ) );
  if ( content == heatmapsContent )
  {
    const HeatmapStack stack = readHeatmapStack( path, feedback );
    return LayerStyle{ styleOfCounts( stack.counts, observedBands( stack ) ) };
  }
  if ( content == filledContent )
  {
    const Raster raster = readRaster( path, feedback );
    // The binary maps follow the filled ones.
    return LayerStyle{ styleOfCounts( raster.values, bandPerStep( stepsOf( metadata, raster.bandCount() / 2, path ) ) ) };
  }
  if ( content == classesContent )
    return LayerStyle{ styleOfClasses( provider, metadata, path ) };
  if ( content == labelsContent )
  {
    StyleDocument style( QStringLiteral( "labels" ) );
    setDates( style, datedBands( metadata, readRaster( path, feedback ).bandMetadata, path ) );
    return LayerStyle{ style };
  }
  if ( content == explanationContent )
  {
    StyleDocument style( QStringLiteral( "explanation" ) );
    setDate( style, stepRange( stepsOf( metadata, 1, path ), 0 ) );
    return LayerStyle{ style };
  }
  return {};
}

} // namespace riskcast
