#include "maps.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace riskcast
{

Map map( const std::string &drawing )
{
  Map map;
  std::istringstream rows( drawing );
  for ( std::string row; std::getline( rows, row, '/' ); ++map.rows )
  {
    std::istringstream cells( row );
    for ( std::string cell; cells >> cell; )
      map.values.push_back( cell == "." ? 0 : cell == "-" ? std::numeric_limits<float>::quiet_NaN() : std::stof( cell ) );
  }
  map.columns = static_cast<int>( map.values.size() ) / std::max( map.rows, 1 );
  if ( map.columns * map.rows != static_cast<int>( map.values.size() ) )
    throw std::invalid_argument( "The rows of the drawn map differ in length: " + drawing );
  return map;
}

QString drawing( const Map &map )
{
  std::ostringstream text;
  for ( size_t i = 0; i < map.values.size(); ++i )
  {
    if ( i > 0 )
      text << ( i % map.columns == 0 ? " / " : " " );
    if ( map.values[i] == 0 )
      text << ".";
    else if ( std::isnan( map.values[i] ) )
      text << "-";
    else
      text << map.values[i];
  }
  return QString::fromStdString( text.str() );
}

char *toString( const Map &map )
{
  return qstrdup( drawing( map ).toUtf8().constData() );
}

HeatmapStack stack( const std::vector<std::string> &drawings )
{
  const auto drawn = std::find_if( drawings.begin(), drawings.end(), []( const std::string &d ) { return d != "?"; } );
  const Map first = map( drawn == drawings.end() ? "." : *drawn );
  const LocalTime monday = *parseTime( "2024-01-01" );
  const Grid grid( "EPSG:32643", { 0, 0, static_cast<double>( first.columns ), static_cast<double>( first.rows ) }, first.columns,
                   first.rows );
  HeatmapStack stack =
      HeatmapStack::empty( grid, TimeSteps( monday, {}, static_cast<int>( drawings.size() ) ), StepState::Observed );
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    if ( drawings[step] == "?" )
      stack.states[step] = StepState::WithoutReports;
    else
      std::ranges::copy( map( drawings[step] ).values, stack.map( step ).begin() );
  }
  return stack;
}

Map stepMap( const HeatmapStack &stack, int step )
{
  return { stack.grid.rows(), stack.grid.columns(), stack.total( step ) };
}

} // namespace riskcast
