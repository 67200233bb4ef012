#include "check_duplicates.h"

#include <algorithm>
#include <tuple>

namespace riskcast
{

namespace
{

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
