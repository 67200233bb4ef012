#pragma once

#include "table_rows.h"

#include <qgsfeature.h>
#include <qgsfeatureiterator.h>
#include <qgsfeaturerequest.h>

class QgsFeatureSource;

namespace riskcast
{

/// Rows of a QGIS feature source.
/// Dates are wall-clock times as the layer gives them, with an offset from UTC unless they are local times.
class QgsFeatureRows : public TableRows
{
public:
  /// \param source  is referred to, not copied
  QgsFeatureRows( const QgsFeatureSource &source, const QgsFeatureRequest &request );

  bool next() override { return mIterator.nextFeature( mFeature ); }
  void rewind() override;
  FieldValue value( int field ) override;
  std::optional<std::array<double, 2>> point() override;

  const QgsFeature &feature() const { return mFeature; }

private:
  const QgsFeatureSource &mSource;
  QgsFeatureRequest mRequest;
  QgsFeatureIterator mIterator;
  QgsFeature mFeature;
  QByteArray mText; ///< of the last value
};

} // namespace riskcast
