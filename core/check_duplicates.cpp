#include "check_duplicates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <tuple>

namespace riskcast
{

namespace
{

/// In small letters, with blanks.
constexpr std::array<std::string_view, 12> categoryNames = { "category",     "type",          "offense",
                                                             "offence",      "crime type",    "crime category",
                                                             "primary type", "offense type",  "offense category",
                                                             "offence type", "incident type", "incident category" };

bool isCategoryName( std::string name )
{
  std::ranges::transform( name, name.begin(),
                          []( unsigned char letter )
                          { return static_cast<char>( letter == '_' ? ' ' : std::tolower( letter ) ); } );
  return std::ranges::find( categoryNames, name ) != categoryNames.end();
}

/// Flags every row but the first of those that \a key makes the same; rows that are not \a compared are left alone.
template<class Compared, class Key>
void flagRepeats( std::vector<CheckRow> &rows, CheckRule rule, const Compared &compared, const Key &key )
{
  std::vector<CheckRow *> order;
  for ( CheckRow &row : rows )
  {
    if ( compared( row ) )
      order.push_back( &row );
  }
  std::ranges::sort( order, [&key]( const CheckRow *a, const CheckRow *b )
                     { return std::tuple( key( *a ), a ) < std::tuple( key( *b ), b ); } );
  for ( size_t i = 1; i < order.size(); ++i )
  {
    if ( key( *order[i] ) == key( *order[i - 1] ) )
      order[i]->reasons.insert( rule );
  }
}

} // namespace

std::string usualCategoryField( const std::vector<std::string> &fields )
{
  const auto first = std::ranges::find_if( fields, isCategoryName );
  return std::ranges::count_if( fields, isCategoryName ) == 1 ? *first : std::string();
}

void flagDuplicateIds( std::vector<CheckRow> &rows )
{
  flagRepeats(
      rows, CheckRule::DuplicateId, []( const CheckRow &row ) { return row.idHash != 0; },
      []( const CheckRow &row ) { return row.idHash; } );
}

void flagDuplicateIncidents( std::vector<CheckRow> &rows )
{
  flagRepeats(
      rows, CheckRule::DuplicateIncident, []( const CheckRow &row ) { return row.hasPlace() && row.hasTime(); },
      []( const CheckRow &row ) { return std::tuple( row.x, row.y, row.time, row.categoryHash ); } );
}

} // namespace riskcast
