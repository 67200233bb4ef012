#include "check_findings.h"

#include "number_text.h"

#include <algorithm>
#include <cstdio>

namespace riskcast
{

std::string shareText( std::int64_t rows, std::int64_t all )
{
  char text[32];
  std::snprintf( text, sizeof text, "%.3g %%", all > 0 ? 100.0 * static_cast<double>( rows ) / static_cast<double>( all ) : 0.0 );
  return text;
}

namespace
{

std::string placeText( double x, double y )
{
  return "(" + coordinateText( x ) + ", " + coordinateText( y ) + ")";
}

/// What is wrong with a row, as the table has it; ids are filled in later.
std::string valueText( CheckRule rule, const CheckRow &row )
{
  switch ( rule )
  {
    case CheckRule::ZeroCoordinates:
    case CheckRule::SwappedCoordinates:
    case CheckRule::FarOff:
      return placeText( row.x, row.y );
    case CheckRule::DuplicateIncident:
      return toIso8601( row.time ) + " at " + placeText( row.x, row.y );
    case CheckRule::ImplausibleDate:
    case CheckRule::EndBeforeStart:
      return toIso8601( row.time );
    default:
      return {};
  }
}

Finding rowFinding( CheckRule rule, const CheckRows &table )
{
  Finding finding{ .rule = rule };
  for ( size_t i = 0; i < table.rows.size(); ++i )
  {
    const CheckRow &row = table.rows[i];
    if ( !row.reasons.contains( rule ) )
      continue;
    const auto number = static_cast<size_t>( finding.rows++ );
    if ( number >= exampleCount )
      continue;
    const bool isUnreadable = rule == CheckRule::UnreadableTime;
    finding.examples.push_back(
        { static_cast<std::int64_t>( i ) + 1, {}, isUnreadable ? table.unreadableTimes.at( number ) : valueText( rule, row ) } );
  }
  const auto all = static_cast<std::int64_t>( table.rows.size() );
  finding.text = countText( finding.rows ) + " of " + countText( all ) + " rows (" + shareText( finding.rows, all ) + ").";
  return finding;
}

/// With what makes two rows the same incident.
Finding duplicateIncidents( const CheckRows &table, const std::string &categoryField )
{
  Finding finding = rowFinding( CheckRule::DuplicateIncident, table );
  finding.text += categoryField.empty() ? " Compared are place and time; no field was named that tells the category."
                                        : " Compared are place, time and the field \"" + categoryField + "\".";
  return finding;
}

std::string joined( const std::vector<std::string> &parts )
{
  std::string text;
  for ( const std::string &part : parts )
    text += ( text.empty() ? "" : "; " ) + part;
  return text + ".";
}

Finding pileUpsOfTimes( const TimeFacts &times )
{
  Finding finding{ .rule = CheckRule::PiledUpTimes };
  std::vector<std::string> parts;
  for ( const PileUp &pile : times.pileUps )
  {
    if ( !pile.isConspicuous( times.rows ) )
      continue;
    finding.rows = std::max( finding.rows, pile.rows );
    char even[32];
    std::snprintf( even, sizeof even, "%.2g %%", 100 * pile.evenShare );
    parts.push_back( shareText( pile.rows, times.rows ) + " of the times are at " + pile.name +
                     ", where an even spread would put " + even );
  }
  finding.text = parts.empty() ? "Times do not pile up." : joined( parts );
  return finding;
}

Finding pileUpsOfPlaces( const PlaceFacts &places )
{
  Finding finding{ .rule = CheckRule::PiledUpPlaces, .rows = places.conspicuousRows };
  const std::vector<PlaceCount> named = places.conspicuous();
  std::vector<std::string> parts;
  for ( const PlaceCount &place : named )
    parts.push_back( shareText( place.rows, places.rows ) + " of the rows lie at " + placeText( place.x, place.y ) );
  if ( const std::int64_t more = places.conspicuousPlaces - std::ssize( named ); more > 0 )
    parts.push_back( countText( more ) + " more positions hold more than 1 % each" );
  const std::int64_t repeating = places.rows - places.places;
  parts.push_back( countText( places.rows ) + " rows lie at " + countText( places.places ) +
                   " positions: " + shareText( repeating, places.rows ) + " repeat the position of another row" );
  finding.text = joined( parts );
  return finding;
}

Finding precisionOfTimes( const TimeFacts &times )
{
  Finding finding{ .rule = CheckRule::TimePrecision, .rows = times.rows };
  finding.text = times.rows == 0 ? "No row has a time." : "Times tell the " + enumName( times.precision() ) + ".";
  return finding;
}

Finding dominantMonths( const TimeFacts &times )
{
  Finding finding{ .rule = CheckRule::DominantMonths };
  std::vector<std::string> parts;
  for ( const int month : times.dominantMonths() )
  {
    finding.rows += times.months.at( month );
    if ( parts.size() < exampleCount )
      parts.push_back( monthName( month ) + " has " + countText( times.months.at( month ) ) + " rows (" +
                       shareText( times.months.at( month ), times.rows ) + ")" );
  }
  finding.text = parts.empty() ? "No month dominates." : joined( parts );
  return finding;
}

Finding offsets( const CheckRows &table )
{
  Finding finding{ .rule = CheckRule::UtcOffsets, .rows = table.withOffset };
  finding.text = table.withOffset == 0
                     ? "No time has an offset from UTC that is not applied."
                     : countText( table.withOffset ) + " rows have times with an offset from UTC. It is not applied "
                                                       "unless a time zone to convert to is named.";
  return finding;
}

} // namespace

Finding findingOf( CheckRule rule, const CheckRows &table, const IncidentCheck &facts )
{
  switch ( rule )
  {
    case CheckRule::DuplicateIncident:
      return duplicateIncidents( table, facts.categoryField );
    case CheckRule::PiledUpTimes:
      return pileUpsOfTimes( facts.times );
    case CheckRule::PiledUpPlaces:
      return pileUpsOfPlaces( facts.places );
    case CheckRule::TimePrecision:
      return precisionOfTimes( facts.times );
    case CheckRule::DominantMonths:
      return dominantMonths( facts.times );
    case CheckRule::UtcOffsets:
      return offsets( table );
    default:
      return rowFinding( rule, table );
  }
}

} // namespace riskcast
