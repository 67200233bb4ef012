#include "groups.h"

#include <algorithm>
#include <cstdio>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<GroupKind>()
{
  static const std::vector<std::string> names = { "category", "hour", "weekday", "season", "month", "district" };
  return names;
}

namespace
{

std::string hourName( LocalTime time )
{
  using namespace std::chrono;
  char text[16];
  std::snprintf( text, sizeof text, "%02d:00", static_cast<int>( duration_cast<hours>( time - floor<days>( time ) ).count() ) );
  return text;
}

std::string weekdayName( LocalTime time )
{
  static const char *const names[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };
  return names[std::chrono::weekday( std::chrono::floor<std::chrono::days>( time ) ).c_encoding()];
}

std::chrono::year_month_day dateOf( LocalTime time )
{
  return std::chrono::year_month_day( std::chrono::floor<std::chrono::days>( time ) );
}

/// Three months each, as meteorologists part the year; without names, as those depend on the hemisphere.
std::string seasonName( LocalTime time )
{
  static const char *const names[] = { "December to February", "March to May", "June to August", "September to November" };
  return names[static_cast<unsigned>( dateOf( time ).month() ) % 12 / 3];
}

std::string monthName( LocalTime time )
{
  return toIso8601( LocalTime( std::chrono::local_days( dateOf( time ).year() / dateOf( time ).month() / 1 ) ) ).substr( 0, 7 );
}

/// The kinds of time that a step of this length is shorter than.
std::vector<std::pair<GroupKind, std::string ( * )( LocalTime )>> kindsOfTime( StepLength length )
{
  std::vector<std::pair<GroupKind, std::string ( * )( LocalTime )>> kinds = { { GroupKind::Season, seasonName },
                                                                              { GroupKind::Month, monthName } };
  const bool isHours = length.unit == StepUnit::Hour && length.count < 24;
  if ( isHours )
    kinds.insert( kinds.begin(), { GroupKind::Hour, hourName } );
  if ( isHours || length == StepLength{ 24, StepUnit::Hour } || length == StepLength{ 1, StepUnit::Day } )
    kinds.insert( kinds.begin(), { GroupKind::Weekday, weekdayName } );
  return kinds;
}

} // namespace

int Groups::groupOf( GroupKind kind, const std::string &name )
{
  const auto found =
      std::ranges::find_if( mGroups, [&]( const TestGroup &group ) { return group.kind == kind && group.name == name; } );
  if ( found != mGroups.end() )
    return static_cast<int>( found - mGroups.begin() );
  mGroups.push_back( { kind, name } );
  return static_cast<int>( mGroups.size() ) - 1;
}

Groups::Groups( const HeatmapStack &stack, std::vector<int> targets, const TestMaps &maps,
                const std::vector<District> &districts )
    : mStack( stack )
    , mMaps( maps )
    , mTargets( std::move( targets ) )
    , mOfStep( mTargets.size() )
    , mOfCell( maps.cellCount(), -1 )
{
  if ( stack.categoryCount() > 1 )
    for ( const std::string &category : stack.categories )
      mCategories.push_back( groupOf( GroupKind::Category, category ) );
  for ( const auto &[kind, nameOf] : kindsOfTime( stack.steps.length() ) )
    for ( size_t i = 0; i < mTargets.size(); ++i )
      mOfStep[i].push_back( groupOf( kind, nameOf( stack.steps.start( mTargets[i] ) ) ) );
  if ( districts.empty() )
    return;
  const std::vector<int> districtOf = districtOfCells( districts, stack.grid );
  for ( size_t cell = 0; cell < mOfCell.size(); ++cell )
    if ( maps.scored[cell] )
      mOfCell[cell] = groupOf( GroupKind::District, districtOf[cell] < 0 ? "(none)" : districts[districtOf[cell]].name );
}

std::vector<GroupTally> Groups::tally( const std::vector<std::vector<int>> &flagged ) const
{
  std::vector<GroupTally> tallies( mGroups.size() );
  std::vector<std::uint8_t> isFlagged;
  const auto addCell = [&]( int group, int cell, float count )
  {
    GroupTally &tally = tallies[group];
    tally.cells += 1;
    tally.flaggedCells += isFlagged[cell];
    if ( count <= 0 )
      return;
    tally.all.incidents += count;
    tally.all.positiveCells += 1;
    tally.flagged.incidents += isFlagged[cell] ? count : 0;
    tally.flagged.positiveCells += isFlagged[cell];
  };
  for ( size_t step = 0; step < mTargets.size(); ++step )
  {
    isFlagged.assign( mMaps.cellCount(), 0 );
    for ( const int cell : flagged[step] )
      isFlagged[cell] = 1;
    const std::span<const float> happened = mMaps.map( mMaps.happened, static_cast<int>( step ) );
    for ( int cell = 0; cell < static_cast<int>( mMaps.cellCount() ); ++cell )
    {
      if ( !mMaps.scored[cell] )
        continue;
      for ( const int group : mOfStep[step] )
        addCell( group, cell, happened[cell] );
      if ( mOfCell[cell] >= 0 )
        addCell( mOfCell[cell], cell, happened[cell] );
      for ( size_t category = 0; category < mCategories.size(); ++category )
        addCell( mCategories[category], cell, mStack.map( mTargets[step], static_cast<int>( category ) )[cell] );
    }
  }
  return tallies;
}

} // namespace riskcast
