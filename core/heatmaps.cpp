#include "heatmaps.h"

#include "crs.h"
#include "error.h"
#include "gdal_support.h"
#include "number_text.h"
#include "raster_file.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<EmptySteps>()
{
  static const std::vector<std::string> names = { "without-reports", "true-zeros" };
  return names;
}

namespace
{

/// Finds the channel of an incident.
class Channels
{
public:
  explicit Channels( const std::vector<std::string> &categories )
  {
    for ( const std::string &category : categories )
      mChannels.try_emplace( category, static_cast<int>( mChannels.size() ) );
    if ( mChannels.size() != categories.size() )
      throw Error( "A category is named twice: name each once." );
  }

  /// \return nothing if nobody asked for the category
  std::optional<int> of( const std::string &category ) const
  {
    if ( mChannels.empty() )
      return 0;
    const auto found = mChannels.find( category );
    return found == mChannels.end() ? std::nullopt : std::optional( found->second );
  }

private:
  std::unordered_map<std::string, int> mChannels; ///< empty: one channel for all
};

/// Puts one incident after the other into a stack.
class Counter
{
public:
  Counter( HeatmapStack &stack, const Transform &transform, const Channels &channels )
      : mStack( stack )
      , mTransform( transform )
      , mChannels( channels )
  {
  }

  void count( Incident &incident )
  {
    if ( !std::isfinite( incident.weight ) || incident.weight < 0 )
      throw Error( "An incident of " + toIso8601( incident.time ) + " has the weight " + exactText( incident.weight ) +
                   ": weights must be numbers from 0 on." );
    if ( const std::optional<LeftOutReason> reason = add( incident ) )
      mStack.provenance.leftOut.add( *reason );
    else
      ++mStack.provenance.incidentsUsed;
  }

private:
  /// \return why the incident was not added, or nothing
  std::optional<LeftOutReason> add( Incident &incident )
  {
    if ( !mTransform.apply( incident.x, incident.y ) )
      return LeftOutReason::NotTransformable;
    const std::optional<int> cell = mStack.grid.cellAt( incident.x, incident.y );
    if ( !cell )
      return LeftOutReason::OutsideExtent;
    const StepRange steps = stepsOf( incident );
    if ( steps.firstInside >= steps.endInside )
      return LeftOutReason::OutsidePeriod;
    const std::optional<int> channel = mChannels.of( incident.category );
    if ( !channel )
      return LeftOutReason::UnwantedCategory;
    const double share = incident.weight / static_cast<double>( steps.count );
    for ( int step = steps.firstInside; step < steps.endInside; ++step )
    {
      mStack.map( step, *channel )[*cell] += static_cast<float>( share );
      mStack.states[step] = StepState::Observed;
    }
    return std::nullopt;
  }

  /// The steps that an incident may lie in.
  struct StepRange
  {
    std::int64_t count; ///< also those outside the period
    int firstInside;
    int endInside;
  };

  StepRange stepsOf( const Incident &incident ) const
  {
    constexpr std::chrono::seconds instant( 1 );
    const LocalTime last = incident.end ? std::max( incident.time, *incident.end - instant ) : incident.time;
    const std::int64_t first = mStack.steps.stepNumber( incident.time );
    const std::int64_t end = mStack.steps.stepNumber( last ) + 1;
    const auto inside = [this]( std::int64_t step )
    { return static_cast<int>( std::clamp<std::int64_t>( step, 0, mStack.stepCount() ) ); };
    return { end - first, inside( first ), inside( end ) };
  }

  HeatmapStack &mStack;
  const Transform &mTransform;
  const Channels &mChannels;
};

HeatmapStack emptyStack( const IncidentReader &incidents, const Grid &grid, const TimeSteps &steps, const CountOptions &options )
{
  const size_t channels = std::max<size_t>( options.categories.size(), 1 );
  checkBandCount( "The heatmap stack", steps.count() * channels );
  checkMemory( "The heatmap stack", static_cast<double>( steps.count() ) * channels * grid.cellCount() * sizeof( float ) );
  const StepState state = options.emptySteps == EmptySteps::TrueZeros ? StepState::Observed : StepState::WithoutReports;
  HeatmapStack stack = HeatmapStack::empty( grid, steps, state );
  if ( !options.categories.empty() )
    stack = HeatmapStack::empty( grid, steps, state, options.categories );
  stack.timeZone = options.timeZone;
  stack.provenance.source = incidents.source();
  return stack;
}

void warnOfEmptyCategories( const HeatmapStack &stack, Feedback &feedback )
{
  for ( int category = 0; category < stack.categoryCount(); ++category )
  {
    bool isEmpty = true;
    for ( int step = 0; step < stack.stepCount() && isEmpty; ++step )
      isEmpty = std::ranges::all_of( stack.map( step, category ), []( float count ) { return count == 0; } );
    if ( isEmpty )
      feedback.warning( "No incident was counted in the category \"" + stack.categories[category] + "\"." );
  }
}

void report( const HeatmapStack &stack, Feedback &feedback )
{
  const StackProvenance &provenance = stack.provenance;
  const auto observed = std::ranges::count( stack.states, StepState::Observed );
  const std::string leftOut = provenance.leftOut.toString();
  feedback.info( countText( provenance.incidentsUsed ) + " of " + countText( provenance.rowsRead ) + " rows counted" +
                 ( leftOut.empty() ? "." : "; left out: " + leftOut + "." ) );
  feedback.info( countText( observed ) + " of " + countText( stack.stepCount() ) + " time steps are observed, the others are " +
                 "without reports. Time zone: " + stack.timeZone + "." );
}

} // namespace

HeatmapStack countIncidents( IncidentReader &incidents, const Grid &grid, const TimeSteps &steps, const CountOptions &options,
                             Feedback &feedback )
{
  const Transform transform( incidents.crs(), grid.crs() );
  const Channels channels( options.categories );
  HeatmapStack stack = emptyStack( incidents, grid, steps, options );
  Counter counter( stack, transform, channels );
  forEachIncident( incidents, "Counting incidents", feedback, [&counter]( Incident &incident ) { counter.count( incident ); } );

  StackProvenance &provenance = stack.provenance;
  provenance.leftOut += incidents.leftOut();
  provenance.rowsRead = provenance.incidentsUsed + provenance.leftOut.total();
  if ( provenance.incidentsUsed == 0 )
  {
    throw Error( "None of the " + countText( provenance.rowsRead ) + " rows of " + provenance.source + " was counted: " +
                 provenance.leftOut.toString() + ". Check extent, period, categories and how times are written." );
  }
  report( stack, feedback );
  warnOfEmptyCategories( stack, feedback );
  return stack;
}

} // namespace riskcast
