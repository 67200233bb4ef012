#include "model_description.h"

#include "crs.h"
#include "error.h"
#include "heatmaps.h"
#include "list_text.h"
#include "number_text.h"
#include "stack_parts.h"

#include <algorithm>
#include <array>

namespace riskcast
{

namespace
{
/// Wider than any map that is trained on, so that a lying model cannot ask for more memory than there is.
constexpr int mostCellsPerSide = 100'000;

/// What \a read finds in the description. \throws Error if something is missing or of another type
template<class Read> auto readDescription( const ModelFile &model, const Read &read )
{
  try
  {
    return read( model.description );
  }
  catch ( const nlohmann::json::exception & )
  {
    throw Error( "The model does not say properly what it was trained on. Train it again." );
  }
}
/// \throws Error if there can be no such grid
Grid describedGrid( const std::string &crs, const Extent &extent, int columns, int rows )
{
  try
  {
    isGeographic( crs ); // PROJ can read it
    return Grid( crs, extent, columns, rows );
  }
  catch ( const Error & )
  {
    throw Error( "The model describes a grid that cannot be. Train it again." );
  }
}

/// As HeatmapStack names it.
std::string timeZoneOf( const ModelFile &model )
{
  return readDescription( model,
                          []( const nlohmann::json &description ) { return description.at( "timeZone" ).get<std::string>(); } );
}

/// Numbers of the cells outside the study area.
std::vector<int> cellsOutside( const HeatmapStack &stack )
{
  std::vector<int> cells;
  for ( int cell = 0; cell < stack.cellCount(); ++cell )
    if ( !stack.studyArea[cell] )
      cells.push_back( cell );
  return cells;
}

std::vector<int> cellsOutside( const ModelFile &model )
{
  return readDescription( model, []( const nlohmann::json &description )
                          { return description.at( "cellsOutsideStudyArea" ).get<std::vector<int>>(); } );
}

/// What most of the steps without incidents are; nothing if they are so few that it hardly matters.
std::optional<EmptySteps> emptyStepsOf( const HeatmapStack &stack )
{
  constexpr double few = 0.01; // of the steps; hours that clocks skip are fewer, and without reports in any stack
  std::ptrdiff_t zeros = 0;
  for ( int step = 0; step < stack.stepCount(); ++step )
    zeros += stack.isObserved( step ) && !hasIncidents( stack, std::array{ step } );
  const auto unreported = std::ranges::count( stack.states, StepState::WithoutReports );
  if ( static_cast<double>( zeros + unreported ) < few * stack.stepCount() )
    return std::nullopt;
  return zeros > unreported ? EmptySteps::TrueZeros : EmptySteps::WithoutReports;
}

} // namespace

void describeStack( nlohmann::json &description, const HeatmapStack &stack )
{
  const Extent &extent = stack.grid.extent();
  description["grid"] = { { "crs", stack.grid.crs().empty() ? "" : crsWkt( stack.grid.crs() ) },
                          { "extent", { extent.xMin, extent.yMin, extent.xMax, extent.yMax } },
                          { "columns", stack.grid.columns() },
                          { "rows", stack.grid.rows() } };
  description["step"] = toString( stack.steps.length() );
  description["timeZone"] = stack.timeZone;
  description["categories"] = stack.categories;
  const std::optional<EmptySteps> emptySteps = emptyStepsOf( stack );
  description[emptyStepsItem] = emptySteps ? nlohmann::json( enumName( *emptySteps ) ) : nlohmann::json();
  description["cellsOutsideStudyArea"] = cellsOutside( stack );
  description["trainedOn"] = { { "source", stack.provenance.source },
                               { "incidents", stack.provenance.incidentsUsed },
                               { "leftOut", stack.provenance.leftOut.total() },
                               { "start", toIso8601( stack.steps.start( 0 ) ) },
                               { "end", toIso8601( stack.steps.start( stack.stepCount() ) ) } };
}

void warnOfOtherMeaning( const HeatmapStack &stack, const ModelFile &model, Feedback &feedback )
{
  if ( const std::string zone = timeZoneOf( model ); zone != stack.timeZone )
    feedback.warning( "The times of the heatmap stack are \"" + stack.timeZone + "\", those that the model was trained on \"" +
                      zone + "\": its steps may begin at other moments. Create the stack with the model's time zone." );
  const std::optional<EmptySteps> here = emptyStepsOf( stack );
  const nlohmann::json learned = model.description.value( emptyStepsItem, nlohmann::json() );
  if ( here && learned.is_string() && learned != enumName( *here ) )
    feedback.warning( "Steps without incidents are \"" + enumName( *here ) + "\" in the heatmap stack, but \"" +
                      learned.get<std::string>() +
                      "\" in what the model was trained on, so that risks may be far off. Create the stack as that one was." );
}

Grid gridOf( const ModelFile &model )
{
  return readDescription(
      model,
      []( const nlohmann::json &description )
      {
        const nlohmann::json &grid = description.at( "grid" );
        const auto extent = grid.at( "extent" ).get<std::array<double, 4>>();
        const int columns = grid.at( "columns" );
        const int rows = grid.at( "rows" );
        if ( std::min( columns, rows ) < 1 || std::max( columns, rows ) > mostCellsPerSide )
          throw Error( "The model claims a grid of " + std::to_string( columns ) + " × " + std::to_string( rows ) +
                       " cells, which cannot be. Train it again." );
        return describedGrid( grid.at( "crs" ), { extent[0], extent[1], extent[2], extent[3] }, columns, rows );
      } );
}

std::optional<LocalTime> lastStepLearned( const ModelFile &model )
try
{
  const nlohmann::json &trainedOn = model.description.at( "trainedOn" );
  const std::optional<LocalTime> own = parseTime( trainedOn.at( "validation" ).at( "last" ).get<std::string>() );
  return own && trainedOn.contains( startLearnedItem )
             ? std::max( own, parseTime( trainedOn.at( startLearnedItem ).get<std::string>() ) )
             : own;
}
catch ( const nlohmann::json::exception & )
{
  return std::nullopt;
}

std::vector<int> trainingSteps( const ModelFile &model, const HeatmapStack &stack )
try
{
  const nlohmann::json &training = model.description.at( "trainedOn" ).at( "training" );
  const auto moment = [&]( const char *item ) { return parseTime( training.at( item ).get<std::string>() ); };
  const std::optional<LocalTime> first = moment( "first" ), last = moment( "last" );
  if ( !first || !last )
    return {};
  return stack.observedStepsIn( *first, TimeSteps( *last, stack.steps.length(), 1 ).start( 1 ) );
}
catch ( const nlohmann::json::exception & )
{
  return {};
}

bool hasSameCells( const HeatmapStack &stack, const ModelFile &model )
{
  return gridOf( model ).sameAs( stack.grid ) && cellsOutside( model ) == cellsOutside( stack );
}

void checkStackFits( const HeatmapStack &stack, const ModelFile &model )
{
  const Grid grid = gridOf( model );
  if ( !stack.grid.sameAs( grid ) )
    throw Error( "The heatmap stack has " + stack.grid.toString() + ", but the model was trained on " + grid.toString() +
                 ". Create the stack with the model's extent and cells, or train a model on this stack; from this one "
                 "(riskcast train --from) if it ends with convolutions." );

  const auto [step, categories, start] = readDescription( model,
                                                          []( const nlohmann::json &description )
                                                          {
                                                            return std::tuple<std::string, std::vector<std::string>, std::string>(
                                                                description.at( "step" ), description.at( "categories" ),
                                                                description.at( "trainedOn" ).at( "start" ) );
                                                          } );
  if ( step != toString( stack.steps.length() ) )
    throw Error( "The steps of the heatmap stack are " + toString( stack.steps.length() ) +
                 " long, but the model was trained on steps of " + step +
                 ". Create the stack with that step, or train a new model." );
  if ( const std::optional<LocalTime> time = parseTime( start ); !time || !stack.steps.alignWith( *time ) )
    throw Error( "The steps of the heatmap stack start at other times than those that the model was trained on, such as " +
                 start + ". Create the stack aligned to that date, or train a new model." );
  if ( categories != stack.categories )
    throw Error( "The heatmap stack has the categories " + listText( stack.categories ) + ", but the model was trained on " +
                 listText( categories ) + ". Create the stack with the same categories, or train a new model." );
  const std::vector<int> ofModel = cellsOutside( model ), ofStack = cellsOutside( stack );
  if ( ofModel != ofStack )
    throw Error( "The study area of the heatmap stack is another than the model was trained on: it leaves out " +
                 countText( std::ssize( ofStack ) ) + " of the " + countText( stack.cellCount() ) + " cells, that of the model " +
                 countText( std::ssize( ofModel ) ) + ". Create the stack with the same study area, or train a new model." );
}

} // namespace riskcast
