#include "heatmap_parameters.h"

#include "parameter_makers.h"

#include <qgscoordinatereferencesystem.h>

#include <algorithm>

namespace riskcast
{

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
  const auto dateTime = Qgis::ProcessingDateTimeParameterDataType::DateTime;
  algorithm.declare(
      new QgsProcessingParameterDateTime( "START", QObject::tr( "Start" ), dateTime, QVariant(), true ),
      QObject::tr( "First moment that is counted, as 2016-07-01 or 2016-07-01T18:00:00. Empty: the selection's, or the "
                   "first incident." ) );
  algorithm.declare(
      new QgsProcessingParameterDateTime( "END", QObject::tr( "End" ), dateTime, QVariant(), true ),
      QObject::tr( "First moment that is not counted any more. Empty: the selection's, or just after the last incident." ) );
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

HeatmapOptions readHeatmapOptions( const ParameterValues &values )
{
  HeatmapOptions options;
  options.grid.crs = coreCrs( values.crs( "GRID_CRS" ) );
  options.grid.columns = values.integer( "COLUMNS" );
  options.grid.rows = values.integer( "ROWS" );
  options.grid.cellSize = values.number( "CELL_SIZE" );
  options.period.length = { values.integer( "STEP" ), values.choiceOf<StepUnit>( "STEP_UNIT" ) };
  options.count.emptySteps = values.choiceOf<EmptySteps>( "EMPTY_STEPS" );
  return options;
}

void readExtentAndPeriod( const ParameterValues &values, const QgsCoordinateReferenceSystem &incidentsCrs,
                          HeatmapOptions &options )
{
  if ( const VectorFile file = values.vectorFile( "SELECTION" ); !file.path.isEmpty() )
    useSelection( readSelection( file.path.toStdString(), file.layer.toStdString() ), options );
  const QgsCoordinateReferenceSystem gridCrs = values.crs( "GRID_CRS" );
  const QgsCoordinateReferenceSystem extentCrs = gridCrs.isValid() ? gridCrs : incidentsCrs;
  if ( const auto extent = values.extent( "EXTENT", extentCrs ) )
  {
    options.grid.extent = extent;
    options.grid.extentCrs = coreCrs( extentCrs );
  }
  if ( const auto start = values.time( "START" ) )
    options.period.start = start;
  if ( const auto end = values.time( "END" ) )
    options.period.end = end;
}

void useSelection( const Selection &selection, HeatmapOptions &options )
{
  options.grid.extent = selection.extent;
  options.grid.extentCrs = selection.crs;
  options.period.start = selection.start;
  options.period.end = selection.end;
}

HeatmapStack makeHeatmaps( IncidentReader &incidents, const HeatmapOptions &options, Feedback &feedback )
{
  PhaseFeedback framing( feedback, 0, 0.5 );
  const Frame frame = frameFor( incidents, options.grid, options.period, framing );
  PhaseFeedback counting( feedback, 0.5, 1 );
  return countIncidents( incidents, frame.grid, frame.steps, options.count, counting );
}

int observedSteps( const HeatmapStack &stack )
{
  return static_cast<int>( std::ranges::count( stack.states, StepState::Observed ) );
}

} // namespace riskcast
