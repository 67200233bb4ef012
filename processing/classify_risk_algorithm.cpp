#include "classify_risk_algorithm.h"

#include "cell_areas.h"
#include "parameter_makers.h"
#include "recent_incidents.h"
#include "run_core.h"
#include "settings.h"
#include "styling.h"

#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>

namespace riskcast
{

namespace
{

/// Where the classes change; the model's breaks are not given.
std::vector<double> readBounds( ClassMethod method, const ParameterValues &values )
{
  switch ( method )
  {
    case ClassMethod::Percentiles:
      return values.numbers( "PERCENTILES" );
    case ClassMethod::ModelBreaks:
      return {};
    case ClassMethod::OwnBreaks:
      return values.numbers( "BREAKS" );
    case ClassMethod::Area:
      return values.numbers( "AREA" );
    case ClassMethod::Cells:
    {
      const std::vector<int> cells = values.integers( "CELLS" );
      return { cells.begin(), cells.end() };
    }
  }
  return {};
}

} // namespace

ClassifyRiskAlgorithm::ClassifyRiskAlgorithm()
    : Algorithm( "classify_risk", Group::Prediction )
{
}

QString ClassifyRiskAlgorithm::displayName() const
{
  return QObject::tr( "Classify risk" );
}

QStringList ClassifyRiskAlgorithm::tags() const
{
  return QObject::tr( "reclassify,percentile,threshold,flag,hotspot,dissolve,polygonize,patrol,top,rank" ).split( ',' );
}

QString ClassifyRiskAlgorithm::explanation() const
{
  return QObject::tr(
      "Sorts risk into classes, flags the highest of them, and says where they are.\n\n"
      "It takes a risk raster, or any other raster whose cells are the higher the riskier. Classes change at percentiles of each "
      "map, at absolute risks (those of the model, or your own), or after so many km² or cells. Cells of equal risk stay "
      "together. Each band of risk becomes a band of classes.\n\n"
      "On request, the flagged cells that touch along an edge become polygons with rank, risk, area in km², the incidents of the "
      "last weeks and the nearest address; and the riskiest cells become points.\n\n"
      "The lowest class is a low risk, not a safe place; where there are no data, nothing is known." );
}

void ClassifyRiskAlgorithm::initAlgorithm( const QVariantMap & )
{
  declare(
      new QgsProcessingParameterRasterLayer( "RISK", QObject::tr( "Risk" ) ),
      QObject::tr( "Result of \"Predict risk\", of which the bands of spread and categories are left out; or any other raster "
                   "of risks, of which every band is taken." ) );
  declareMethod();
  declareAreas();
  declareCreationOptions( *this );
  declare(
      rasterResult( "CLASSES", QObject::tr( "Risk classes" ), Wanted::Always ),
      QObject::tr( "GeoTIFF of class numbers from 1, the lowest risk, with the classes' names and colours; 0 is no data." ) );
  declare(
      new QgsProcessingParameterFeatureSink( "AREAS", QObject::tr( "Flagged areas" ), Qgis::ProcessingSourceType::VectorPolygon,
                                             QVariant(), true, false ),
      QObject::tr( "Polygons of the flagged cells of each time step that touch along an edge, ranked by their mean risk." ) );
  declare( new QgsProcessingParameterFeatureSink( "TOP_CELLS", QObject::tr( "Top cells" ),
                                                  Qgis::ProcessingSourceType::VectorPoint, QVariant(), true, false ),
           QObject::tr( "Points at the centres of the riskiest cells of each time step, with their rank and risk." ) );
  declareNumber( "STEPS", QObject::tr( "Number of maps, one for each time step or band" ) );
  declareNumber( "FLAGGED_CELLS", QObject::tr( "Number of flagged cells, all maps together" ) );
}

void ClassifyRiskAlgorithm::declareMethod()
{
  const QString onlyOf = QObject::tr( "For the method %1 alone. " );
  declare(
      choiceParameter( "METHOD", QObject::tr( "Method" ), mOptions.method ),
      QObject::tr( "percentiles: of the cells of each map. model-breaks: the absolute risks that are kept in the raster, the "
                   "same in every map. own-breaks: absolute risks of your own. area: the riskiest km². cells: the riskiest "
                   "cells." ) );
  declare( listParameter( "PERCENTILES", QObject::tr( "Percentiles between classes [%]" ), defaultPercentiles ),
           onlyOf.arg( "percentiles" ) +
               QObject::tr( "Rising percentages of the cells with data, parted by commas. Published are "
                            "25,75,91,96 and 25,75,91,99." ) );
  declare( textParameter( "BREAKS", QObject::tr( "Breaks between classes" ) ),
           onlyOf.arg( "own-breaks" ) + QObject::tr( "Rising risks, parted by commas; of probabilities 0 … 1." ) );
  declare( textParameter( "AREA", QObject::tr( "Areas of the highest classes [km²]" ) ),
           onlyOf.arg( "area" ) + QObject::tr( "Rising areas, parted by commas: 1,5 makes a class of the riskiest km² and one of "
                                               "the next four." ) );
  declare( textParameter( "CELLS", QObject::tr( "Cells of the highest classes" ) ),
           onlyOf.arg( "cells" ) + QObject::tr( "Rising numbers of cells, parted by commas: 10,50 makes a class of the ten "
                                                "riskiest cells and one of the next forty." ) );
  declare( integerParameter( "FLAGGED", QObject::tr( "Flagged classes" ), mOptions.flagged, 1 ),
           QObject::tr( "Number of highest classes that are flagged." ) );
  declare( choiceParameter( "LOOK", QObject::tr( "Look" ), readSettings().look ),
           QObject::tr( "graded: a colour for each class. flagged: flagged cells in one colour, the rest muted." ) );
}

void ClassifyRiskAlgorithm::declareAreas()
{
  const QString forAreas = QObject::tr( "For the flagged areas: " );
  declare( new QgsProcessingParameterFeatureSource( "INCIDENTS", QObject::tr( "Incidents" ),
                                                    { static_cast<int>( Qgis::ProcessingSourceType::VectorPoint ) }, QVariant(),
                                                    true ),
           forAreas + QObject::tr( "points whose recent ones are counted in each." ) );
  declare( fieldParameter( "TIME_FIELD", QObject::tr( "Time field" ) ),
           QObject::tr( "Field that says when an incident happened: dates, dates with times, or ISO 8601 text." ) );
  declare( integerParameter( "RECENT_WEEKS", QObject::tr( "Recent weeks" ), mRecentWeeks, 1 ),
           QObject::tr( "Number of weeks in which incidents are counted: those before the first time step of the risk, or, where "
                        "the raster has no times, those up to the last incident." ) );
  declare( new QgsProcessingParameterFeatureSource( "ADDRESSES", QObject::tr( "Addresses" ), {}, QVariant(), true ),
           forAreas + QObject::tr( "layer of which the feature nearest to the riskiest cell is named." ) );
  declare( new QgsProcessingParameterField( "ADDRESS_FIELD", QObject::tr( "Address field" ), QVariant(), "ADDRESSES",
                                            Qgis::ProcessingFieldParameterDataType::Any, false, true ),
           QObject::tr( "Field of the addresses that names the place." ) );
  declare( integerParameter( "TOP_COUNT", QObject::tr( "Number of top cells" ), mTopCount, 1 ),
           QObject::tr( "Number of riskiest cells of each time step that become points." ) );
}

QgsProcessingAlgorithm *ClassifyRiskAlgorithm::createInstance() const
{
  return new ClassifyRiskAlgorithm;
}

void ClassifyRiskAlgorithm::read( const ParameterValues &values )
{
  mRisk = values.rasterFile( "RISK" ).toStdString();
  mOptions.method = values.choiceOf<ClassMethod>( "METHOD" );
  mOptions.bounds = readBounds( mOptions.method, values );
  mOptions.flagged = values.integer( "FLAGGED" );
  mLook = values.choiceOf<ClassLook>( "LOOK" );
  mCreationOptions = values.creationOptions();
  if ( values.isGiven( "INCIDENTS" ) )
    mIncidents = { values.features( "INCIDENTS" ), { .time = values.text( "TIME_FIELD" ) } };
  mRecentWeeks = values.integer( "RECENT_WEEKS" );
  if ( values.isGiven( "ADDRESSES" ) )
    mAddresses = values.features( "ADDRESSES" );
  mAddressField = values.text( "ADDRESS_FIELD" );
  mTopCount = values.integer( "TOP_COUNT" );
}

/// Adds the recent incidents and the addresses, as far as they were given.
void ClassifyRiskAlgorithm::learn( AreaFacts &facts, const RiskBands &maps, const ParameterValues &values,
                                   QgsProcessingFeedback *feedback, Feedback &report ) const
{
  if ( mIncidents.source )
  {
    reportTimeZone( mIncidents, report );
    QgsIncidentReader incidents( *mIncidents.source, mIncidents.fields );
    const std::optional<LocalTime> start = maps.steps ? std::optional( maps.steps->start( 0 ) ) : std::nullopt;
    facts.incidents = countRecent( incidents, maps.grid, start, mRecentWeeks, report );
  }
  if ( mAddresses )
    facts.addresses.emplace( *mAddresses, mAddressField, maps.grid, values.context().transformContext(), *feedback );
}

QVariantMap ClassifyRiskAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  OutputFiles outputs( inputFiles() );
  const QString classes = values.outputLayer( "CLASSES" );
  const QString stagedClasses = outputs.stage( classes );
  FlaggedLayers layers( values, outputs );

  PhaseFeedback reading( report, 0, 0.2 );
  RiskBands maps = readRiskBands( mRisk, reading );
  AreaFacts facts{ ellipsoidalAreasKm2( maps.grid, values.context().transformContext() ), {}, {} };
  PhaseFeedback learning( report, 0.2, 0.4 );
  if ( layers.hasAreas() )
    learn( facts, maps, values, feedback, learning );
  PhaseFeedback classifying( report, 0.4, 0.6 );
  const ClassifiedRisk classified = classifyRisk( std::move( maps ), mOptions, facts.areasKm2, classifying );

  OutputFile staged( stagedClasses.toStdString() );
  PhaseFeedback writingClasses( report, 0.6, 0.8 );
  writeClassRaster( classified, mLook, staged, mCreationOptions, writingClasses );
  staged.commit();
  PhaseFeedback writing( report, 0.8, 1 );
  layers.write( classified, facts, mTopCount, writing );
  outputs.commit();
  QVariantMap results = layers.keep();
  layers.style( values.context(), feedback );
  styleResult( classes, values.context(), feedback );
  report.setProgress( 1 );

  qlonglong flaggedCells = 0;
  for ( int map = 0; map < classified.maps.mapCount(); ++map )
    flaggedCells += static_cast<qlonglong>( classified.flaggedCells( map ).size() );
  results["CLASSES"] = classes;
  results["STEPS"] = classified.maps.mapCount();
  results["FLAGGED_CELLS"] = flaggedCells;
  return results;
}

} // namespace riskcast
