#include "checked_layers.h"

#include "check_layer.h"
#include "error.h"

#include <qgsfeature.h>
#include <qgsfields.h>

namespace riskcast
{

namespace
{

/// The fields of the source and one for the reasons, which a table that was checked before has already.
QgsFields fieldsWithReasons( QgsFields fields )
{
  if ( fields.lookupField( reasonsField ) < 0 )
    fields.append( QgsField( reasonsField, QMetaType::QString ) );
  return fields;
}

QgsFeature &addReasons( QgsFeature &feature, const QgsFields &fields, const CheckRules &reasons )
{
  QgsAttributes attributes = feature.attributes();
  attributes.resize( fields.count() );
  attributes[fields.lookupField( reasonsField )] = QString::fromStdString( reasons.toString() );
  feature.setAttributes( attributes );
  return feature;
}

} // namespace

CheckedLayers::CheckedLayers( const ParameterValues &values, OutputFiles &outputs )
{
  if ( values.isWanted( "OUTPUT" ) )
    mAll.emplace( "OUTPUT", values, outputs );
  if ( values.isWanted( "CLEAN" ) )
    mClean.emplace( "CLEAN", values, outputs );
}

void CheckedLayers::write( const IncidentCheck &check, QgsIncidentReader &rows, Feedback &feedback )
{
  if ( !mAll && !mClean )
    return;
  if ( mAll )
    mAll->open( fieldsWithReasons( rows.fields() ), rows.wkbType(), rows.qgisCrs() );
  if ( mClean )
    mClean->open( rows.fields(), rows.wkbType(), rows.qgisCrs() );
  copy( check, rows, feedback );
  if ( mAll )
    mAll->close();
  if ( mClean )
    mClean->close();
}

void CheckedLayers::copy( const IncidentCheck &check, QgsIncidentReader &rows, Feedback &feedback )
{
  constexpr size_t rowsBetweenReports = 1000;
  const QgsFields allFields = fieldsWithReasons( rows.fields() );
  size_t row = 0;
  for ( IncidentRow read; rows.nextRow( read ); ++row )
  {
    if ( row % rowsBetweenReports == 0 )
    {
      feedback.throwIfCanceled();
      feedback.setProgress( std::min( 1.0, static_cast<double>( row ) / static_cast<double>( check.rowCount ) ) );
    }
    if ( row >= check.reasons.size() )
      continue;
    QgsFeature feature = rows.pointFeature();
    if ( mClean && check.reasons[row].isEmpty() )
      mClean->add( feature );
    if ( mAll )
      mAll->add( addReasons( feature, allFields, check.reasons[row] ) );
  }
  if ( row != check.reasons.size() )
    throw Error( check.source + " has changed since it was checked: check it again." );
}

QVariantMap CheckedLayers::keep()
{
  QVariantMap layers;
  if ( mAll )
    layers["OUTPUT"] = mAll->keep();
  if ( mClean )
    layers["CLEAN"] = mClean->keep();
  return layers;
}

} // namespace riskcast
