#include "export_heatmap_stack_algorithm.h"

#include "output_files.h"
#include "parameter_makers.h"
#include "run_core.h"
#include "stack_file.h"
#include "styling.h"

namespace riskcast
{

namespace
{

/// Filters of the file dialog, one for each format, in the order of exportSuffixes().
QString formats()
{
  const QStringList titles = { QObject::tr( "Heatmap stack" ), QObject::tr( "netCDF" ), QObject::tr( "GeoPackage" ),
                               QObject::tr( "CSV" ), QObject::tr( "Parquet" ) };
  QStringList filters;
  for ( int i = 0; i < titles.size(); ++i )
    filters << QStringLiteral( "%1 (*%2)" ).arg( titles.at( i ), QString::fromStdString( exportSuffixes().at( i ) ) );
  return filters.join( ";;" );
}

} // namespace

ExportHeatmapStackAlgorithm::ExportHeatmapStackAlgorithm()
    : Algorithm( "export_heatmap_stack", Group::Heatmaps )
{
}

QString ExportHeatmapStackAlgorithm::displayName() const
{
  return QObject::tr( "Export heatmap stack" );
}

QStringList ExportHeatmapStackAlgorithm::tags() const
{
  return QObject::tr( "counts,total,month,sum,netcdf,cf,xarray,mesh,table,csv,parquet" ).split( ',' );
}

QString ExportHeatmapStackAlgorithm::explanation() const
{
  return QObject::tr(
      "Writes the counts of a heatmap stack as other programs read them, and adds up steps.\n\n"
      "The suffix of the file says how. A netCDF (.nc) follows the CF conventions, so that xarray and QGIS's mesh layers know "
      "its times. A table (.gpkg, .csv, .parquet) has a row for each cell, step and category that has incidents, with its "
      "count; read as incidents with this weight it gives the same stack. A .tif is a heatmap stack again, of months or of one "
      "step as long as all." );
}

QString ExportHeatmapStackAlgorithm::source() const
{
  return QObject::tr( "Source: the CF conventions 1.8, https://cfconventions.org." );
}

void ExportHeatmapStackAlgorithm::initAlgorithm( const QVariantMap & )
{
  declare( new QgsProcessingParameterRasterLayer( "HEATMAPS", QObject::tr( "Heatmap stack" ) ),
           QObject::tr( "Result of \"Create heatmap stack\"." ) );
  declare(
      choiceParameter( "AGGREGATE", QObject::tr( "Add up by" ), mAggregate ),
      QObject::tr( "steps: nothing is added up. months: the calendar month that a step starts in. total: all steps together." ) );
  declare( new QgsProcessingParameterFileDestination( "OUTPUT", QObject::tr( "File" ), formats() ),
           QObject::tr( "File to write; its suffix says the format: .nc, .gpkg, .csv, .parquet (where GDAL has it) or .tif." ) );
  declareNumber( "STEPS", QObject::tr( "Number of time steps" ) );
}

QgsProcessingAlgorithm *ExportHeatmapStackAlgorithm::createInstance() const
{
  return new ExportHeatmapStackAlgorithm;
}

void ExportHeatmapStackAlgorithm::read( const ParameterValues &values )
{
  mHeatmaps = values.rasterFile( "HEATMAPS" ).toStdString();
  mAggregate = values.choiceOf<Aggregate>( "AGGREGATE" );
}

QVariantMap ExportHeatmapStackAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  const QString file = values.outputFile( "OUTPUT" );
  checkExportName( file.toStdString() );
  OutputFiles outputs( inputFiles() );
  OutputFile staged( outputs.stage( file ).toStdString() );

  PhaseFeedback reading( report, 0, 0.4 );
  const HeatmapStack stack = addedUp( readHeatmapStack( mHeatmaps, reading ), mAggregate );
  PhaseFeedback writing( report, 0.4, 1 );
  exportStack( stack, staged, writing );
  report.throwIfCanceled();
  staged.commit();
  outputs.commit();
  if ( file.endsWith( QString::fromStdString( exportSuffixes().front() ), Qt::CaseInsensitive ) )
    styleResult( file, values.context(), feedback );
  report.setProgress( 1 );
  return { { "OUTPUT", file }, { "STEPS", stack.stepCount() } };
}

} // namespace riskcast
