#pragma once

#include "qgs_feature_rows.h"
#include "row_reader.h"

#include <qgscoordinatereferencesystem.h>
#include <qgspointxy.h>

#include <memory>

class QgsFeatureSource;

namespace riskcast
{

/// Which fields of a layer say what, and how.
struct IncidentFields
{
  QString time;
  QString clock{};                    ///< time of day, where it is kept apart from the date; empty: none
  QString end{};                      ///< end of the interval in which it happened; empty: none
  QString id{};                       ///< empty: none
  QString category{};                 ///< empty: none
  QString weight{};                   ///< empty: each feature counts 1
  QString x{};                        ///< for tables; empty: the features are points
  QString y{};                        ///< for tables
  QgsCoordinateReferenceSystem crs{}; ///< invalid: the layer's
  TimeOptions times{};                ///< formats are for text fields
};

/// The CRS that the positions are in.
QgsCoordinateReferenceSystem crsOf( const QgsFeatureSource &source, const IncidentFields &fields );

/// What of each feature is fetched.
enum class Fetch
{
  FieldsOnly,
  WholeFeature, ///< for whoever copies pointFeature()
};

/// Incidents from a QGIS feature source: the features of a layer that its filter, and the user's selection, leave.
/// A point of several parts counts once, at its first part.
/// Times are wall-clock times as the layer gives them, so 14:00 UTC stays 14:00 wherever QGIS runs, unless they are converted to
/// another zone: then an offset from UTC that comes with them goes before the zone that was named, as it does on the command
/// line. (GeoPackage stores UTC, and QGIS hands the same digits out as UTC or as local time, depending on version and driver.)
class QgsIncidentReader : public IncidentReader
{
public:
  /// \param source  is referred to, not copied
  /// \throws Error if the source holds lines or polygons, or neither points nor fields of coordinates, has no CRS, no such field,
  ///         if the time field holds neither dates nor text, or if a time zone is unknown
  QgsIncidentReader( const QgsFeatureSource &source, const IncidentFields &fields, Fetch fetch = Fetch::FieldsOnly );

  bool nextRow( IncidentRow &row ) override;
  void rewind() override;
  const std::string &crs() const override { return mCrs; }
  std::string categoryField() const override;
  std::int64_t offsetsNotApplied() const override { return mReader.offsetsNotApplied(); }
  std::int64_t rowCount() const override;
  const std::string &source() const override { return mName; }

  /// The feature that was read last. A row whose coordinates are in fields gets their point, if it has one.
  QgsFeature pointFeature() const;

  QgsFields fields() const;

  /// Of the geometries of pointFeature().
  Qgis::WkbType wkbType() const;
  const QgsCoordinateReferenceSystem &qgisCrs() const { return mQgisCrs; }

private:
  const QgsFeatureSource &mSource;
  IncidentColumns mColumns;
  RowReader mReader;
  QgsCoordinateReferenceSystem mQgisCrs;
  std::string mCrs;
  std::string mName;
  std::unique_ptr<QgsFeatureRows> mRows;
  QgsPointXY mPoint; ///< of the row that was read last
};

} // namespace riskcast
