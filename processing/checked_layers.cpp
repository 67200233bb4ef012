#include "checked_layers.h"

#include "check_layer.h"
#include "error.h"
#include "sink_file.h"

#include <qgsfeatureiterator.h>
#include <qgsfeaturesink.h>
#include <qgsfeaturesource.h>
#include <qgsfields.h>

namespace riskcast
{

namespace
{

/// A sink that was asked for, and the file behind it.
struct CheckedSink
{
  CheckedSink( const QString &name, const QgsFeatureSource &source, const QgsFields &fields, const ParameterValues &values )
      : file( values.sinkDestination( name ) )
      , sink( values.sink( name, source, fields, destination ) )
  {
  }

  void add( QgsFeature &feature )
  {
    if ( !sink->addFeature( feature, QgsFeatureSink::FastInsert ) )
      throw Error( "The rows cannot be written: " + sink->lastError().toStdString() +
                   ". Free some space, or choose another place." );
    ++written;
  }

  /// \return the layer's id or file
  QString close()
  {
    sink.reset();
    file.commit( written );
    return destination;
  }

  QString destination;
  SinkFile file;
  std::unique_ptr<QgsFeatureSink> sink;
  long long written = 0;
};

/// The fields of the source and one for the reasons, which a table that was checked before has already.
QgsFields fieldsWithReasons( QgsFields fields )
{
  if ( fields.lookupField( reasonsField ) < 0 )
    fields.append( QgsField( reasonsField, QMetaType::QString ) );
  return fields;
}

} // namespace

QVariantMap writeCheckedLayers( const IncidentCheck &check, const QgsFeatureSource &source, const ParameterValues &values,
                                Feedback &feedback )
{
  const QgsFields allFields = fieldsWithReasons( source.fields() );
  std::optional<CheckedSink> all, clean;
  if ( values.isWanted( "OUTPUT" ) )
    all.emplace( "OUTPUT", source, allFields, values );
  if ( values.isWanted( "CLEAN" ) )
    clean.emplace( "CLEAN", source, source.fields(), values );
  if ( !all && !clean )
    return {};

  constexpr size_t rowsBetweenReports = 1000;
  const int reasonsIndex = allFields.lookupField( reasonsField );
  QgsFeatureIterator features = source.getFeatures();
  size_t row = 0;
  for ( QgsFeature feature; features.nextFeature( feature ); ++row )
  {
    if ( row % rowsBetweenReports == 0 )
    {
      feedback.throwIfCanceled();
      feedback.setProgress( std::min( 1.0, static_cast<double>( row ) / static_cast<double>( check.rowCount ) ) );
    }
    if ( row >= check.reasons.size() )
      continue;
    if ( clean && check.reasons[row].isEmpty() )
      clean->add( feature );
    if ( !all )
      continue;
    QgsAttributes attributes = feature.attributes();
    attributes.resize( allFields.count() );
    attributes[reasonsIndex] = QString::fromStdString( check.reasons[row].toString() );
    feature.setAttributes( attributes );
    all->add( feature );
  }
  if ( row != check.reasons.size() )
    throw Error( check.source + " has changed since it was checked: check it again." );

  QVariantMap layers;
  if ( all )
    layers["OUTPUT"] = all->close();
  if ( clean )
    layers["CLEAN"] = clean->close();
  return layers;
}

} // namespace riskcast
