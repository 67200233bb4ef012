#include "evaluation_report.h"

#include "evaluation_charts.h"
#include "evaluation_summary.h"
#include "evaluation_tables.h"
#include "list_text.h"
#include "number_text.h"
#include "report_texts.h"
#include "verdict.h"

#include <algorithm>
#include <numeric>

namespace riskcast
{

namespace
{

HtmlSection question( const RiskEvaluation &evaluation )
{
  const TestMaps &test = evaluation.test;
  const auto steps = std::ssize( evaluation.steps );
  const auto cells = std::ranges::count( test.scored, 1 );
  const double incidents = incidentsOf( test );
  const auto positive = static_cast<double>( positiveCellsOf( test ) );
  const double baseRate = positive / static_cast<double>( steps * cells );
  const std::string scored = evaluation.options.scoredIncidents();
  const int ahead = evaluation.options.stepsAhead;
  HtmlSection section{ .heading = "What was asked" };
  section.paragraphs = {
    "Which cells will have " + scored + ( ahead > 1 ? ", " + countText( ahead ) + " steps ahead" : " in the next step" ) +
        ", and how likely is it? " + countText( steps ) + " steps of " + toString( evaluation.stepLength ) + " from " +
        toIso8601( evaluation.steps.front() ) + " to " + toIso8601( evaluation.steps.back() ) +
        " were predicted one after the other, each from what was known " +
        ( ahead > 1 ? countText( ahead ) + " steps" : "right" ) + " before it. " +
        ( evaluation.options.refitEvery > 0
              ? "Models and baselines were trained again every " + countText( evaluation.options.refitEvery ) +
                    " tested steps, on what was known by then."
              : "No model or baseline learned from any of them." ) +
        ( evaluation.stepsWithoutReports > 0
              ? " " + countText( evaluation.stepsWithoutReports ) + " steps in between without reports are not scored."
              : "" ),
    "The grid has " + evaluation.grid.toString() + ", of which " + countText( cells ) + " cells are scored" +
        ( evaluation.cellKm2.empty() ? "" : ", " + measureText( sumOfScored( test, evaluation.cellKm2 ) ) + " km²" ) + ". " +
        measureText( incidents ) + " " + scored + " happened there, " + measureText( incidents / static_cast<double>( steps ) ) +
        " a step; " + measureText( 100 * baseRate ) +
        " % of cells had one in a step. That is the base rate: whoever always says so is right on average."
  };
  if ( evaluation.provenance.rowsRead > 0 )
    section.paragraphs.push_back( "The heatmaps were counted from " + countText( evaluation.provenance.rowsRead ) + " rows of " +
                                  evaluation.provenance.source + ", of which " +
                                  countText( evaluation.provenance.leftOut.total() ) + " were left out." );
  return section;
}

HtmlSection areas( const RiskEvaluation &evaluation )
{
  HtmlTable table{ "What the riskiest cells hold", { "% of the area" }, {} };
  const bool hasKm2 = !evaluation.cellKm2.empty() && !evaluation.isByStreets;
  if ( hasKm2 )
    table.columns.emplace_back( "km² a step" );
  for ( const EvaluatedModel *model : shownModels( evaluation ) )
    for ( const char *what : { ", % of incidents", ", PAI", ", PEI" } )
      table.columns.push_back( model->title + what );
  for ( const double share : evaluation.options.scores.areaShares )
  {
    std::vector<std::string> row = { shareName( share ) };
    if ( hasKm2 )
      row.push_back( measureText( share * sumOfScored( evaluation.test, evaluation.cellKm2 ) ) );
    for ( const EvaluatedModel *model : shownModels( evaluation ) )
    {
      row.push_back( oneDigitPercent( evaluation.value( *model, hitRateId( share ) ) ) );
      row.push_back( measureText( evaluation.value( *model, paiId( share ) ) ) );
      row.push_back( measureText( evaluation.value( *model, peiId( share ) ) ) );
    }
    table.rows.push_back( std::move( row ) );
  }
  return {
    .heading = "Where the incidents were",
    .paragraphs = { "PAI is the share of incidents over the share of the area; it grows as the area shrinks, so compare it at "
                    "the same area only. PEI is the share of what the best choice of as many cells would have held." },
    .tables = { std::move( table ) },
    .lineCharts = { hitsOverArea( evaluation ) }
  };
}

HtmlTable labelTable( const RiskEvaluation &evaluation, const EvaluatedModel &model )
{
  HtmlTable table{ "Six labels of " + model.title,
                   { "Percentile", "Risk above", "Correct", "False negative neighbour", "False negative",
                     "False positive neighbour", "False positive", "Hit rate, %", "With neighbours, %", "Miss rate, %",
                     "Accuracy, %", "% of the area" },
                   {} };
  for ( size_t i = 0; i < model.labels.size(); ++i )
  {
    const LabelCounts &labels = model.labels[i];
    table.rows.push_back(
        { measureText( evaluation.options.scores.percentiles[i] ),
          model.thresholds.empty() ? "" : measureText( model.thresholds[i] ), countText( labels.of( CellLabel::Correct ) ),
          countText( labels.of( CellLabel::FalseNegativeNeighbour ) ), countText( labels.of( CellLabel::FalseNegative ) ),
          countText( labels.of( CellLabel::FalsePositiveNeighbour ) ), countText( labels.of( CellLabel::FalsePositive ) ),
          oneDigitPercent( labels.hitRate() ), oneDigitPercent( labels.hitRateWithNeighbours() ),
          oneDigitPercent( labels.missRate() ), oneDigitPercent( labels.accuracy() ),
          oneDigitPercent( static_cast<double>( labels.flagged() ) / static_cast<double>( labels.total() ) ) } );
  }
  return table;
}

/// Where thresholds come from, in a sentence.
std::string scopeSentence( const EvaluationOptions &options )
{
  switch ( options.thresholdScope )
  {
    case ThresholdScope::Training:
      return std::string( "Thresholds are percentiles of the predictions for the training steps, so they were known before " ) +
             ( options.refitEvery > 0 ? "what they are held against" : "the test" ) +
             ( options.stepsAhead > 1 ? "; those are predictions of one step ahead." : "." );
    case ThresholdScope::Test:
      return "Thresholds are percentiles of all predictions for the test, as published: nobody can know them beforehand.";
    case ThresholdScope::Step:
      break;
  }
  return "Each step flags the same number of cells; where risks are equal, the cells with more incidents in the past come first.";
}

HtmlSection thresholds( const RiskEvaluation &evaluation )
{
  const EvaluatedModel &model = evaluation.models[mainModel( evaluation )];
  HtmlLabelMap map = sixLabels( evaluation );
  HtmlSection section{ .heading = "Which threshold to use",
                       .paragraphs = { thresholdAdvice( evaluation ), scopeSentence( evaluation.options ) },
                       .tables = { labelTable( evaluation, model ) },
                       .labelMaps = {} };
  if ( std::ssize( map.days ) < evaluation.test.stepCount() )
    section.paragraphs.push_back( "The map shows the latest " + countText( std::ssize( map.days ) ) + " of " +
                                  countText( evaluation.test.stepCount() ) + " steps, to keep the page small." );
  section.labelMaps.push_back( std::move( map ) );
  return section;
}

HtmlSection probabilities( const RiskEvaluation &evaluation )
{
  HtmlTable table{ "How good the probabilities are",
                   { "Model", "Log loss", "Skill, %", "Brier score", "Skill, %", "Calibration error", "Poisson deviance",
                     "ROC AUC" },
                   {},
                   { mainModel( evaluation ) } };
  const auto skillText = [&]( const EvaluatedModel &model, const char *id )
  {
    const std::optional<double> value = skill( evaluation, model, id );
    return value ? oneDigitPercent( *value ) : std::string();
  };
  for ( const EvaluatedModel &model : evaluation.models )
    table.rows.push_back( { model.title, measureText( evaluation.value( model, logLossId ) ), skillText( model, logLossId ),
                            measureText( evaluation.value( model, brierId ) ), skillText( model, brierId ),
                            measureText( evaluation.value( model, calibrationErrorId ) ),
                            measureText( evaluation.value( model, poissonDevianceId ) ),
                            measureText( evaluation.value( model, rocAucId ) ) } );
  return {
    .heading = "How likely it was",
    .paragraphs = { "Lower is better, but for the ROC AUC. Skill is how much lower than the long-run rate's. A map of past "
                    "counts that never changes often reaches a ROC AUC of 0.9: by itself it is no proof of skill." },
    .tables = { std::move( table ) },
    .lineCharts = { reliability( evaluation ) }
  };
}

/// Every model against the best baseline, at the main share of the area.
HtmlSection comparison( const RiskEvaluation &evaluation )
{
  const double share = evaluation.options.scores.mainShare;
  const std::string confidence = measureText( 100 * evaluation.options.bootstrap.confidence ) + " %";
  HtmlTable table{ "Models and baselines",
                   { "Model", "% of incidents in " + shareName( share ) + " % of the area", "Difference to the best baseline",
                     confidence + " interval", "% of positive cells", "Difference to the best baseline", confidence + " interval",
                     "Area under the curve" },
                   {} };
  for ( const EvaluatedModel *model : byHitRate( evaluation ) )
  {
    if ( model == &evaluation.models[mainModel( evaluation )] )
      table.emphasisedRows.push_back( table.rows.size() );
    std::vector<std::string> row = { model->title };
    for ( const std::string &id : { hitRateId( share ), hitRateCellsId( share ) } )
    {
      row.push_back( oneDigitPercent( evaluation.value( *model, id ) ) );
      const auto &difference = model->differences[evaluation.indexOf( id )];
      row.push_back( difference ? oneDigitPercent( difference->difference ) : "(the best one)" );
      row.push_back(
          difference ? oneDigitPercent( difference->interval.low ) + " to " + oneDigitPercent( difference->interval.high ) : "" );
    }
    row.push_back( measureText( evaluation.value( *model, areaUnderCurveId ) ) );
    table.rows.push_back( std::move( row ) );
  }
  return { .heading = "Models beside baselines",
           .paragraphs = { "Differences are in points of percent. Intervals come from " +
                           countText( evaluation.options.bootstrap.repetitions ) + " samples of " +
                           countText( evaluation.blocks ) + " blocks of " +
                           countText( evaluation.options.bootstrap.weeksPerBlock, "week" ) +
                           ", drawn for all models alike. The best baseline is the one that turned out best in this very "
                           "test, so the comparison favours the baselines." },
           .tables = { std::move( table ) } };
}

HtmlTable groupTable( const RiskEvaluation &evaluation, GroupKind kind )
{
  HtmlTable table{ "By " + enumName( kind ),
                   { enumName( kind ), "Incidents", "Cells flagged, %", "% of all flagged cells" },
                   {} };
  const std::vector<const EvaluatedModel *> shown = shownModels( evaluation );
  for ( const EvaluatedModel *model : shown )
    table.columns.push_back( model->title + ", % of incidents hit" );
  double flagged = 0;
  for ( size_t i = 0; i < evaluation.groups.size(); ++i )
    flagged += evaluation.groups[i].kind == kind ? shown.front()->groups[i].flaggedCells : 0;
  const auto share = []( double part, double whole ) { return whole > 0 ? oneDigitPercent( part / whole ) : std::string( "–" ); };
  for ( size_t i = 0; i < evaluation.groups.size(); ++i )
  {
    if ( evaluation.groups[i].kind != kind )
      continue;
    const GroupTally &main = shown.front()->groups[i];
    std::vector<std::string> row = { evaluation.groups[i].name, measureText( main.all.incidents ),
                                     share( main.flaggedCells, main.cells ), share( main.flaggedCells, flagged ) };
    for ( const EvaluatedModel *model : shown )
      row.push_back( share( model->groups[i].flagged.incidents, model->groups[i].all.incidents ) );
    table.rows.push_back( std::move( row ) );
  }
  return table;
}

HtmlSection groups( const RiskEvaluation &evaluation )
{
  HtmlSection section{ .heading = "For whom, when and where",
                       .paragraphs = { "Within the riskiest " + shareName( evaluation.options.scores.mainShare ) +
                                       " % of the area. Cells flagged are those of " + shownModels( evaluation ).front()->title +
                                       ": who is flagged more often than incidents there would explain bears the cost." },
                       .tables = {},
                       .lineCharts = { hitsOverTime( evaluation ) } };
  for ( size_t kind = 0; kind < enumNames<GroupKind>().size(); ++kind )
    if ( std::ranges::count( evaluation.groups, static_cast<GroupKind>( kind ), &TestGroup::kind ) > 1 )
      section.tables.push_back( groupTable( evaluation, static_cast<GroupKind>( kind ) ) );
  return section;
}

HtmlSection settings( const RiskEvaluation &evaluation )
{
  const EvaluationOptions &options = evaluation.options;
  HtmlTable table{ "Settings", { "Setting", "Value" }, {} };
  table.rows = { { "Heatmaps counted from", evaluation.provenance.source },
                 { "Test period", toIso8601( evaluation.steps.front() ) + " to " + toIso8601( evaluation.steps.back() ) },
                 { "Step", toString( evaluation.stepLength ) },
                 { "Time zone", evaluation.timeZone },
                 { "Scored", options.scoredIncidents() },
                 { "Steps ahead", countText( options.stepsAhead ) },
                 { "Baselines", listText( options.baselines ) },
                 { "Refitted every", options.refitEvery > 0 ? countText( options.refitEvery ) + " steps" : "never" },
                 { "Border that is not scored", countText( options.borderCells, "cell" ) },
                 { "Thresholds from", enumName( options.thresholdScope ) },
                 { "Neighbourhood", countText( options.neighbourRadius, "cell" ) },
                 { "Shares of the area are shares of", evaluation.isByStreets ? "the length of streets in the cells" : "cells" },
                 { "Equal risks are ranked by", "the mean count before the test, then by row and column" },
                 { "Bootstrap", countText( options.bootstrap.repetitions ) + " samples of blocks of " +
                                    countText( options.bootstrap.weeksPerBlock, "week" ) + ", seed " +
                                    std::to_string( options.bootstrap.seed ) } };
  return { .heading = "For the record", .tables = { std::move( table ) } };
}

} // namespace

HtmlReport evaluationReport( const RiskEvaluation &evaluation )
{
  std::string sentences;
  for ( const std::string &sentence : verdict( evaluation ) )
    sentences += ( sentences.empty() ? "" : " " ) + sentence;
  return { .title = "Evaluation of " + evaluation.models[mainModel( evaluation )].title,
           .summary = sentences,
           .sections = { question( evaluation ),
                         comparison( evaluation ),
                         areas( evaluation ),
                         thresholds( evaluation ),
                         probabilities( evaluation ),
                         groups( evaluation ),
                         { .heading = "What the map must not be used for", .paragraphs = notForUse() },
                         settings( evaluation ) },
           .data = summaryOf( evaluation ) };
}

} // namespace riskcast
