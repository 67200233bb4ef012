#include "vector_style.h"

#include "qgs_incident_reader.h"
#include "styling.h"

#include <qgsexpression.h>
#include <qgsvectorlayer.h>
#include <qgsvectorlayertemporalproperties.h>

#include <QFileInfo>

namespace riskcast
{

namespace
{

/// Without its time zone: QGIS compares what the controller shows with local times, whatever zone a field is read in.
QString wallClock( const QString &time )
{
  return QStringLiteral( "with_variable('t', %1, make_datetime(year(@t), month(@t), day(@t), hour(@t), minute(@t), second(@t)))" )
      .arg( time );
}

/// The time that a field of dates, or of text in one of these formats, holds.
QString timeOf( const QString &field, const std::vector<std::string> &formats )
{
  const QString column = QgsExpression::quotedColumnRef( field );
  if ( formats.empty() )
    return QStringLiteral( "to_datetime(%1)" ).arg( column );
  QString time = QStringLiteral( "NULL" );
  for ( auto format = formats.rbegin(); format != formats.rend(); ++format )
    time = QStringLiteral( "try(to_datetime(%1, %2), %3)" )
               .arg( column, QgsExpression::quotedString( QString::fromStdString( *format ) ), time );
  return time;
}

/// A layer that is no file has the fields that it was made with.
bool hasField( const QString &layer, const QString &field )
{
  return !QFileInfo( layer ).isFile() || QgsVectorLayer( layer ).fields().lookupField( field ) >= 0;
}

StyleDocument datedStyle( const QString &name, const QString &start, const QString &end, Qgis::VectorTemporalLimitMode limits )
{
  QgsVectorLayerTemporalProperties times;
  times.setIsActive( true );
  times.setMode( Qgis::VectorTemporalMode::FeatureDateTimeStartAndEndFromExpressions );
  times.setStartExpression( start );
  times.setEndExpression( end );
  times.setLimitMode( limits );
  StyleDocument style( name );
  style.setTimes( times );
  return style;
}

} // namespace

StyleDocument incidentStyle( const IncidentFields &fields, const QString &layer )
{
  const QString name = QStringLiteral( "incidents" );
  if ( !fields.clock.isEmpty() || !fields.times.toZone.empty() || !hasField( layer, fields.time ) )
    return StyleDocument( name );
  const QString time = wallClock( timeOf( fields.time, fields.times.formats ) );
  return datedStyle( name, time, time, Qgis::VectorTemporalLimitMode::IncludeBeginIncludeEnd ); // a moment ends when it begins
}

StyleDocument stepStyle( const QString &name, const QString &start, const QString &end )
{
  return datedStyle( name, timeOf( start, {} ), timeOf( end, {} ), Qgis::VectorTemporalLimitMode::IncludeBeginExcludeEnd );
}

void styleSelection( const QString &file, QgsProcessingContext &context, QgsProcessingFeedback *feedback )
{
  styleResult(
      file, [] { return StyleDocument( QStringLiteral( "selection" ) ); }, context, feedback );
}

} // namespace riskcast
