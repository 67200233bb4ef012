#include "groups.h"

#include <algorithm>
#include <map>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<GroupKind>()
{
  static const std::vector<std::string> names = { "category", "hour", "weekday", "season", "month", "district" };
  return names;
}

namespace
{

/// A part of the time, and its place among its like.
struct PartOfTime
{
  int place = 0;
  std::string name;
};

std::chrono::year_month_day dateOf( LocalTime time )
{
  return std::chrono::year_month_day( std::chrono::floor<std::chrono::days>( time ) );
}

PartOfTime hourOf( LocalTime time )
{
  using namespace std::chrono;
  const auto hour = static_cast<int>( duration_cast<hours>( time - floor<days>( time ) ).count() );
  return { hour, ( hour < 10 ? "0" : "" ) + std::to_string( hour ) + ":00" };
}

PartOfTime weekdayOf( LocalTime time )
{
  static const char *const names[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
  const std::chrono::weekday day( std::chrono::floor<std::chrono::days>( time ) );
  const auto place = static_cast<int>( day.iso_encoding() ) - 1;
  return { place, names[place] };
}

/// Three months each, as meteorologists part the year; without names, as those depend on the hemisphere.
PartOfTime seasonOf( LocalTime time )
{
  static const char *const names[] = { "December to February", "March to May", "June to August", "September to November" };
  const auto place = static_cast<int>( static_cast<unsigned>( dateOf( time ).month() ) % 12 / 3 );
  return { place, names[place] };
}

PartOfTime monthOf( LocalTime time )
{
  const auto date = dateOf( time );
  const LocalTime start = std::chrono::local_days( date.year() / date.month() / 1 );
  return { static_cast<int>( date.year() ) * 12 + static_cast<int>( static_cast<unsigned>( date.month() ) ),
           toIso8601( start ).substr( 0, 7 ) };
}

/// The kinds of time that a step of this length is shorter than.
std::vector<std::pair<GroupKind, PartOfTime ( * )( LocalTime )>> kindsOfTime( StepLength length )
{
  std::vector<std::pair<GroupKind, PartOfTime ( * )( LocalTime )>> kinds = { { GroupKind::Season, seasonOf },
                                                                             { GroupKind::Month, monthOf } };
  const bool isHours = length.unit == StepUnit::Hour && length.count < 24;
  if ( isHours )
    kinds.insert( kinds.begin(), { GroupKind::Hour, hourOf } );
  if ( isHours || length == StepLength{ 24, StepUnit::Hour } || length == StepLength{ 1, StepUnit::Day } )
    kinds.insert( kinds.begin(), { GroupKind::Weekday, weekdayOf } );
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
  for ( const auto &[kind, partOf] : kindsOfTime( stack.steps.length() ) )
  {
    std::map<int, std::string> inOrder;
    for ( const int target : mTargets )
    {
      const PartOfTime part = partOf( stack.steps.start( target ) );
      inOrder.emplace( part.place, part.name );
    }
    for ( const auto &[place, name] : inOrder )
      groupOf( kind, name );
    for ( size_t i = 0; i < mTargets.size(); ++i )
      mOfStep[i].push_back( groupOf( kind, partOf( stack.steps.start( mTargets[i] ) ).name ) );
  }
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
