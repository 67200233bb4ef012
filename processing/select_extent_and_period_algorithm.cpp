#include "select_extent_and_period_algorithm.h"

#include "error.h"
#include "output_files.h"
#include "parameter_makers.h"
#include "run_core.h"
#include "selection_parameters.h"
#include "sink_file.h"

#include <QLocale>

namespace riskcast
{

namespace
{

bool isSelected( const Incident &incident, const Selection &selection )
{
  return selection.extent.contains( incident.x, incident.y ) && incident.time >= selection.start && incident.time < selection.end;
}

/// Copies the selected features into a sink. If it fails or is canceled, a file that the sink replaced is put back.
/// \return the layer's id or file
QString copySelected( QgsIncidentReader &incidents, const QgsFeatureSource &source, const Selection &selection,
                      const ParameterValues &values, Feedback &feedback )
{
  const QString name = "OUTPUT";
  SinkFile file( values.sinkDestination( name ) );
  QString destination;
  std::unique_ptr<QgsFeatureSink> sink = values.sink( name, source, destination );
  long long copied = 0;
  long long read = 0;
  incidents.rewind();
  for ( Incident incident; incidents.next( incident ); )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( std::min( 1.0, static_cast<double>( ++read ) / incidents.rowCount() ),
                          "Writing the selected incidents" );
    if ( !isSelected( incident, selection ) )
      continue;
    QgsFeature feature = incidents.feature();
    if ( !sink->addFeature( feature, QgsFeatureSink::FastInsert ) )
      throw Error( "The selected incidents cannot be written: " + sink->lastError().toStdString() +
                   ". Free some space, or choose another place." );
    ++copied;
  }
  sink.reset();
  file.commit( copied );
  return destination;
}

/// As QGIS writes an extent parameter.
QString extentText( const Selection &selection )
{
  const Extent &extent = selection.extent;
  const auto number = []( double value ) { return QString::number( value, 'f', QLocale::FloatingPointShortest ); };
  return QStringList{ number( extent.xMin ), number( extent.xMax ), number( extent.yMin ), number( extent.yMax ) }.join( ',' ) +
         QStringLiteral( " [%1]" ).arg( QString::fromStdString( selection.crs ) );
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
  mOptions = readSelectionOptions( values, mIncidents.source->sourceCrs() );
}

QVariantMap SelectExtentAndPeriodAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  reportTimeZone( mIncidents, report );
  QgsIncidentReader incidents( *mIncidents.source, mIncidents.fields, Fetch::WholeFeature );
  PhaseFeedback selecting( report, 0, 0.8 );
  const Selection selection = selectExtentAndPeriod( incidents, mOptions, selecting );

  OutputFiles outputs;
  const QString selectionFile = values.outputLayer( "SELECTION" );
  if ( !selectionFile.isEmpty() )
    writeSelection( selection, outputs.stage( selectionFile ).toStdString() );
  PhaseFeedback copying( report, 0.8, 1 );
  const QString selected = copySelected( incidents, *mIncidents.source, selection, values, copying );
  outputs.commit();
  report.setProgress( 1 );

  QVariantMap results = { { "OUTPUT", selected },
                          { "EXTENT", extentText( selection ) },
                          { "START", QString::fromStdString( toIso8601( selection.start ) ) },
                          { "END", QString::fromStdString( toIso8601( selection.end ) ) },
                          { "ROWS_READ", static_cast<qlonglong>( selection.rowsRead ) },
                          { "KEPT", static_cast<qlonglong>( selection.kept ) },
                          { "LEFT_OUT", static_cast<qlonglong>( selection.leftOut.total() ) } };
  if ( !selectionFile.isEmpty() )
    results["SELECTION"] = selectionFile;
  return results;
}

} // namespace riskcast
