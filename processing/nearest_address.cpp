#include "nearest_address.h"

#include "error.h"

#include <qgscoordinatetransformcontext.h>
#include <qgsfeatureiterator.h>
#include <qgsfeaturesource.h>
#include <qgsfeedback.h>

namespace riskcast
{

NearestAddress::NearestAddress( const QgsFeatureSource &source, const QString &field, const Grid &grid,
                                const QgsCoordinateTransformContext &context, const QgsFeedback &feedback )
    : mMetricCrs( localMetricCrs( grid.crs(), grid.extent() ) )
    , mToMetric( grid.crs(), mMetricCrs )
{
  const int index = source.fields().lookupField( field );
  if ( index < 0 )
    throw Error( QObject::tr( "The layer \"%1\" has no field \"%2\": choose the field that holds its addresses." )
                     .arg( source.sourceName(), field )
                     .toStdString() );
  QgsFeatureRequest request;
  request.setSubsetOfAttributes( { index } );
  request.setDestinationCrs( QgsCoordinateReferenceSystem( QString::fromStdString( mMetricCrs ) ), context );
  QgsFeatureIterator features = source.getFeatures( request );
  for ( QgsFeature feature; features.nextFeature( feature ); )
  {
    if ( feedback.isCanceled() )
      throw Canceled();
    const QString address = feature.attribute( index ).toString();
    if ( !address.isEmpty() && mIndex.addFeature( feature ) )
      mAddresses.insert( feature.id(), address );
  }
  if ( mAddresses.isEmpty() )
    throw Error( QObject::tr( "No feature of the layer \"%1\" has a place and an address in the field \"%2\": choose another." )
                     .arg( source.sourceName(), field )
                     .toStdString() );
}

QString NearestAddress::of( double x, double y ) const
{
  if ( !mToMetric.apply( x, y ) )
    return {};
  return mAddresses.value( mIndex.nearestNeighbor( { x, y } ).constFirst() );
}

} // namespace riskcast
