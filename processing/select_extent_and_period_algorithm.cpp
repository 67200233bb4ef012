#include "select_extent_and_period_algorithm.h"

#include "parameter_makers.h"
#include "run_core.h"
#include "selection_parameters.h"
#include "sink_file.h"
#include "styling.h"
#include "vector_style.h"

namespace riskcast
{

namespace
{

bool isSelected( const Incident &incident, const Selection &selection )
{
  return selection.extent.contains( incident.x, incident.y ) && incident.time >= selection.start && incident.time < selection.end;
}

void copySelected( QgsIncidentReader &incidents, const Selection &selection, SinkFile &selected, Feedback &feedback )
{
  selected.open( incidents.fields(), incidents.wkbType(), incidents.qgisCrs() );
  long long read = 0;
  incidents.rewind();
  for ( Incident incident; incidents.next( incident ); )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( std::min( 1.0, static_cast<double>( ++read ) / static_cast<double>( incidents.rowCount() ) ),
                          "Writing the selected incidents" );
    if ( !isSelected( incident, selection ) )
      continue;
    QgsFeature feature = incidents.pointFeature();
    selected.add( feature );
  }
  selected.close();
}

/// As QGIS writes an extent parameter.
QString extentText( const Selection &selection )
{
  const Extent &extent = selection.extent;
  QStringList bounds;
  for ( const double bound : { extent.xMin, extent.xMax, extent.yMin, extent.yMax } )
    bounds << exactText( bound );
  return QStringLiteral( "%1 [%2]" ).arg( bounds.join( ',' ), QString::fromStdString( selection.crs ) );
}

} // namespace

SelectExtentAndPeriodAlgorithm::SelectExtentAndPeriodAlgorithm()
    : Algorithm( "select_extent_and_period", Group::DataPreparation )
{
}

QString SelectExtentAndPeriodAlgorithm::displayName() const
{
  return QObject::tr( "Select extent and period" );
}

QStringList SelectExtentAndPeriodAlgorithm::tags() const
{
  return QObject::tr( "incidents,points,study area,rectangle,months,outliers,cluster,crime,events" ).split( ',' );
}

QString SelectExtentAndPeriodAlgorithm::explanation() const
{
  return QObject::tr(
      "Finds where and when there are enough incidents to learn from.\n\n"
      "A grid is laid over the incidents; outer rows and columns that hold too few of them are dropped, and the grid is "
      "laid again over what is left, until nothing changes. The period is the shortest range of whole months that holds a "
      "given share of the incidents in that rectangle.\n\n"
      "Results are the selected incidents and, on request, a rectangle whose fields hold the period, which \"Create "
      "heatmap stack\" takes. Rows that are left out are counted by reason in the log." );
}

void SelectExtentAndPeriodAlgorithm::initAlgorithm( const QVariantMap & )
{
  declareIncidentParameters( *this );
  declareGridSize( *this );
  declareSelectionParameters( *this );
  declare( new QgsProcessingParameterFeatureSink( "OUTPUT", QObject::tr( "Selected incidents" ),
                                                  Qgis::ProcessingSourceType::VectorPoint ),
           QObject::tr( "The incidents inside the rectangle and the period, with all of their fields." ) );
  declare( selectionResult( Wanted::OnRequest ),
           QObject::tr( "The rectangle as a polygon whose fields hold the period and the numbers of incidents; \"Create "
                        "heatmap stack\" takes it." ) );
  declareText( "EXTENT", QObject::tr( "Rectangle in the incidents' coordinate reference system: xmin,xmax,ymin,ymax" ) );
  declareText( "START", QObject::tr( "Start of the period (ISO 8601)" ) );
  declareText( "END", QObject::tr( "End of the period (ISO 8601), not part of it" ) );
  declareNumber( "ROWS_READ", QObject::tr( "Number of rows read" ) );
  declareNumber( "KEPT", QObject::tr( "Number of incidents kept" ) );
  declareNumber( "LEFT_OUT", QObject::tr( "Number of rows left out" ) );
}

QgsProcessingAlgorithm *SelectExtentAndPeriodAlgorithm::createInstance() const
{
  return new SelectExtentAndPeriodAlgorithm;
}

void SelectExtentAndPeriodAlgorithm::read( const ParameterValues &values )
{
  mIncidents = readIncidentParameters( values );
  mOptions = readSelectionOptions( values, mIncidents.crs() );
}

QVariantMap SelectExtentAndPeriodAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  const QString selectionFile = values.outputLayer( "SELECTION" );
  const QString stagedSelection = outputs.stage( selectionFile );
  SinkFile selected( "OUTPUT", values, outputs );

  reportTimeZone( mIncidents, report );
  QgsIncidentReader incidents( *mIncidents.source, mIncidents.fields, Fetch::WholeFeature );
  PhaseFeedback selecting( report, 0, 0.8 );
  const Selection selection = selectExtentAndPeriod( incidents, mOptions, selecting );
  if ( !selectionFile.isEmpty() )
    writeSelection( selection, stagedSelection.toStdString() );
  PhaseFeedback copying( report, 0.8, 1 );
  copySelected( incidents, selection, selected, copying );
  outputs.commit();
  const QString output = selected.keep();
  styleResult(
      output, [&] { return incidentStyle( mIncidents.fields, output ); }, values.context(), feedback );
  report.setProgress( 1 );

  QVariantMap results = { { "OUTPUT", output },
                          { "EXTENT", extentText( selection ) },
                          { "START", QString::fromStdString( toIso8601( selection.start ) ) },
                          { "END", QString::fromStdString( toIso8601( selection.end ) ) },
                          { "ROWS_READ", static_cast<qlonglong>( selection.rowsRead ) },
                          { "KEPT", static_cast<qlonglong>( selection.kept ) },
                          { "LEFT_OUT", static_cast<qlonglong>( selection.leftOut.total() ) } };
  if ( !selectionFile.isEmpty() )
  {
    styleSelection( selectionFile, values.context(), feedback );
    results["SELECTION"] = selectionFile;
  }
  return results;
}

} // namespace riskcast
