#include "fact_texts.h"

#include "number_text.h"
#include "risk_explorer_model.h"
#include "risk_text.h"
#include "scores/ratio.h"
#include "scores/six_labels.h"

#include <QCoreApplication>
#include <QObject>

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

/// How core names the labels, for lupdate to find.
[[maybe_unused]] constexpr const char *labelNames[] = { QT_TRANSLATE_NOOP( "CellLabel", "true negative" ),
                                                        QT_TRANSLATE_NOOP( "CellLabel", "correct" ),
                                                        QT_TRANSLATE_NOOP( "CellLabel", "false negative neighbour" ),
                                                        QT_TRANSLATE_NOOP( "CellLabel", "false negative" ),
                                                        QT_TRANSLATE_NOOP( "CellLabel", "false positive neighbour" ),
                                                        QT_TRANSLATE_NOOP( "CellLabel", "false positive" ) };

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
  const QString name = QCoreApplication::translate( "CellLabel", enumName( label ).c_str() );
  return name.left( 1 ).toUpper() + name.mid( 1 );
}

} // namespace riskcast
