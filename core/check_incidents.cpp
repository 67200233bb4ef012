#include "check_incidents.h"

#include "check_duplicates.h"
#include "check_findings.h"
#include "check_outliers.h"
#include "crs.h"
#include "error.h"
#include "number_text.h"

#include <algorithm>
#include <map>

namespace riskcast
{

namespace
{

/// Flags what only the whole table shows.
void flagRows( std::vector<CheckRow> &rows, const CheckRules &rules, const CheckOptions &options, const std::string &crs )
{
  if ( rules.contains( CheckRule::FarOff ) || rules.contains( CheckRule::SwappedCoordinates ) )
    flagFarOff( rows, rules, isGeographic( crs ), options.area );
  if ( rules.contains( CheckRule::DuplicateId ) )
    flagDuplicateIds( rows );
  if ( rules.contains( CheckRule::DuplicateIncident ) )
    flagDuplicateIncidents( rows );
  if ( rules.contains( CheckRule::ImplausibleDate ) )
    flagImplausibleDates( rows, options.start, options.end );
}

/// Reads on until the ids of all examples are known: they are not kept for every row.
void fillInIds( IncidentCheck &check, IncidentReader &incidents, Feedback &feedback )
{
  std::map<std::int64_t, std::vector<CheckExample *>> wanted;
  for ( Finding &finding : check.findings )
  {
    for ( CheckExample &example : finding.examples )
      wanted[example.row].push_back( &example );
  }
  incidents.rewind();
  IncidentRow row;
  std::int64_t number = 0;
  while ( !wanted.empty() && incidents.nextRow( row ) )
  {
    constexpr std::int64_t rowsBetweenChecks = 10000;
    if ( ++number % rowsBetweenChecks == 0 )
      feedback.throwIfCanceled();
    const auto found = wanted.find( number );
    if ( found == wanted.end() )
      continue;
    for ( CheckExample *example : found->second )
      example->id = row.id;
    wanted.erase( found );
  }
}

bool hasIds( const CheckRows &table )
{
  return std::ranges::any_of( table.rows, []( const CheckRow &row ) { return row.idHash != 0; } );
}

} // namespace

std::int64_t IncidentCheck::rowsOf( CheckRule rule ) const
{
  const auto found = std::ranges::find( findings, rule, &Finding::rule );
  return found == findings.end() ? 0 : found->rows;
}

IncidentCheck checkIncidents( IncidentReader &incidents, const CheckOptions &options, Feedback &feedback )
{
  const CheckRules rules( options.rules );
  if ( rules.isEmpty() )
    throw Error( "There is nothing to check: choose at least one rule." );
  PhaseFeedback reading( feedback, 0, 0.7 );
  CheckRows table = readCheckRows( incidents, rules, reading );
  if ( table.rows.empty() )
    throw Error( incidents.source() + " has no rows: there is nothing to check." );

  feedback.setProgress( 0.7, "Comparing the rows" );
  flagRows( table.rows, rules, options, incidents.crs() );
  feedback.throwIfCanceled();
  IncidentCheck check{ .source = incidents.source(),
                       .rowCount = static_cast<std::int64_t>( table.rows.size() ),
                       .categoryField = incidents.categoryField(),
                       .times = timeFacts( table.rows ),
                       .places = placeFacts( table.rows ) };
  for ( const CheckRule rule : allCheckRules() )
  {
    if ( rules.contains( rule ) )
      check.findings.push_back( findingOf( rule, table, check ) );
  }
  for ( const CheckRow &row : table.rows )
    check.reasons.push_back( row.reasons );
  check.flaggedCount = check.rowCount - std::ranges::count_if( check.reasons, &CheckRules::isEmpty );
  feedback.setProgress( 0.9, "Looking up the examples" );
  if ( hasIds( table ) )
    fillInIds( check, incidents, feedback );
  feedback.setProgress( 1 );
  for ( const Finding &finding : check.findings )
    feedback.info( enumName( finding.rule ) + ": " + finding.text );
  feedback.info( countText( check.flaggedCount ) + " of " + countText( check.rowCount ) + " rows are flagged." );
  return check;
}

namespace
{

nlohmann::json toJson( const Finding &finding, std::int64_t rowCount )
{
  nlohmann::json examples = nlohmann::json::array();
  for ( const CheckExample &example : finding.examples )
    examples.push_back( { { "row", example.row }, { "id", example.id }, { "value", example.value } } );
  return { { "rows", finding.rows },
           { "share", static_cast<double>( finding.rows ) / static_cast<double>( rowCount ) },
           { "flagsRows", flagsRows( finding.rule ) },
           { "text", finding.text },
           { "examples", std::move( examples ) } };
}

nlohmann::json toJson( const TimeFacts &times )
{
  nlohmann::json pileUps, precisions, months, dominant = nlohmann::json::array();
  for ( const auto &[month, rows] : times.months )
    months[monthName( month )] = rows;
  for ( const int month : times.dominantMonths() )
    dominant.push_back( monthName( month ) );
  for ( const PileUp &pile : times.pileUps )
    pileUps[pile.name] = { { "rows", pile.rows },
                           { "evenShare", pile.evenShare },
                           { "isConspicuous", pile.isConspicuous( times.rows ) } };
  for ( size_t unit = 0; unit < times.precisions.size(); ++unit )
    precisions[enumNames<TimePrecision>()[unit]] = times.precisions[unit];
  return { { "rows", times.rows },       { "precision", enumName( times.precision() ) },
           { "precisions", precisions }, { "pileUps", pileUps },
           { "hours", times.hours },     { "daysOfMonth", times.daysOfMonth },
           { "months", months },         { "dominantMonths", dominant } };
}

nlohmann::json toJson( const PlaceFacts &places )
{
  nlohmann::json largest = nlohmann::json::array();
  for ( const PlaceCount &place : places.largest )
    largest.push_back( { { "x", place.x }, { "y", place.y }, { "rows", place.rows } } );
  return { { "rows", places.rows }, { "places", places.places }, { "largest", std::move( largest ) } };
}

} // namespace

nlohmann::json toJson( const IncidentCheck &check )
{
  nlohmann::json rules;
  for ( const Finding &finding : check.findings )
    rules[enumName( finding.rule )] = toJson( finding, check.rowCount );
  return { { "source", check.source },          { "rows", check.rowCount },
           { "flagged", check.flaggedCount },   { "clean", check.rowCount - check.flaggedCount },
           { "rules", std::move( rules ) },     { "times", toJson( check.times ) },
           { "places", toJson( check.places ) } };
}

} // namespace riskcast
