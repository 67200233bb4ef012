#include "file_facts.h"

#include "error.h"
#include "list_text.h"
#include "model_description.h"
#include "number_text.h"
#include "prediction.h"
#include "score_table.h"
#include "unused_options.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace riskcast
{

using nlohmann::json;

namespace
{

/// One fact a line, the facts under each other.
std::string line( const std::string &label, const std::string &fact )
{
  return "  " + label + std::string( std::max<std::ptrdiff_t>( 15 - std::ssize( label ), 1 ), ' ' ) + fact + "\n";
}

json toJson( const Grid &grid )
{
  const Extent &extent = grid.extent();
  return { { "crs", grid.crs() },
           { "extent", { extent.xMin, extent.yMin, extent.xMax, extent.yMax } },
           { "columns", grid.columns() },
           { "rows", grid.rows() } };
}

std::string period( const TimeSteps &steps )
{
  return countText( steps.count() ) + " of " + toString( steps.length() ) + ", from " + toIso8601( steps.start( 0 ) ) +
         " up to, not including, " + toIso8601( steps.start( steps.count() ) );
}

std::string classText( const std::vector<double> &percentiles, const std::vector<double> &breaks )
{
  std::string text;
  for ( size_t i = 0; i < breaks.size(); ++i )
    text += ( i > 0 ? ", " : "" ) + measureText( percentiles[i] ) + " %: " + measureText( breaks[i] );
  return text;
}

/// A JSON object as "name value, name value"; of a list its length and last value.
std::string inWords( const json &object )
{
  std::string text;
  for ( const auto &[name, value] : object.items() )
  {
    text += ( text.empty() ? "" : ", " ) + name + " ";
    if ( value.is_string() )
      text += value.get<std::string>();
    else if ( value.is_array() && value.size() > 8 )
      text += countText( static_cast<std::int64_t>( value.size() ) ) + " values, the last " + value.back().dump();
    else
      text += value.dump();
  }
  return text;
}

double sum( const std::vector<float> &values )
{
  return std::accumulate( values.begin(), values.end(), 0.0 );
}

/// "2014-03-01 with 65 incidents"
std::string busiestStep( const HeatmapStack &stack )
{
  int busiest = 0;
  double most = -1;
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    if ( const double incidents = sum( stack.total( step ) ); incidents > most )
    {
      most = incidents;
      busiest = step;
    }
  }
  return toIso8601( stack.steps.start( busiest ) ) + " with " + measureText( most ) + " incidents";
}

std::string partOfTraining( const json &part )
{
  return countText( part.at( "steps" ) ) + " steps, " + part.at( "first" ).get<std::string>() + " to " +
         part.at( "last" ).get<std::string>();
}

/// Of networks how many epochs they learned and which were kept; of other models what there is.
std::string historyText( const json &history )
{
  if ( !history.contains( "epochs" ) )
    return inWords( history );
  const auto oneNetwork = []( const json &of )
  {
    const int best = of.at( "bestEpoch" );
    return countText( std::ssize( of.at( "epochs" ) ), "epoch" ) + ", " +
           ( best > 0 ? "number " + countText( best ) : "what was before them" ) + " kept";
  };
  std::string text = oneNetwork( history );
  json rest = history;
  for ( const json &further : history.value( "furtherNetworks", json::array() ) )
    text += "; " + oneNetwork( further );
  for ( const char *told : { "epochs", "bestEpoch", "furtherNetworks" } )
    rest.erase( told );
  return text + ", " + inWords( rest );
}

/// Those that the model's kind has a use for.
std::string optionsText( const json &options )
{
  json used = options;
  for ( const std::string &name : optionsWithoutUse( completed( options.get<TrainingOptions>() ) ) )
    used.erase( name );
  return inWords( used );
}

std::string modelText( const std::string &path, const ModelFile &model )
{
  const json &description = model.description;
  const json &trainedOn = description.at( "trainedOn" );
  std::string text = path + " is a model.\n";
  text += line( "Kind", description.at( "kind" ) );
  text += line( "Grid", gridOf( model ).toString() );
  text +=
      line( "Steps", description.at( "step" ).get<std::string>() + ", times " + description.at( "timeZone" ).get<std::string>() );
  text += line( "Categories", listText( description.at( "categories" ) ) );
  if ( description.contains( covariatesItem ) )
    text += line( "Covariates", listText( description.at( covariatesItem ) ) );
  text += line( "Trained on", countText( trainedOn.at( "incidents" ) ) + " incidents of " +
                                  trainedOn.at( "source" ).get<std::string>() + "; " + countText( trainedOn.at( "leftOut" ) ) +
                                  " rows left out" );
  for ( const char *part : { "training", "validation", "test" } )
    text += line( std::string( "  " ) + part, partOfTraining( trainedOn.at( part ) ) );
  if ( const auto before = description.find( startedFromItem ); before != description.end() )
    text += line( "Began with", "a model trained on " + partOfTraining( before->at( "training" ) ) );
  text += line( "Options", optionsText( description.at( "options" ) ) );
  text += line( "History", historyText( description.at( "history" ) ) );
  text += line( "Class breaks", classText( defaultPercentiles, classBreaks( model, defaultPercentiles ) ) );
  text += line( "Versions", inWords( description.at( "versions" ) ) );
  return text + "\n" + scoreTable( scoresOf( model ) );
}

} // namespace

CommandResult stackFacts( const std::string &path, const HeatmapStack &stack )
{
  const auto observed = std::ranges::count( stack.states, StepState::Observed );
  const StackProvenance &provenance = stack.provenance;
  const std::string leftOut = provenance.leftOut.toString();

  std::string text = path + " is a heatmap stack.\n";
  text += line( "Grid", stack.grid.toString() );
  text += line( "Steps", period( stack.steps ) + ", times " + stack.timeZone );
  text += line( "With reports", countText( observed ) + " of these steps" );
  text += line( "Busiest step", busiestStep( stack ) );
  text += line( "Categories", listText( stack.categories ) );
  text += line( "Incidents", countText( provenance.incidentsUsed ) + " counted of " + countText( provenance.rowsRead ) +
                                 " rows of " + provenance.source );
  text += line( "Left out", leftOut.empty() ? "nothing" : leftOut );

  json fields = { { "content", "heatmaps" },
                  { "grid", toJson( stack.grid ) },
                  { "steps", stack.stepCount() },
                  { "step", toString( stack.steps.length() ) },
                  { "start", toIso8601( stack.steps.start( 0 ) ) },
                  { "end", toIso8601( stack.steps.start( stack.stepCount() ) ) },
                  { "observedSteps", observed },
                  { "timeZone", stack.timeZone },
                  { "categories", stack.categories },
                  { "source", provenance.source },
                  { "rowsRead", provenance.rowsRead },
                  { "incidentsUsed", provenance.incidentsUsed },
                  { "leftOut", provenance.leftOut.total() },
                  { "leftOutByReason", provenance.leftOut.byReason() } };
  return { std::move( fields ), std::move( text ) };
}

CommandResult modelFacts( const std::string &path, const ModelFile &model )
{
  try
  {
    json fields = model.description;
    fields["content"] = "model";
    fields["classBreaks"] = classBreaks( model, defaultPercentiles );
    for ( const auto &[name, tensor] : model.tensors )
      fields["tensors"][name] = tensor.shape;
    return { std::move( fields ), modelText( path, model ) };
  }
  catch ( const json::exception & )
  {
    throw Error( path + " does not say properly what it is. Train the model again." );
  }
}

CommandResult riskFacts( const std::string &path, const RiskMaps &maps )
{
  std::string text = path + " is a risk raster.\n";
  text += line( "Grid", maps.grid.toString() );
  text += line( "Steps", period( maps.steps ) + ", times " + maps.timeZone );
  text += line( "Model", maps.modelKind );
  text += line( "Last reports", maps.lastObserved );
  text += line( "Class breaks", classText( maps.percentiles, maps.breaks ) );
  if ( !maps.spread.empty() )
    text += line( "Spread", "of the networks' risks, in further bands" );
  if ( !maps.categories.empty() )
    text += line( "Categories", listText( maps.categories ) + ", in further bands" );

  json risks = json::array();
  const size_t cells = maps.grid.cellCount();
  for ( int map = 0; map < maps.steps.count(); ++map )
  {
    std::vector<float> risk;
    std::ranges::copy_if( std::span( maps.risk ).subspan( map * cells, cells ), std::back_inserter( risk ),
                          []( float value ) { return !std::isnan( value ); } );
    const double highest = risk.empty() ? 0 : *std::ranges::max_element( risk );
    const double mean = risk.empty() ? 0 : sum( risk ) / static_cast<double>( risk.size() );
    const std::string start = toIso8601( maps.steps.start( map ) );
    text += line( start, "highest risk of a cell " + measureText( highest ) + ", mean " + measureText( mean ) );
    risks.push_back( { { "start", start }, { "highest", highest }, { "mean", mean }, { "cells", risk.size() } } );
  }

  json fields = { { "content", "risk" },
                  { "grid", toJson( maps.grid ) },
                  { "step", toString( maps.steps.length() ) },
                  { "maps", std::move( risks ) },
                  { "timeZone", maps.timeZone },
                  { "kind", maps.modelKind },
                  { "lastObserved", maps.lastObserved },
                  { "displayFactor", maps.displayFactor },
                  { "spread", !maps.spread.empty() },
                  { "categories", maps.categories },
                  { "percentiles", maps.percentiles },
                  { "classBreaks", maps.breaks } };
  return { std::move( fields ), std::move( text ) };
}

} // namespace riskcast
