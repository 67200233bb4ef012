#include "incident_table.h"

#include <QDate>

namespace riskcast
{

namespace
{

/// In the middle of a cell of 1 km, column from the west, row from the south.
QByteArray incident( const QDate &day, int hour, int column, int row, const char *category )
{
  return day.toString( Qt::ISODate ).toLatin1() + 'T' + QByteArray::number( hour ) + ":00:00," +
         QByteArray::number( 700500 + 1000 * column ) + ',' + QByteArray::number( 3100500 + 1000 * row ) + ',' + category + '\n';
}

} // namespace

QByteArray incidentTable( int days )
{
  QByteArray table = "datetime,x,y,category\n";
  for ( int day = 0; day < days; ++day )
  {
    const QDate date = QDate( 2024, 1, 1 ).addDays( day );
    table += incident( date, 10, 2, 5, "steady" );
    table += incident( date, 22, day % 8, 3 * day % 8, "wandering" );
  }
  return table;
}

} // namespace riskcast
