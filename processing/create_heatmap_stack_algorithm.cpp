#include "create_heatmap_stack_algorithm.h"

#include "incident_spool.h"
#include "output_files.h"
#include "parameter_makers.h"
#include "run_core.h"
#include "selection_parameters.h"
#include "stack_advice.h"
#include "stack_extension.h"
#include "stack_file.h"
#include "styling.h"
#include "windows.h"

namespace riskcast
{

CreateHeatmapStackAlgorithm::CreateHeatmapStackAlgorithm()
    : Algorithm( "create_heatmap_stack", Group::Heatmaps )
{
}

QString CreateHeatmapStackAlgorithm::displayName() const
{
  return QObject::tr( "Create heatmap stack" );
}

QStringList CreateHeatmapStackAlgorithm::tags() const
{
  return QObject::tr( "incidents,count,grid,raster,density,time series,crime,events,hour,day,week,month" ).split( ',' );
}

QString CreateHeatmapStackAlgorithm::explanation() const
{
  return QObject::tr(
      "Counts incidents per grid cell and time step.\n\n"
      "The result is a GeoTIFF with one band per time step. Its values are exact counts of incidents: 0 where nothing "
      "happened, never a number that was made up. Steps without any incident are marked as without reports, or, for "
      "complete registers, as true zeros. An incident on the outer edge of the grid belongs to the last cell. Rows that "
      "are left out are counted by reason in the log and in the file.\n\n"
      "Incidents in degrees are put into the UTM zone of the place, in metres, unless a coordinate reference system is "
      "chosen.\n\n"
      "On request, a second raster shows the maps as a network sees them: with gaps filled, and binary." );
}

void CreateHeatmapStackAlgorithm::initAlgorithm( const QVariantMap & )
{
  declareIncidentParameters( *this );
  declareExtentAndPeriod( *this );
  declareGridSize( *this );
  declareHeatmapParameters( *this );
  declare( new QgsProcessingParameterRasterLayer( "EXTEND", QObject::tr( "Heatmap stack to extend" ), QVariant(), true ),
           QObject::tr(
               "Its maps are taken, and counting goes on where they end, in the same grid, steps, categories and study area; "
               "what is said of these here has no effect. The result needs a file of its own. Empty: everything is counted." ),
           Shown::Advanced );
  declareCreationOptions( *this );
  declare( rasterResult( "HEATMAPS", QObject::tr( "Heatmap stack" ), Wanted::Always ),
           QObject::tr( "GeoTIFF of counts, one band per time step." ) );
  declare(
      rasterResult( "FILLED", QObject::tr( "Filled and binary maps" ), Wanted::OnRequest ),
      QObject::tr( "GeoTIFF to look at: first the maps with gaps filled linearly, then the binary maps. Never trained on." ) );
  declareNumber( "STEPS", QObject::tr( "Number of time steps" ) );
  declareNumber( "OBSERVED_STEPS", QObject::tr( "Number of time steps with reports" ) );
  declareNumber( "INCIDENTS_USED", QObject::tr( "Number of incidents counted" ) );
  declareNumber( "LEFT_OUT", QObject::tr( "Number of rows left out" ) );
  declareNumber( "EMPTY_CELL_SHARE", QObject::tr( "Share of cells without any incident, 0 … 1" ) );
  declareNumber( "EMPTY_STEP_SHARE", QObject::tr( "Share of time steps without any incident, 0 … 1" ) );
  declareNumber( "POSITIVE_CELLS_PER_STEP", QObject::tr( "Cells with an incident in the mean observed time step" ) );
  declareNumber( "REPEAT_SHARE", QObject::tr( "Share of cells with an incident that had one in the step before, 0 … 1" ) );
  declareNumber( "CELL_WIDTH", QObject::tr( "Width of a cell, in units of the grid's reference system" ) );
  declareNumber( "CELL_HEIGHT", QObject::tr( "Height of a cell, in units of the grid's reference system" ) );
}

QgsProcessingAlgorithm *CreateHeatmapStackAlgorithm::createInstance() const
{
  return new CreateHeatmapStackAlgorithm;
}

void CreateHeatmapStackAlgorithm::read( const ParameterValues &values )
{
  mIncidents = readIncidentParameters( values );
  mOptions = readHeatmapOptions( values, mIncidents );
  readExtentAndPeriod( values, mIncidents.crs(), mOptions );
  if ( values.isGiven( "EXTEND" ) )
    mExtended = values.rasterFile( "EXTEND" ).toStdString();
  mCreationOptions = values.creationOptions();
}

QVariantMap CreateHeatmapStackAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  const QString heatmaps = values.outputLayer( "HEATMAPS" );
  const QString filled = values.outputLayer( "FILLED" );
  const QString stagedHeatmaps = outputs.stage( heatmaps );
  const QString stagedFilled = outputs.stage( filled );

  reportTimeZone( mIncidents, report );
  SpooledIncidentReader incidents( std::make_unique<QgsIncidentReader>( *mIncidents.source, mIncidents.fields ) );
  PhaseFeedback counting( report, 0, 0.7 );
  const HeatmapStack stack = makeOrExtendHeatmaps( incidents, mOptions, mExtended, counting );
  PhaseFeedback writing( report, 0.7, 0.85 );
  writeHeatmapStack( stack, stagedHeatmaps.toStdString(), mCreationOptions, writing );
  PhaseFeedback filling( report, 0.85, 1 );
  if ( !filled.isEmpty() )
    writeFilledMaps( stack, {}, stagedFilled.toStdString(), mCreationOptions, filling );
  report.throwIfCanceled();
  outputs.commit();

  QVariantMap results = { { "HEATMAPS", heatmaps } };
  styleResult( heatmaps, values.context(), feedback );
  if ( !filled.isEmpty() )
  {
    styleResult( filled, values.context(), feedback );
    results["FILLED"] = filled;
  }
  report.setProgress( 1 );

  results["STEPS"] = stack.stepCount();
  results["OBSERVED_STEPS"] = observedSteps( stack );
  results["INCIDENTS_USED"] = static_cast<qlonglong>( stack.provenance.incidentsUsed );
  results["LEFT_OUT"] = static_cast<qlonglong>( stack.provenance.leftOut.total() );
  const StackFigures figures = figuresOf( stack );
  results["EMPTY_CELL_SHARE"] = figures.emptyCells;
  results["EMPTY_STEP_SHARE"] = figures.emptySteps;
  results["POSITIVE_CELLS_PER_STEP"] = figures.positiveCellsPerStep;
  results["REPEAT_SHARE"] = figures.repeatShare;
  results["CELL_WIDTH"] = stack.grid.cellWidth();
  results["CELL_HEIGHT"] = stack.grid.cellHeight();
  return results;
}

} // namespace riskcast
