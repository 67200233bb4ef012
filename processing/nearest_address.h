#pragma once

#include "crs.h"

#include <qgsspatialindex.h>

#include <QHash>

class QgsCoordinateTransformContext;
class QgsFeatureSource;
class QgsFeedback;

namespace riskcast
{

/// Finds the feature that is nearest to a place in metres, and what one of its fields says.
class NearestAddress
{
public:
  /// \param field  features in which it is empty are passed over
  /// \param grid   in whose CRS places are
  /// \throws Error if there is no such field, or no feature with an address; Canceled
  NearestAddress( const QgsFeatureSource &source, const QString &field, const Grid &grid,
                  const QgsCoordinateTransformContext &context, const QgsFeedback &feedback );

  /// \return empty if the place cannot be transformed
  QString of( double x, double y ) const;

private:
  std::string mMetricCrs;
  Transform mToMetric;
  QgsSpatialIndex mIndex{ QgsSpatialIndex::FlagStoreFeatureGeometries };
  QHash<QgsFeatureId, QString> mAddresses;
};

} // namespace riskcast
