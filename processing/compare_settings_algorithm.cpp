#include "compare_settings_algorithm.h"

#include "comparison_report.h"
#include "engine_arguments.h"
#include "incident_csv.h"
#include "models/model_kinds.h"
#include "output_file.h"
#include "parameter_makers.h"
#include "run_core.h"
#include "run_engine.h"
#include "staged_layer.h"

#include <qgsprocessingcontext.h>

namespace riskcast
{

namespace
{

void declareSettings( Algorithm &algorithm, const ComparisonOptions &defaults )
{
  algorithm.declare(
      textParameter( "CELL_SIZES", QObject::tr( "Cell sizes" ) ),
      QObject::tr( "Sides of square cells in units of the grids' coordinate reference system, parted by commas. Empty: "
                   "a 16th, 32nd and 64th of the extent's longer side." ) );
  QStringList steps;
  for ( const StepLength &step : defaults.steps )
    steps << QString::fromStdString( toString( step ) );
  algorithm.declare( new QgsProcessingParameterString( "STEPS", QObject::tr( "Time steps" ), steps.join( "; " ) ),
                     QObject::tr( "Lengths of a time step, parted by semicolons: n hours, days, weeks or months." ) );
  algorithm.declare( new QgsProcessingParameterEnum( "KINDS", QObject::tr( "Kinds of model" ), names( modelKindNames() ), true,
                                                     names( defaults.kinds ).join( ',' ), false, true ),
                     QObject::tr( "As in \"Train risk model\". Networks take minutes to hours for each setting." ) );
  algorithm.declare(
      listParameter( "WINDOWS", QObject::tr( "Maps in a window" ), { defaults.windows.begin(), defaults.windows.end() } ),
      QObject::tr( "Numbers of time steps that a network of windows sees, parted by commas; not for ratenetwork and stresnet." ),
      Shown::Advanced );
  algorithm.declare(
      optionalIntegerParameter( "EPOCHS", QObject::tr( "Epochs" ), 1 ),
      QObject::tr( "Number of times that a network sees all training steps. Empty: as many as are usual for its kind." ),
      Shown::Advanced );
}

void declareWhereAndWhen( Algorithm &algorithm, const ComparisonOptions &defaults )
{
  algorithm.declare( new QgsProcessingParameterExtent( "EXTENT", QObject::tr( "Extent" ), QVariant(), true ),
                     QObject::tr( "Rectangle that is counted in. One without a coordinate reference system is in that of the "
                                  "incidents. Empty: around all incidents." ) );
  algorithm.declare( timeParameter( "START", QObject::tr( "Start" ) ),
                     QObject::tr( "First moment that is counted. Empty: the first incident." ) );
  algorithm.declare( timeParameter( "END", QObject::tr( "End" ) ),
                     QObject::tr( "First moment that is not counted any more. Empty: just after the last incident." ) );
  algorithm.declare(
      choiceParameter( "EMPTY_STEPS", QObject::tr( "Steps without incidents" ), defaults.count.emptySteps ),
      QObject::tr( "without-reports: reports trickle in, and of a step without any nothing is known. true-zeros: the "
                   "register is complete, and nothing happened." ) );
  algorithm.declare( new QgsProcessingParameterFeatureSource( "STUDY_AREA", QObject::tr( "Study area" ),
                                                              { static_cast<int>( Qgis::ProcessingSourceType::VectorPolygon ) },
                                                              QVariant(), true ),
                     QObject::tr( "Layer of polygons. Cells whose centre is outside are left out. Empty: all cells." ),
                     Shown::Advanced );
  algorithm.declare(
      new QgsProcessingParameterCrs( "GRID_CRS", QObject::tr( "Coordinate reference system of the grids" ), QVariant(), true ),
      QObject::tr( "Empty: that of the incidents, or, if that is in degrees, the UTM zone of the place, in metres." ),
      Shown::Advanced );
}

void declareRanking( Algorithm &algorithm, const ComparisonOptions &defaults )
{
  algorithm.declare(
      choiceParameter( "SCORE", QObject::tr( "Rank by" ), defaults.score ),
      QObject::tr( "hitrate: share of incidents in the riskiest cells. hitratecells: share of cells with incidents. "
                   "pai: hit rate over share of the area. pei: hit rate over the highest that was possible." ) );
  algorithm.declare( numberParameter( "AREA", QObject::tr( "Area flagged in a step [km²]" ), defaults.areaKm2 ),
                     QObject::tr( "The same for all cell sizes, so that they compare fairly. 0: 5 % of the extent." ) );
  algorithm.declare(
      numberParameter( "MINUTES", QObject::tr( "Time budget [minutes]" ), defaults.budgetMinutes ),
      QObject::tr( "No setting is begun that would likely end after it. With RECORD the rest can be run later." ) );
  algorithm.declare( shareParameter( "TEST_SHARE", QObject::tr( "Share of the test [%]" ), defaults.testShare ),
                     QObject::tr( "Percentage of the time, the latest, that only the winner is scored on." ), Shown::Advanced );
  algorithm.declare( shareParameter( "VALIDATION_SHARE", QObject::tr( "Share of the validation [%]" ), defaults.validationShare ),
                     QObject::tr( "Percentage of the time before that, the latest, that settings are ranked on." ),
                     Shown::Advanced );
  algorithm.declare( integerParameter( "SEED", QObject::tr( "Seed" ), static_cast<int>( defaults.training.seed ), 0 ),
                     QObject::tr( "Start of the random numbers." ), Shown::Advanced );
}

void declareResults( Algorithm &algorithm )
{
  algorithm.declare( tableResult( "TABLE", QObject::tr( "Settings" ), Wanted::Always ),
                     QObject::tr( "Table of all settings with their scores, best first." ) );
  algorithm.declare( reportResult( Wanted::Always ), QObject::tr( "The ranking, as one HTML page that works offline." ) );
  const auto file = [&]( const QString &name, const QString &title, const QString &filter, const QString &help )
  { algorithm.declare( fileResult( name, title, filter, Wanted::OnRequest ), help ); };
  file( "SETTINGS", QObject::tr( "Winning settings" ), QObject::tr( "JSON files (*.json)" ),
        QObject::tr( "The winner, as \"qgis_process run riskcast:forecastrisk -\" reads it." ) );
  file(
      "RECORD", QObject::tr( "Record" ), QObject::tr( "JSON lines (*.jsonl)" ),
      QObject::tr( "Keeps what is done after each setting. Run again with the same incidents and the same file, what is done is "
                   "not done again." ) );
  algorithm.declareText( "VERDICT", QObject::tr( "What came out, in words" ) );
  algorithm.declareNumber( "VALUE", QObject::tr( "Score of the winner on the validation period" ) );
  algorithm.declareNumber( "TEST_VALUE", QObject::tr( "Score of the winner on the test period, once every setting was run" ) );
  algorithm.declareNumber( "CELL_SIZE", QObject::tr( "Cell size of the winner" ) );
  algorithm.declareText( "STEP", QObject::tr( "Time step of the winner" ) );
  algorithm.declareText( "KIND", QObject::tr( "Kind of model of the winner" ) );
  algorithm.declareNumber( "NOT_RUN", QObject::tr( "Number of settings that the time did not suffice for" ) );
}

QVariantMap outputsOf( const nlohmann::json &result )
{
  const nlohmann::json &winner = result.at( "winner" );
  QVariantMap results = {
    { "VERDICT", QString::fromStdString( result.at( "sentence" ) ) }, { "VALUE", result.at( "score" ).get<double>() },
    { "CELL_SIZE", winner.at( "cellSize" ).get<double>() },           { "STEP", QString::fromStdString( winner.at( "step" ) ) },
    { "KIND", QString::fromStdString( winner.at( "kind" ) ) },        { "NOT_RUN", result.at( "notRun" ).get<int>() }
  };
  if ( result.contains( "testScore" ) )
    results["TEST_VALUE"] = result["testScore"].get<double>();
  return results;
}

} // namespace

CompareSettingsAlgorithm::CompareSettingsAlgorithm()
    : EngineAlgorithm( "compare_settings", Group::Models )
{
}

QString CompareSettingsAlgorithm::displayName() const
{
  return QObject::tr( "Compare settings" );
}

QStringList CompareSettingsAlgorithm::tags() const
{
  return QObject::tr( "tune,hyperparameters,search,grid size,cell size,time step,window,model selection,validation" )
      .split( ',' );
}

QString CompareSettingsAlgorithm::explanation() const
{
  return QObject::tr(
      "Finds the cell size, time step and kind of model that forecast best, in a time budget.\n\n"
      "Every combination is counted, trained on the earlier part of the incidents, and ranked by its forecasts of the "
      "validation period that follows. All flag the same area in km², so that small and large cells compare fairly. When all are "
      "done, the winner alone is scored once on the test period, the latest part, beside simple baselines.\n\n"
      "Results are a table, a report, and the winner as settings that qgis_process can run." );
}

QString CompareSettingsAlgorithm::source() const
{
  return QObject::tr( "Source: what Omdena's publication names as room for improvement; the help page says how it is compared." );
}

void CompareSettingsAlgorithm::initAlgorithm( const QVariantMap & )
{
  const ComparisonOptions defaults;
  declareIncidentParameters( *this );
  declare( fieldParameter( "WEIGHT_FIELD", QObject::tr( "Weight field" ), Qgis::ProcessingFieldParameterDataType::Numeric ),
           QObject::tr( "What an incident counts, a number from 0 on. Empty: each counts 1." ), Shown::Advanced );
  declareSettings( *this, defaults );
  declareWhereAndWhen( *this, defaults );
  declareRanking( *this, defaults );
  declareResults( *this );
}

QgsProcessingAlgorithm *CompareSettingsAlgorithm::createInstance() const
{
  return new CompareSettingsAlgorithm;
}

void CompareSettingsAlgorithm::read( const ParameterValues &values )
{
  mIncidents = readIncidentParameters( values );
  mIncidents.fields.weight = values.text( "WEIGHT_FIELD" );
  if ( values.isGiven( "STUDY_AREA" ) )
    mStudyArea = values.features( "STUDY_AREA" );
  const std::vector<int> windows = values.integers( "WINDOWS" );
  const auto share = [&]( const QString &name ) { return exactText( values.share( name ) ); };
  mArguments = QStringList{ "--steps",
                            names( values.texts( "STEPS" ) ).join( ',' ),
                            "--kinds",
                            values.choices( "KINDS" ).join( ',' ),
                            "--windows",
                            numbersText( { windows.begin(), windows.end() } ),
                            "--empty-steps",
                            values.choice( "EMPTY_STEPS" ),
                            "--score",
                            values.choice( "SCORE" ),
                            "--area",
                            exactText( values.number( "AREA" ) ),
                            "--minutes",
                            exactText( values.number( "MINUTES" ) ),
                            "--test-share",
                            share( "TEST_SHARE" ),
                            "--validation-share",
                            share( "VALIDATION_SHARE" ),
                            "--seed",
                            QString::number( values.integer( "SEED" ) ) };
  if ( values.isGiven( "EPOCHS" ) )
    mArguments << "--epochs" << QString::number( values.integer( "EPOCHS" ) );
  if ( !values.text( "CELL_SIZES" ).isEmpty() )
    mArguments << "--cell-sizes" << values.text( "CELL_SIZES" ).remove( ' ' );
  if ( const std::optional<Extent> extent = values.extent( "EXTENT", mIncidents.crs() ) )
    mArguments << "--extent" << numbersText( { extent->xMin, extent->yMin, extent->xMax, extent->yMax } );
  if ( values.crs( "GRID_CRS" ).isValid() )
    mArguments << "--grid-crs" << QString::fromStdString( coreCrs( values.crs( "GRID_CRS" ) ) );
  mArguments += startAndEndArguments( values );
  mIncidentInputs = values.incidentInputs();
}

QVariantMap CompareSettingsAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  const QString table = values.outputLayer( "TABLE" );
  const QString page = values.outputFile( "REPORT" );
  const QString settings = values.outputFile( "SETTINGS" );
  const QString record = values.outputFile( "RECORD" );
  const QString incidentsFile = outputs.stage( {}, "incidents.csv" );
  const QString stagedSettings = outputs.stage( settings );
  QStringList command = { "compare",
                          incidentsFile,
                          outputs.stage( table ),
                          "--report",
                          outputs.stage( page ),
                          "--x-field",
                          "x",
                          "--y-field",
                          "y",
                          "--time-field",
                          "time",
                          "--crs",
                          QString::fromStdString( coreCrs( mIncidents.crs() ) ),
                          "--weight-field",
                          "weight" };
  if ( !mIncidents.fields.end.isEmpty() )
    command << "--end-field"
            << "end"
            << "--interval" << QString::fromStdString( enumName( mIncidents.fields.times.interval ) );
  if ( const std::string zone = zoneLabel( mIncidents.fields.times ); zone != zoneLabel( {} ) )
    command << "--time-zone" << QString::fromStdString( zone ); // they are converted already
  if ( !record.isEmpty() )
    command << "--record" << record;
  if ( mStudyArea )
  {
    const QString area = outputs.stage( {}, "study_area.gpkg" );
    stageFeatures( *mStudyArea, area, values.context(), *feedback );
    command << "--study-area" << area;
  }

  reportTimeZone( mIncidents, report );
  {
    QgsIncidentReader incidents( *mIncidents.source, mIncidents.fields );
    OutputFile staged( incidentsFile.toStdString() );
    writeIncidentCsv( incidents, staged, report );
    staged.commit();
  }
  const nlohmann::json result = runEngine( command + mArguments, outputs, report, feedback );
  QVariantMap results = outputsOf( result );
  if ( !settings.isEmpty() )
  {
    nlohmann::json inputs = result.at( "inputs" );
    inputs.update( mIncidentInputs );
    OutputFile staged( stagedSettings.toStdString() );
    writeInputs( inputs, staged );
    staged.commit();
  }
  outputs.commit();
  feedback->pushInfo( results.value( "VERDICT" ).toString() );
  results["TABLE"] = table;
  results["REPORT"] = page;
  if ( !settings.isEmpty() )
    results["SETTINGS"] = settings;
  if ( !record.isEmpty() )
    results["RECORD"] = record;
  report.setProgress( 1 );
  return results;
}

} // namespace riskcast
