#include "risk_explorer_model.h"

#include "explanation_raster.h"
#include "metadata_items.h"
#include "scores/ratio.h"
#include "stack_file.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace riskcast
{

namespace
{

/// The steps that incidents are added up by.
TimeSteps weeksOf( const TimeSteps &steps )
{
  if ( steps.start( 1 ) - steps.start( 0 ) > std::chrono::weeks( 1 ) )
    return steps;
  return TimeSteps::covering( steps.start( 0 ), steps.start( steps.count() - 1 ), { 1, StepUnit::Week } );
}

/// The count of an observed step, categories added up; 0 of other steps.
double countIn( const HeatmapStack &stack, int step, int cell )
{
  double count = 0;
  for ( int category = 0; stack.isObserved( step ) && category < stack.categoryCount(); ++category )
    count += stack.map( step, category )[cell];
  return count;
}

} // namespace

RiskExplorerModel::RiskExplorerModel( const QString &path, const QgsCoordinateTransformContext &context )
    : mRisks( path, context )
    , mKnown( mRisks.steps() )
{
}

bool RiskExplorerModel::hasSameFrame( const QString &path, RasterMetadata &metadata ) const
{
  return metadata[stepItem] == toString( mRisks.steps().length() ) && metadata[timeZoneItem] == mRisks.timeZone() &&
         mRisks.grid().sameAs( readGrid( path.toStdString() ) );
}

void RiskExplorerModel::learnFrom( const QString &path )
{
  RasterMetadata metadata = readRasterMetadata( path.toStdString() );
  const std::string content = metadata[contentItem];
  if ( ( content != heatmapsContent && content != labelsContent && content != explanationContent ) ||
       !hasSameFrame( path, metadata ) )
    return;
  Feedback silent;
  if ( content == explanationContent )
    return learnFrom( readExplanation( path.toStdString(), silent ) );
  if ( content == labelsContent )
    return mKnown.add( readRaster( path.toStdString(), silent ) );
  HeatmapStack stack = readHeatmapStack( path.toStdString(), silent );
  mKnown.add( stack );
  if ( mStack && mStack->steps.start( mStack->stepCount() ) >= stack.steps.start( stack.stepCount() ) )
    return;
  mStack = std::move( stack );
  mStackFile = path;
}

void RiskExplorerModel::learnFrom( RiskExplanation explanation )
{
  const std::optional<int> step = mRisks.steps().stepAt( explanation.start );
  if ( step && mRisks.steps().start( *step ) == explanation.start && explanation.stepsAhead == *step + 1 &&
       explanation.modelKind == mRisks.modelKind() && explainsMap( explanation, mRisks.map( *step )->risk() ) )
    mExplained.add( *step, std::move( explanation ) );
}

bool RiskExplorerModel::hasPast() const
{
  return mStack && mStack->steps.start( mStack->stepCount() ) >= mRisks.steps().start( 0 );
}

FlagFacts RiskExplorerModel::flags( int step, double percentile )
{
  const auto map = mRisks.map( step );
  const double threshold = map->threshold( percentile );
  FlagFacts facts{ threshold, map->above( threshold ), map->all(), {} };
  if ( mKnown.knows( step ) )
    facts.labels = mKnown.labels( step, *map, threshold );
  return facts;
}

LabelCounts RiskExplorerModel::labels( int step, double percentile )
{
  const auto map = mRisks.map( step );
  return mKnown.labels( step, *map, map->threshold( percentile ) );
}

CellFacts RiskExplorerModel::cell( int step, int cell )
{
  const auto map = mRisks.map( step );
  const Grid &grid = mRisks.grid();
  CellFacts facts{ .row = cell / grid.columns(), .column = cell % grid.columns(), .risk = map->risk()[cell] };
  facts.rank = std::isnan( facts.risk ) ? 0 : map->rankOf( cell );
  facts.rankedCells = map->all().cells;
  for ( int i = 0; i < 9; ++i )
  {
    const int row = facts.row + i / 3 - 1;
    const int column = facts.column + i % 3 - 1;
    const bool isInside = row >= 0 && row < grid.rows() && column >= 0 && column < grid.columns();
    facts.neighbours[i] = isInside ? map->risk()[row * grid.columns() + column] : noData;
  }
  return facts;
}

std::optional<double> RiskExplorerModel::longRunRisk( int cell ) const
{
  if ( !mStack || !mStack->studyArea[cell] )
    return std::nullopt;
  double incidents = 0;
  for ( int step = 0; step < mStack->stepCount(); ++step )
    incidents += countIn( *mStack, step, cell );
  return -std::expm1( -ratio( incidents, static_cast<double>( std::ranges::count( mStack->states, StepState::Observed ) ) ) );
}

std::vector<WeekFacts> RiskExplorerModel::weeks( int cell ) const
{
  if ( !mStack )
    return {};
  const TimeSteps weekSteps = weeksOf( mStack->steps );
  std::vector<WeekFacts> weeks( weekSteps.count() );
  for ( int week = 0; week < weekSteps.count(); ++week )
    weeks[week] = { weekSteps.start( week ), std::numeric_limits<double>::quiet_NaN() };
  for ( int step = 0; step < mStack->stepCount(); ++step )
  {
    double &incidents = weeks[weekSteps.stepNumber( mStack->steps.start( step ) )].incidents;
    if ( mStack->isObserved( step ) )
      incidents = std::fmax( incidents, 0 ) + countIn( *mStack, step, cell ); // of NaN and 0, fmax takes 0
  }
  return weeks;
}

std::optional<int> sharedFlags( RiskSeries &one, RiskSeries &other, int step, double percentile )
{
  const LocalTime start = one.steps().start( step );
  const std::optional<int> same = other.steps().stepAt( start );
  if ( !same || other.steps().start( *same ) != start || !one.grid().sameAs( other.grid() ) )
    return std::nullopt;
  const auto ofOne = one.map( step );
  const auto ofOther = other.map( *same );
  const std::vector<std::uint8_t> flags = ofOne->flags( ofOne->threshold( percentile ) );
  const std::vector<std::uint8_t> otherFlags = ofOther->flags( ofOther->threshold( percentile ) );
  return std::inner_product( flags.begin(), flags.end(), otherFlags.begin(), 0 );
}

} // namespace riskcast
