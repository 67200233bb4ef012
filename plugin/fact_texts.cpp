#include "fact_texts.h"

#include "legend_text.h"
#include "number_text.h"
#include "risk_explorer_model.h"
#include "risk_text.h"
#include "scores/ratio.h"
#include "scores/six_labels.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

QString number( std::int64_t count )
{
  return QString::fromStdString( countText( count ) );
}

QString measure( double value )
{
  return QString::fromStdString( measureText( value ) );
}

QString percent( double part, double whole )
{
  return QString::fromStdString( oneDigitPercent( ratio( part, whole ) ) );
}

/// Whether an effect would be shown as odds that are 1.0 times as high.
bool isNoChange( double effect )
{
  return std::abs( effect ) < std::log( 1.05 );
}

/// By how much the odds change, one way or the other.
QString times( double effect )
{
  return QString::number( std::exp( std::abs( effect ) ), 'f', std::abs( effect ) < std::log( 9.95 ) ? 1 : 0 );
}

} // namespace

QString areaText( const FlagFacts &facts )
{
  if ( facts.all.cells > 0 && facts.all.areaKm2 == 0 )
    return QObject::tr( "unknown without a coordinate reference system" );
  return QObject::tr( "%1 km², %2 % of the map" )
      .arg( measure( facts.flagged.areaKm2 ), percent( facts.flagged.areaKm2, facts.all.areaKm2 ) );
}

QString cellsText( const FlagFacts &facts )
{
  return QObject::tr( "%1 of %2" ).arg( number( facts.flagged.cells ), number( facts.all.cells ) );
}

QString incidentsText( const FlagFacts &facts )
{
  return QObject::tr( "%1, %2 % of all" )
      .arg( measure( facts.flagged.incidents ), percent( facts.flagged.incidents, facts.all.incidents ) );
}

QString hitRateText( const LabelCounts &counts )
{
  if ( counts.positive() == 0 )
    return QStringLiteral( "–" );
  return QObject::tr( "%1 %" ).arg( QString::fromStdString( oneDigitPercent( counts.hitRate() ) ) );
}

QString cellText( const CellFacts &facts )
{
  const QString place = QObject::tr( "Row %1, column %2 from the north-west" ).arg( facts.row + 1 ).arg( facts.column + 1 );
  if ( facts.rank == 0 )
    return QObject::tr( "%1: no data in this step." ).arg( place );
  return QObject::tr( "%1: risk %2, rank %3 of %4." )
      .arg( place, riskText( facts.risk ), number( facts.rank ), number( facts.rankedCells ) );
}

QString labelText( CellLabel label )
{
  const QString name = legendText( enumName( label ) );
  return name.left( 1 ).toUpper() + name.mid( 1 );
}

QString factorText( RiskFactor factor )
{
  switch ( factor )
  {
    case RiskFactor::LongRunRate:
      return QObject::tr( "Long-run rate here" );
    case RiskFactor::Calendar:
      return QObject::tr( "Season and weekday" );
    case RiskFactor::RecentNearby:
      return QObject::tr( "Recent incidents nearby" );
    case RiskFactor::RecentHere:
      break;
  }
  return QObject::tr( "Recent incidents here" );
}

QString oddsText( double effect )
{
  return ( effect < 0 && !isNoChange( effect ) ? QObject::tr( "÷ %1" ) : QObject::tr( "× %1" ) ).arg( times( effect ) );
}

QString shareText( double share )
{
  constexpr double least = 0.005; // would be rounded to nothing
  if ( share > 0 && share < least )
    return QObject::tr( "< 1 %" );
  return QObject::tr( "%1 %" ).arg( qRound( 100 * share ) );
}

QString whyText( const WhyFacts &facts )
{
  const auto most = std::ranges::max_element( facts.factors, {}, &FactorFacts::share );
  const QString mean = QObject::tr( "The mean risk of the area is %1." ).arg( riskText( facts.areaRisk ) );
  if ( most->share == 0 )
    return mean + ' ' + QObject::tr( "Nothing makes this cell differ from it." );
  const QString name = factorText( static_cast<RiskFactor>( most - facts.factors.begin() ) );
  if ( isNoChange( most->effect ) )
    return mean + ' ' + QObject::tr( "What counts most: %1. But even that hardly changes the odds of an incident." ).arg( name );
  const QString effect = most->effect < 0
                             ? QObject::tr( "What counts most: %1. With that, the odds of an incident are %2 times lower." )
                             : QObject::tr( "What counts most: %1. With that, the odds of an incident are %2 times higher." );
  return mean + ' ' + effect.arg( name, times( most->effect ) );
}

} // namespace riskcast
