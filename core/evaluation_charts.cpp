#include "evaluation_charts.h"

#include "number_text.h"
#include "verdict.h"

#include <algorithm>

namespace riskcast
{

namespace
{

/// The steps that the page shows a map of: the latest, as many as keep the page small.
std::vector<HtmlLabelDay> labelDays( const RiskEvaluation &evaluation, const EvaluatedModel &model )
{
  constexpr size_t mostCells = 1'000'000;
  const TestMaps &test = evaluation.test;
  const int days =
      static_cast<int>( std::clamp<size_t>( mostCells / test.cellCount(), 1, static_cast<size_t>( test.stepCount() ) ) );
  std::vector<HtmlLabelDay> result;
  for ( int step = test.stepCount() - days; step < test.stepCount(); ++step )
  {
    const auto levels = std::span( model.levels ).subspan( step * test.cellCount(), test.cellCount() );
    HtmlLabelDay day{ toIso8601( evaluation.steps[step] ), { levels.begin(), levels.end() }, {} };
    for ( const float count : test.map( test.happened, step ) )
      day.happened.push_back( count > 0 ? 1 : 0 );
    result.push_back( std::move( day ) );
  }
  return result;
}

/// The published curves over percentiles.
std::vector<HtmlLine> percentileCurves( const RiskEvaluation &evaluation, const EvaluatedModel &model )
{
  const std::vector<double> &percentiles = evaluation.options.scores.percentiles;
  std::vector<HtmlLine> lines = { { .name = "Correct", .points = {} },
                                  { .name = "False negative neighbour", .points = {} },
                                  { .name = "False negative", .points = {} },
                                  { .name = "Accuracy of all cells", .points = {} } };
  for ( size_t i = 0; i < percentiles.size(); ++i )
  {
    const LabelCounts &labels = model.labels[i];
    const double values[] = { labels.hitRate(), labels.hitRateWithNeighbours() - labels.hitRate(), labels.missRate(),
                              labels.accuracy() };
    for ( size_t line = 0; line < lines.size(); ++line )
      lines[line].points.push_back( { percentiles[i], 100 * values[line] } );
  }
  return lines;
}

} // namespace

std::vector<const EvaluatedModel *> shownModels( const RiskEvaluation &evaluation )
{
  const EvaluatedModel &main = evaluation.models[mainModel( evaluation )];
  std::vector<const EvaluatedModel *> shown = { &main };
  const auto show = [&]( const EvaluatedModel &model )
  {
    if ( std::ranges::find( shown, &model ) == shown.end() )
      shown.push_back( &model );
  };
  if ( const auto &difference = main.differences[evaluation.indexOf( hitRateId( evaluation.options.scores.mainShare ) )] )
    show( evaluation.models[difference->rival] );
  const auto longRun = std::ranges::find( evaluation.models, "longrunrate", &EvaluatedModel::name );
  if ( longRun != evaluation.models.end() )
    show( *longRun );
  return shown;
}

HtmlLineChart hitsOverArea( const RiskEvaluation &evaluation )
{
  HtmlLineChart chart{ .title = "Hits over area",
                       .description =
                           "Share of the incidents inside the riskiest cells, against the share of the area that these "
                           "cells are. Dots are what chance would give; bands hold the middle " +
                           measureText( 100 * evaluation.options.bootstrap.confidence ) + " % of the bootstrap's samples.",
                       .xTitle = "% of the area, riskiest first (square root scale)",
                       .yTitle = "% of incidents",
                       .lines = {},
                       .reference = HtmlLineChart::Reference::Diagonal,
                       .xScale = HtmlLineChart::Scale::SquareRoot };
  const EvaluatedModel *main = shownModels( evaluation ).front();
  for ( const EvaluatedModel &model : evaluation.models )
  {
    HtmlLine line{ .name = model.title, .points = {}, .isEmphasised = &model == main };
    for ( const CurvePoint &point : model.curve )
    {
      line.points.push_back( { 100 * point.share, 100 * point.hitRate } );
      line.band.push_back( { 100 * point.share, 100 * point.interval.low, 100 * point.interval.high } );
    }
    chart.lines.push_back( std::move( line ) );
  }
  return chart;
}

HtmlLabelMap sixLabels( const RiskEvaluation &evaluation )
{
  const EvaluatedModel &model = evaluation.models[mainModel( evaluation )];
  const ScoreSettings &settings = evaluation.options.scores;
  return { .title = "Six labels of " + model.title,
           .description = "A cell is flagged where its risk is above the threshold. Neighbours are at most " +
                          countText( evaluation.options.neighbourRadius, "cell" ) + " away, across corners, too.",
           .rows = evaluation.test.rows,
           .columns = evaluation.test.columns,
           .neighbourRadius = evaluation.options.neighbourRadius,
           .scored = evaluation.test.scored,
           .percentiles = settings.percentiles,
           .initialPercentile = settings.percentiles.size() / 2,
           .days = labelDays( evaluation, model ),
           .curves = percentileCurves( evaluation, model ),
           .curveTitle = "Labels over the percentile of the threshold",
           .yTitle = "%" };
}

HtmlLineChart reliability( const RiskEvaluation &evaluation )
{
  HtmlLineChart chart{ .title = "Reliability",
                       .description =
                           "How often cells of a predicted risk had an incident, in bins of equally many cells. On the "
                           "diagonal, risks come true as often as they say.",
                       .xTitle = "Predicted risk, %",
                       .yTitle = "Cells with incidents, %",
                       .lines = {},
                       .reference = HtmlLineChart::Reference::Diagonal,
                       .points = HtmlLineChart::Points::Shown };
  for ( const EvaluatedModel *model : shownModels( evaluation ) )
  {
    HtmlLine line{ .name = model->title, .points = {}, .isEmphasised = chart.lines.empty() };
    for ( const ReliabilityBin &bin : model->reliability )
      line.points.push_back( { 100 * bin.meanRisk, 100 * bin.observedShare } );
    chart.lines.push_back( std::move( line ) );
  }
  return chart;
}

HtmlLineChart hitsOverTime( const RiskEvaluation &evaluation )
{
  HtmlLineChart chart{ .title = "Hits over time",
                       .description = "Share of the incidents inside the riskiest " +
                                      shareName( evaluation.options.scores.mainShare ) +
                                      " % of the area, month by month. A model whose line falls against the others grows old.",
                       .xTitle = "Month of the test",
                       .yTitle = "% of incidents",
                       .lines = {},
                       .points = HtmlLineChart::Points::Shown };
  for ( const EvaluatedModel *model : shownModels( evaluation ) )
  {
    HtmlLine line{ .name = model->title, .points = {}, .isEmphasised = chart.lines.empty() };
    int month = 0;
    for ( size_t i = 0; i < evaluation.groups.size(); ++i )
    {
      if ( evaluation.groups[i].kind != GroupKind::Month )
        continue;
      ++month;
      const Hits &all = model->groups[i].all;
      if ( all.incidents > 0 )
        line.points.push_back( { static_cast<double>( month ), 100 * model->groups[i].flagged.incidents / all.incidents } );
    }
    chart.lines.push_back( std::move( line ) );
  }
  return chart;
}

} // namespace riskcast
