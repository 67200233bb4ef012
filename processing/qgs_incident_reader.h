#pragma once

#include "incidents.h"

#include <qgsfeature.h>
#include <qgsfeatureiterator.h>

class QgsFeatureSource;

namespace riskcast
{

/// Which field of a layer holds the time, and how text fields write it.
struct TimeField
{
  QString name;
  QString format; ///< see parseTime(); empty: ISO 8601
};

/// What of each feature is fetched.
enum class Fetch
{
  PlaceAndTime,
  WholeFeature, ///< for whoever copies feature()
};

/// Incidents from a QGIS feature source: the features of a layer that its filter, and the user's selection, leave.
/// A point of several parts counts once, at its first part.
/// Times are wall-clock times as the layer gives them: their zone is not applied, so 14:00 UTC stays 14:00 wherever QGIS runs.
/// (GeoPackage stores UTC, and QGIS hands the same digits out as UTC or as local time, depending on version and driver.)
class QgsIncidentReader : public IncidentReader
{
public:
  /// \param source  is referred to, not copied
  /// \throws Error if the source has no CRS, no such field, or if the field holds neither dates nor text
  QgsIncidentReader( const QgsFeatureSource &source, const TimeField &time, Fetch fetch = Fetch::PlaceAndTime );

  bool next( Incident &incident ) override;
  void rewind() override;
  const std::string &crs() const override { return mCrs; }
  const LeftOut &leftOut() const override { return mLeftOut; }
  std::int64_t rowCount() const override;
  const std::string &source() const override { return mName; }

  /// The feature that next() read last.
  const QgsFeature &feature() const { return mFeature; }

private:
  const QgsFeatureSource &mSource;
  int mTimeField;
  std::string mTimeFormat;
  Fetch mFetch;
  std::string mCrs;
  std::string mName;
  QgsFeatureIterator mIterator;
  QgsFeature mFeature;
  LeftOut mLeftOut;
};

} // namespace riskcast
