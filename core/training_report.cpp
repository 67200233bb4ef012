#include "training_report.h"

#include "covariates.h"
#include "error.h"
#include "evaluation.h"
#include "list_text.h"
#include "model_description.h"
#include "models/model_kinds.h"
#include "number_text.h"
#include "report_texts.h"
#include "score_table.h"

namespace riskcast
{

namespace
{

using Json = nlohmann::json;

/// "125 steps, 2016-05-21 to 2017-12-22"
std::string partText( const Json &part )
{
  return countText( part.at( "steps" ) ) + " steps, " + part.at( "first" ).get<std::string>() + " to " +
         part.at( "last" ).get<std::string>();
}

HtmlSection data( const ModelFile &model )
{
  const Json &description = model.description;
  const Json &trainedOn = description.at( "trainedOn" );
  HtmlTable table{ "Trained on", { "What", "Value" }, {} };
  table.rows = { { "Heatmaps counted from", trainedOn.at( "source" ) },
                 { "Incidents", countText( trainedOn.at( "incidents" ) ) },
                 { "Rows left out", countText( trainedOn.at( "leftOut" ) ) },
                 { "Grid", gridOf( model ).toString() },
                 { "Step", description.at( "step" ) },
                 { "Time zone", description.at( "timeZone" ) },
                 { "Covariates", description.contains( covariatesItem ) ? listText( description.at( covariatesItem ) ) : "none" },
                 { "Training", partText( trainedOn.at( "training" ) ) },
                 { "Validation", partText( trainedOn.at( "validation" ) ) },
                 { "Test", partText( trainedOn.at( "test" ) ) } };
  return { .heading = "What it learned from", .tables = { std::move( table ) } };
}

HtmlLineChart lossChart( const Json &epochs )
{
  HtmlLineChart chart{
    .title = "Loss by epoch",
    .description = "Weighted loss on the training and the validation steps after each pass through the data. Where "
                   "the line of the validation steps rises, the network learns its data by heart.",
    .xTitle = "Epoch",
    .yTitle = "Loss",
    .lines = { { .name = "Training", .points = {} }, { .name = "Validation", .points = {}, .isEmphasised = true } }
  };
  double number = 0;
  for ( const Json &epoch : epochs )
  {
    chart.lines[0].points.push_back( { ++number, epoch.at( "loss" ).get<double>() } );
    chart.lines[1].points.push_back( { number, epoch.at( "validationLoss" ).get<double>() } );
  }
  return chart;
}

/// What chose the epoch.
HtmlLineChart logLossChart( const Json &epochs )
{
  HtmlLineChart chart{
    .title = "Log loss by epoch",
    .description =
        "Mean log loss of the risks on the validation steps, calibrated unless they correct a prior; it chose the epoch.",
    .xTitle = "Epoch",
    .yTitle = "Log loss",
    .lines = { { .name = "Validation", .points = {}, .isEmphasised = true } }
  };
  double number = 0;
  for ( const Json &epoch : epochs )
    chart.lines[0].points.push_back( { ++number, epoch.at( "validationLogLoss" ).get<double>() } );
  return chart;
}

/// What came of the epochs of the first network. \param isRefitted  whether networks learned anew afterwards
std::string bestEpochText( const Json &history, bool isRefitted )
{
  const std::string epochs = countText( std::ssize( history.at( "epochs" ) ) );
  const int best = history.at( "bestEpoch" );
  if ( best == 0 )
    return "None of " + epochs + " epochs lowered the log loss on the validation steps: what was before them was kept.";
  return "Of " + epochs + " epochs number " + countText( best ) + " had the least log loss on the validation steps" +
         ( isRefitted ? "; the network then learned anew for as many, from the validation steps, too." : ", and was kept." );
}

HtmlSection history( const Json &description )
{
  const Json &history = description.at( "history" );
  HtmlSection section{ .heading = "How it learned" };
  if ( history.contains( "epochs" ) )
  {
    section.paragraphs.push_back( bestEpochText( history, description.at( "options" ).at( "refit" ) ) );
    if ( history.contains( "furtherNetworks" ) )
      section.paragraphs.push_back( "That and what follows is of the first of " +
                                    countText( 1 + std::ssize( history.at( "furtherNetworks" ) ) ) + " networks." );
    // What a generator learns by, and what is known of the validation steps, are different losses.
    const ModelKind *kind = findModelKind( description.at( "kind" ) );
    if ( !kind || kind->id != ModelKindId::Gan )
      section.lineCharts.push_back( lossChart( history.at( "epochs" ) ) );
    section.lineCharts.push_back( logLossChart( history.at( "epochs" ) ) );
  }
  else if ( history.contains( "validationLogLoss" ) )
  {
    HtmlTable table{ "Log loss on the validation steps, which chose the input", { "Input", "Log loss" }, {} };
    for ( const auto &[input, loss] : history.at( "validationLogLoss" ).items() )
      table.rows.push_back( { input, measureText( loss ) } );
    section.tables.push_back( std::move( table ) );
  }
  else
    section.paragraphs.push_back( "The model is fitted in one go: there is no history." );
  return section;
}

HtmlSection scores( const std::vector<NamedScores> &scores )
{
  const Scores &first = scores.front().scores;
  HtmlTable table{ "On the test steps", { "Model" }, {}, { 0 } };
  for ( const double share : areaShares )
    table.columns.push_back( "% of incidents in " + measureText( 100 * share ) + " % of the area" );
  table.columns.emplace_back( "Log loss" );
  for ( const NamedScores &each : scores )
  {
    std::vector<std::string> row = { each.kind };
    for ( const double rate : each.scores.hitRate )
      row.push_back( oneDigitPercent( rate ) );
    row.push_back( measureText( each.scores.logLoss ) );
    table.rows.push_back( std::move( row ) );
  }
  return { .heading = "How good it is",
           .paragraphs = { "Scored on " + countText( first.steps ) + " later steps with " + measureText( first.incidents ) +
                           " incidents in " + countText( first.positiveCells ) +
                           " positive cells. \"Evaluate risk model\" tells how sure the differences are." },
           .tables = { std::move( table ) } };
}

HtmlSection settings( const Json &description )
{
  HtmlTable table{ "Settings", { "Setting", "Value" }, {} };
  for ( const char *group : { "options", "versions" } )
    for ( const auto &[name, value] : description.at( group ).items() )
      table.rows.push_back( { name, value.is_string() ? value.get<std::string>() : value.dump() } );
  return { .heading = "For the record", .tables = { std::move( table ) } };
}

/// The rows of a network's epochs.
void appendEpochs( const Json &history, std::int64_t network, Table &table )
{
  std::int64_t number = 0;
  for ( const Json &epoch : history.value( "epochs", Json::array() ) )
  {
    ++number;
    const std::int64_t isKept = number == history.at( "bestEpoch" ) ? 1 : 0;
    table.rows.push_back( { network, number, epoch.at( "loss" ).get<double>(), epoch.at( "validationLoss" ).get<double>(),
                            epoch.at( "validationLogLoss" ).get<double>(), epoch.at( "seconds" ).get<double>(), isKept } );
  }
}

} // namespace

Table historyTable( const ModelFile &model )
{
  try
  {
    Table table{ { "network", "epoch", "loss", "validation_loss", "validation_log_loss", "seconds", "is_kept" }, {} };
    const Json &history = model.description.at( "history" );
    std::int64_t network = 1;
    appendEpochs( history, network, table );
    for ( const Json &further : history.value( "furtherNetworks", Json::array() ) )
      appendEpochs( further, ++network, table );
    return table;
  }
  catch ( const Json::exception & )
  {
    throw Error( "The model does not say properly how it was trained. Train it again." );
  }
}

HtmlReport trainingReport( const ModelFile &model )
{
  try
  {
    const Json &description = model.description;
    const std::vector<NamedScores> scored = scoresOf( model );
    const Scores &own = scored.front().scores;
    constexpr size_t fivePercent = 2;
    static_assert( areaShares[fivePercent] == 0.05 );
    return { .title = "Training of a model of the kind " + description.at( "kind" ).get<std::string>(),
             .summary = "On later steps that it never saw it finds " + oneDigitPercent( own.hitRate[fivePercent] ) +
                        " of 100 incidents in the riskiest 5 % of the area; its log loss is " + measureText( own.logLoss ) + ".",
             .sections = { scores( scored ),
                           history( description ),
                           data( model ),
                           { .heading = "What the map must not be used for", .paragraphs = notForUse() },
                           settings( description ) },
             .data = { { "scores", description.at( "scores" ) }, { "history", description.at( "history" ) } } };
  }
  catch ( const Json::exception & )
  {
    throw Error( "The model does not say properly what it is. Train it again." );
  }
}

} // namespace riskcast
