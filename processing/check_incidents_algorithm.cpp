#include "check_incidents_algorithm.h"

#include "check_report.h"
#include "checked_layers.h"
#include "parameter_makers.h"
#include "run_core.h"
#include "styling.h"
#include "vector_style.h"

namespace riskcast
{

namespace
{

/// FAR_OFF for "far-off": the name of the number.
QString outputName( CheckRule rule )
{
  return QString::fromStdString( enumName( rule ) ).replace( '-', '_' ).toUpper();
}

/// "far-off: The place lies …", the rules one after the other.
QString rulesExplained()
{
  QStringList lines;
  for ( const CheckRule rule : allCheckRules() )
    lines << QStringLiteral( "%1: %2" )
                 .arg( QString::fromStdString( enumName( rule ) ), QString::fromStdString( checkRuleSentence( rule ) ) );
  return lines.join( ' ' );
}

void declareRules( Algorithm &algorithm )
{
  const QStringList all = names( enumNames<CheckRule>() );
  algorithm.declare( new QgsProcessingParameterEnum( "RULES", QObject::tr( "Rules" ), all, true, all.join( ',' ), false, true ),
                     QObject::tr( "What is checked; a rule that is left out is turned off. %1" ).arg( rulesExplained() ) );
  QgsProcessingParameterDefinition *area =
      new QgsProcessingParameterExtent( "EXTENT", QObject::tr( "Area of the incidents" ), QVariant(), true );
  algorithm.declare( area,
                     QObject::tr( "Places outside are far off. Empty: places more than 10 times as far from the median position "
                                  "as half of the table." ) );
  algorithm.declare( timeParameter( "START", QObject::tr( "First plausible time" ) ),
                     QObject::tr( "Earlier dates are implausible. Empty: dates more than a year, and more than 10 times as far "
                                  "from the median date as half of the table." ) );
  algorithm.declare( timeParameter( "END", QObject::tr( "End of the plausible time" ) ),
                     QObject::tr( "Dates from here on are implausible. Empty: as for the first plausible time." ) );
}

void declareSinks( Algorithm &algorithm )
{
  const auto sink = [&algorithm]( const QString &name, const QString &description, const QString &help )
  {
    algorithm.declare( new QgsProcessingParameterFeatureSink( name, description, Qgis::ProcessingSourceType::Vector, QVariant(),
                                                              true, name == QLatin1String( "OUTPUT" ) ),
                       help );
  };
  sink( "OUTPUT", QObject::tr( "Checked rows" ),
        QObject::tr( "All rows with all of their fields, and a field \"reasons\" with the names of the rules that flag them." ) );
  sink( "CLEAN", QObject::tr( "Clean rows" ), QObject::tr( "The rows that no rule flags, with all of their fields." ) );
}

} // namespace

CheckIncidentsAlgorithm::CheckIncidentsAlgorithm()
    : Algorithm( "check_incidents", Group::DataPreparation )
{
}

QString CheckIncidentsAlgorithm::displayName() const
{
  return QObject::tr( "Check incidents" );
}

QStringList CheckIncidentsAlgorithm::tags() const
{
  return QObject::tr( "incidents,points,quality,clean,duplicates,outliers,dirty data,report,crime,events" ).split( ',' );
}

QString CheckIncidentsAlgorithm::explanation() const
{
  return QObject::tr(
      "Finds what is wrong with a table of incidents, and reports it with counts, shares and examples: times and coordinates "
      "that are missing, unreadable, 0/0, exchanged or far off; rows that repeat others; dates that cannot be; times and places "
      "that pile up; how precise the times are; and months that dominate.\n\n"
      "Results are a report (an HTML page with charts that needs nothing else), all rows with the reasons why they are flagged, "
      "on request the rows without any, and numbers for models. Nothing is dropped unless you go on with the clean rows." );
}

QString CheckIncidentsAlgorithm::source() const
{
  return QObject::tr( "Source: the rules are ours; see the help page." );
}

void CheckIncidentsAlgorithm::initAlgorithm( const QVariantMap & )
{
  declareIncidentParameters( *this );
  declare( fieldParameter( "ID_FIELD", QObject::tr( "Id field" ) ),
           QObject::tr( "Field with the id of an incident, to find repeated ones." ) );
  declare( fieldParameter( "CATEGORY_FIELD", QObject::tr( "Category field" ) ),
           QObject::tr(
               "Field with the category: rows of other categories are not the same incident. Empty: place and time decide." ) );
  declareRules( *this );
  declareSinks( *this );
  declare( reportResult( Wanted::Always ), QObject::tr( "What was found, with charts, as one HTML page that works offline." ) );
  declareNumber( "ROWS", QObject::tr( "Number of rows" ) );
  declareNumber( "FLAGGED", QObject::tr( "Number of rows that are flagged" ) );
  for ( const CheckRule rule : allCheckRules() )
  {
    if ( flagsRows( rule ) )
      declareNumber( outputName( rule ),
                     QObject::tr( "Number of rows that the rule %1 flags" ).arg( QString::fromStdString( enumName( rule ) ) ) );
  }
}

QgsProcessingAlgorithm *CheckIncidentsAlgorithm::createInstance() const
{
  return new CheckIncidentsAlgorithm;
}

void CheckIncidentsAlgorithm::read( const ParameterValues &values )
{
  mIncidents = readIncidentParameters( values );
  mIncidents.fields.id = values.text( "ID_FIELD" );
  mIncidents.fields.category = values.text( "CATEGORY_FIELD" );
  mOptions = { .rules = values.choicesOf<CheckRule>( "RULES" ),
               .area = values.extent( "EXTENT", mIncidents.crs() ),
               .start = values.time( "START" ),
               .end = values.time( "END" ) };
}

QVariantMap CheckIncidentsAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  const QString page = values.outputFile( "REPORT" );
  const QString stagedPage = outputs.stage( page );
  CheckedLayers layers( values, outputs );

  reportTimeZone( mIncidents, report );
  QgsIncidentReader incidents( *mIncidents.source, mIncidents.fields );
  PhaseFeedback checking( report, 0, 0.7 );
  const IncidentCheck check = checkIncidents( incidents, mOptions, checking );

  OutputFile staged( stagedPage.toStdString() );
  writeHtmlReport( checkReport( check ), staged );
  staged.commit();
  PhaseFeedback writing( report, 0.7, 1 );
  QgsIncidentReader rows( *mIncidents.source, mIncidents.fields, Fetch::WholeFeature );
  layers.write( check, rows, writing );
  outputs.commit();
  QVariantMap results = layers.keep();
  for ( const QVariant &layer : results )
    styleResult(
        layer.toString(), [&] { return incidentStyle( mIncidents.fields, layer.toString() ); }, values.context(), feedback );
  report.setProgress( 1 );

  results["REPORT"] = page;
  results["ROWS"] = static_cast<qlonglong>( check.rowCount );
  results["FLAGGED"] = static_cast<qlonglong>( check.flaggedCount );
  for ( const CheckRule rule : allCheckRules() )
  {
    if ( flagsRows( rule ) )
      results[outputName( rule )] = static_cast<qlonglong>( check.rowsOf( rule ) );
  }
  return results;
}

} // namespace riskcast
