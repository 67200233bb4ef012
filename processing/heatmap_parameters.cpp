#include "heatmap_parameters.h"

#include "error.h"
#include "parameter_makers.h"
#include "stack_file.h"

#include <qgscoordinatereferencesystem.h>
#include <qgsfeaturerequest.h>

#include <algorithm>

namespace riskcast
{

namespace
{

void declareCategories( Algorithm &algorithm )
{
  algorithm.declare(
      fieldParameter( "CATEGORY_FIELD", QObject::tr( "Category field" ) ),
      QObject::tr( "Each category gets a channel: a band for every time step. Empty: all incidents are counted together." ),
      Shown::Advanced );
  algorithm.declare( textParameter( "CATEGORIES", QObject::tr( "Categories" ) ),
                     QObject::tr( "Categories that have a channel, parted by semicolons. Empty: every one that there is." ),
                     Shown::Advanced );
  algorithm.declare( new QgsProcessingParameterBoolean( "OTHERS", QObject::tr( "Count other categories together" ), false ),
                     QObject::tr( "A last channel holds all categories that are not named. Else they are left out." ),
                     Shown::Advanced );
  algorithm.declare(
      fieldParameter( "WEIGHT_FIELD", QObject::tr( "Weight field" ), Qgis::ProcessingFieldParameterDataType::Numeric ),
      QObject::tr( "What an incident counts, a number from 0 on. Empty: each counts 1." ), Shown::Advanced );
}

std::optional<StudyArea> readStudyAreaLayer( const ParameterValues &values )
{
  if ( !values.isGiven( "STUDY_AREA" ) )
    return {};
  const auto source = values.features( "STUDY_AREA" );
  StudyArea area{ {}, coreCrs( source->sourceCrs() ), source->sourceName().toStdString() };
  QgsFeatureIterator features = source->getFeatures( QgsFeatureRequest().setNoAttributes() );
  for ( QgsFeature feature; features.nextFeature( feature ); )
    if ( feature.geometry().type() == Qgis::GeometryType::Polygon && !feature.geometry().isEmpty() )
      area.polygons.push_back( feature.geometry().asWkb().toStdString() );
  return area;
}

} // namespace

void declareExtentAndPeriod( Algorithm &algorithm )
{
  algorithm.declare( new QgsProcessingParameterVectorLayer( "SELECTION", QObject::tr( "Selection" ),
                                                            { static_cast<int>( Qgis::ProcessingSourceType::VectorPolygon ) },
                                                            QVariant(), true ),
                     QObject::tr( "Result of \"Select extent and period\": its rectangle and its period are counted, "
                                  "unless they are given below." ) );
  algorithm.declare(
      new QgsProcessingParameterExtent( "EXTENT", QObject::tr( "Extent" ), QVariant(), true ),
      QObject::tr( "Rectangle that the grid covers. One without a coordinate reference system is in that of the grid if "
                   "it is given, else in that of the incidents. Empty: the selection's, or around all incidents." ) );
  algorithm.declare( new QgsProcessingParameterRasterLayer( "TEMPLATE", QObject::tr( "Grid of a raster" ), QVariant(), true ),
                     QObject::tr( "A heatmap stack or any other raster: its coordinate reference system, extent, columns and "
                                  "rows are taken in place of those given here and of the selection's extent. Empty: no "
                                  "raster." ),
                     Shown::Advanced );
  algorithm.declare(
      timeParameter( "START", QObject::tr( "Start" ) ),
      QObject::tr( "First moment that is counted, as 2016-07-01 or 2016-07-01T18:00:00. Empty: the first incident, or "
                   "the selection's start if that comes later." ) );
  algorithm.declare(
      timeParameter( "END", QObject::tr( "End" ) ),
      QObject::tr( "First moment that is not counted any more. Empty: just after the last incident, or the selection's end if "
                   "that comes first." ) );
}

void declareHeatmapParameters( Algorithm &algorithm )
{
  const StepLength length;
  algorithm.declare( integerParameter( "STEP", QObject::tr( "Length of a time step" ), length.count, 1 ),
                     QObject::tr( "Number of hours, days, weeks or months in a time step." ) );
  algorithm.declare( choiceParameter( "STEP_UNIT", QObject::tr( "Unit of the time step" ), length.unit ),
                     QObject::tr( "hour, day, week (from Monday) or month (of the calendar)." ) );
  algorithm.declare(
      choiceParameter( "EMPTY_STEPS", QObject::tr( "Steps without incidents" ), CountOptions().emptySteps ),
      QObject::tr( "without-reports: reports trickle in, and of a step without any nothing is known. true-zeros: the "
                   "register is complete, and nothing happened." ) );
  declareCategories( algorithm );
  algorithm.declare( new QgsProcessingParameterFeatureSource( "STUDY_AREA", QObject::tr( "Study area" ),
                                                              { static_cast<int>( Qgis::ProcessingSourceType::VectorPolygon ) },
                                                              QVariant(), true ),
                     QObject::tr( "Layer of polygons. Cells whose centre is outside are nodata: never trained on nor scored; "
                                  "incidents in them are left out. Empty: all cells." ),
                     Shown::Advanced );
  algorithm.declare(
      timeParameter( "ALIGN", QObject::tr( "Align time steps to" ), Qgis::ProcessingDateTimeParameterDataType::Date ),
      QObject::tr( "A step starts with the hour, day, week or month of this date. Empty: steps are counted from "
                   "1970, so that n hours divide the day from midnight and 3 months are quarters." ),
      Shown::Advanced );
  algorithm.declare( new QgsProcessingParameterBoolean( "WHOLE_STEPS", QObject::tr( "Only whole steps" ), false ),
                     QObject::tr( "Leaves out the first and the last step where the period or the layer covers them in part. "
                                  "Else they are counted, with a warning." ),
                     Shown::Advanced );
  algorithm.declare(
      new QgsProcessingParameterDistance( "CELL_SIZE", QObject::tr( "Cell size" ), QVariant(), "GRID_CRS", true, 0 ),
      QObject::tr( "Side of a square cell in units of the grid's coordinate reference system, in place of columns and "
                   "rows. Empty: columns and rows." ),
      Shown::Advanced );
  algorithm.declare(
      new QgsProcessingParameterCrs( "GRID_CRS", QObject::tr( "Coordinate reference system of the grid" ), QVariant(), true ),
      QObject::tr( "Empty: that of the incidents, or, if that is in degrees, the UTM zone of the place, in metres." ),
      Shown::Advanced );
}

HeatmapOptions readHeatmapOptions( const ParameterValues &values, IncidentInput &incidents )
{
  HeatmapOptions options;
  incidents.fields.category = values.text( "CATEGORY_FIELD" );
  incidents.fields.weight = values.text( "WEIGHT_FIELD" );
  options.grid.crs = coreCrs( values.crs( "GRID_CRS" ) );
  options.grid.columns = values.integer( "COLUMNS" );
  options.grid.rows = values.integer( "ROWS" );
  options.grid.cellSize = values.number( "CELL_SIZE" );
  options.grid.studyArea = readStudyAreaLayer( values );
  options.period.length = { values.integer( "STEP" ), values.choiceOf<StepUnit>( "STEP_UNIT" ) };
  options.period.align = values.time( "ALIGN" );
  options.period.wholeSteps = values.yes( "WHOLE_STEPS" );
  options.count.emptySteps = values.choiceOf<EmptySteps>( "EMPTY_STEPS" );
  options.count.everyCategory = !incidents.fields.category.isEmpty();
  options.count.categories = values.texts( "CATEGORIES" );
  options.count.others = values.yes( "OTHERS" );
  options.count.timeZone = zoneLabel( incidents.fields.times );
  if ( !options.count.categories.empty() && !options.count.everyCategory )
    throw Error( "CATEGORIES are named, but no CATEGORY_FIELD: choose the field that holds them." );
  return options;
}

void readExtentAndPeriod( const ParameterValues &values, const QgsCoordinateReferenceSystem &incidentsCrs,
                          HeatmapOptions &options )
{
  const QgsCoordinateReferenceSystem gridCrs = values.crs( "GRID_CRS" );
  const QgsCoordinateReferenceSystem extentCrs = gridCrs.isValid() ? gridCrs : incidentsCrs;
  options.grid.extent = values.extent( "EXTENT", extentCrs );
  options.grid.extentCrs = coreCrs( extentCrs );
  options.period.start = values.time( "START" );
  options.period.end = values.time( "END" );
  if ( values.isGiven( "TEMPLATE" ) )
  {
    if ( options.grid.extent || gridCrs.isValid() || options.grid.cellSize > 0 )
      throw Error( "TEMPLATE gives the grid already: leave out EXTENT, CELL_SIZE and GRID_CRS." );
    options.grid.likeThis = readGrid( values.rasterFile( "TEMPLATE" ).toStdString() );
  }
  if ( const VectorFile file = values.vectorFile( "SELECTION" ); !file.path.isEmpty() )
    fillFrom( readSelection( file.path.toStdString(), file.layer.toStdString() ), options );
}

int observedSteps( const HeatmapStack &stack )
{
  return static_cast<int>( std::ranges::count( stack.states, StepState::Observed ) );
}

} // namespace riskcast
