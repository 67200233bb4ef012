#include "bulletin_texts.h"

#include "district_risk.h"
#include "error.h"
#include "legend_text.h"
#include "number_text.h"
#include "raster_style.h"
#include "report_data.h"
#include "report_texts.h"
#include "risk_classes.h"
#include "risk_raster.h"
#include "risk_text.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QLocale>
#include <QObject>

namespace riskcast
{

namespace
{

/// How core says what the maps are not for, so that lupdate finds it.
[[maybe_unused]] constexpr const char *caveats[] = {
  QT_TRANSLATE_NOOP(
      "RiskBulletin",
      "Reports are not incidents: who reports, which app or office takes reports, and where campaigns were shape these numbers "
      "as much as what happened. A place without reports is not a place without incidents, and no class of the map means "
      "\"safe\"." ),
  QT_TRANSLATE_NOOP(
      "RiskBulletin",
      "A risk is that of a whole cell in a whole step, not of a person, a house or a street. It says nothing about anybody who "
      "lives or walks there, and must not be a reason to suspect them." ),
  QT_TRANSLATE_NOOP(
      "RiskBulletin",
      "Where patrols follow the map and their findings become new reports, the map confirms itself. Keep incidents that were "
      "found because of the map apart from those that were reported anyway, and look at the districts below or above their "
      "share." ),
  QT_TRANSLATE_NOOP( "RiskBulletin", "Most flagged cells have no incident in a given step. Tell everyone who uses the map the "
                                     "base rate and the hit rate with it." )
};

/// The same for days, and for times of which nobody said the zone.
[[maybe_unused]] constexpr const char *words[] = {
  QT_TRANSLATE_NOOP( "RiskBulletin", "Monday" ),    QT_TRANSLATE_NOOP( "RiskBulletin", "Tuesday" ),
  QT_TRANSLATE_NOOP( "RiskBulletin", "Wednesday" ), QT_TRANSLATE_NOOP( "RiskBulletin", "Thursday" ),
  QT_TRANSLATE_NOOP( "RiskBulletin", "Friday" ),    QT_TRANSLATE_NOOP( "RiskBulletin", "Saturday" ),
  QT_TRANSLATE_NOOP( "RiskBulletin", "Sunday" ),    QT_TRANSLATE_NOOP( "RiskBulletin", "as written" )
};

QString measure( double value )
{
  return QString::fromStdString( measureText( value ) );
}

/// A number that is rarely whole, and seldom more exact than that.
QString expectedNumber( double value )
{
  constexpr double least = 0.005; // that is not rounded to 0.00
  constexpr double large = 100;
  if ( value < least )
    return QStringLiteral( "< 0.01" );
  return value < large ? QString::number( value, 'f', 2 ) : measure( value );
}

/// From the first moment to the last: of days and longer steps the first and the last day.
QString spanText( const QgsDateTimeRange &span, StepLength length )
{
  if ( length.unit == StepUnit::Hour )
    return QObject::tr( "%1 to %2" )
        .arg( span.begin().toString( QStringLiteral( "yyyy-MM-dd HH:mm" ) ),
              span.end().toString( span.begin().date() == span.end().date() ? QStringLiteral( "HH:mm" )
                                                                            : QStringLiteral( "yyyy-MM-dd HH:mm" ) ) );
  const QDate first = span.begin().date();
  const QDate last = span.end().date().addDays( -1 );
  if ( first == last )
    return QCoreApplication::translate( "RiskBulletin", QLocale::c().dayName( first.dayOfWeek() ).toUtf8() ) + " " +
           first.toString( Qt::ISODate );
  return QObject::tr( "%1 to %2" ).arg( first.toString( Qt::ISODate ), last.toString( Qt::ISODate ) );
}

QString lengthText( StepLength length )
{
  switch ( length.unit )
  {
    case StepUnit::Hour:
      return QObject::tr( "%n hour(s)", nullptr, length.count );
    case StepUnit::Day:
      return QObject::tr( "%n day(s)", nullptr, length.count );
    case StepUnit::Week:
      return QObject::tr( "%n week(s)", nullptr, length.count );
    case StepUnit::Month:
      return QObject::tr( "%n month(s)", nullptr, length.count );
  }
  return {};
}

QString expectedText( const AreaRisk &area )
{
  return QObject::tr( "about %1 of %2 cells will have an incident in this step, and %3 incidents are expected" )
      .arg( expectedNumber( area.cellsWithIncidents() ), measure( area.cells ), expectedNumber( area.incidents ) );
}

/// Most people take the darkest cell for a certain one.
QString highestText( const AreaRisk &area )
{
  constexpr double evenChance = 0.5;
  const QString highest = QObject::tr( "The highest risk of a cell is %1" ).arg( riskText( area.highest ) );
  return area.highest < evenChance ? QObject::tr( "%1: even there, no incident is likelier than one." ).arg( highest )
                                   : QObject::tr( "%1." ).arg( highest );
}

QStringList riskCells( const AreaRisk &risk )
{
  return { riskText( risk.mean ), riskText( risk.highest ), expectedNumber( risk.incidents ) };
}

} // namespace

QString periodText( const RiskMaps &maps, int step )
{
  QString text = QObject::tr( "%1 (%2)" )
                     .arg( spanText( stepRange( maps.steps, step ), maps.steps.length() ), lengthText( maps.steps.length() ) );
  if ( !maps.timeZone.empty() )
    text += QObject::tr( ", time zone: %1" ).arg( QCoreApplication::translate( "RiskBulletin", maps.timeZone.c_str() ) );
  text += QObject::tr( "\nPredicted by %1, %2 ahead" )
              .arg( QString::fromStdString( maps.modelKind ), QObject::tr( "%n step(s)", nullptr, step + 1 ) );
  if ( !maps.lastObserved.empty() )
    text += QObject::tr( "; the last step with reports starts %1" ).arg( QString::fromStdString( maps.lastObserved ) );
  return QObject::tr( "%1." ).arg( text );
}

QString baseRateText( const AreaRisk &area )
{
  return QObject::tr( "The mean risk is %1: %2.\n%3" ).arg( riskText( area.mean ), expectedText( area ), highestText( area ) );
}

QString baseRateText( const DistrictRisk &district, size_t of, const AreaRisk &area )
{
  return QObject::tr( "The mean risk here is %1, rank %2 of %3; in the whole area it is %4. Here, %5.\n%6" )
      .arg( riskText( district.risk.mean ), QString::number( district.rank ), QString::number( of ), riskText( area.mean ),
            expectedText( district.risk ), highestText( district.risk ) );
}

QList<QStringList> districtRows( const AreaRisk &area, const std::vector<DistrictRisk> &districts )
{
  QList<QStringList> rows = { QStringList{ QString(), QObject::tr( "Whole area" ) } + riskCells( area ) };
  for ( const DistrictRisk &district : districts )
    rows << QStringList{ QString::number( district.rank ), district.name } + riskCells( district.risk );
  return rows;
}

QStringList legendTexts( const RiskMaps &maps )
{
  QStringList texts;
  const std::vector<std::string> names = classNames( maps.percentiles );
  for ( size_t i = 0; i < names.size(); ++i )
  {
    const bool isHighest = i == maps.breaks.size();
    const QString range = isHighest ? QObject::tr( "above %1" ).arg( riskText( maps.breaks.back() ) )
                                    : QObject::tr( "up to %1" ).arg( riskText( maps.breaks[i] ) );
    texts << QStringLiteral( "%1: %2" ).arg( range, legendText( names[i] ) );
  }
  return texts;
}

QString verdictText( const QString &report )
{
  if ( report.isEmpty() )
    return QObject::tr( "No evaluation was given: whether this forecast is better than simple counting is unknown here." );
  const nlohmann::json data = readReportData( report.toStdString() );
  const auto sentences = data.find( "verdict" );
  if ( sentences == data.end() )
    throw Error( report.toStdString() + " holds no verdict. Choose a report of \"Evaluate risk model\"." );
  QStringList texts;
  for ( const nlohmann::json &sentence : *sentences )
    texts << QString::fromStdString( sentence.get<std::string>() );
  return texts.join( ' ' );
}

QString caveatsText()
{
  QStringList texts;
  for ( const std::string &text : notForUse() )
    texts << QCoreApplication::translate( "RiskBulletin", text.c_str() );
  return texts.join( '\n' );
}

} // namespace riskcast
