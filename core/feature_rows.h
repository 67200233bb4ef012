#pragma once

#include "ogr_source.h"
#include "table_rows.h"

#include <ogr_feature.h>

#include <string>
#include <vector>

class OGRGeometry;
class OGRPoint;

namespace riskcast
{

/// Whether a field holds dates, or dates with times.
bool isDate( const OGRFieldDefn &field );

bool isDate( OGRFieldType type );

/// A date as OGR holds it, with its offset from UTC; nothing if it is no real one.
std::optional<WrittenTime> writtenTime( const OGRField &date, OGRFieldType type );

/// What a feature holds in a field.
FieldValue valueOf( const OGRFeature &feature, int field );

/// The point that a geometry is, or the first of several; null if there is none.
const OGRPoint *pointOf( const OGRGeometry *geometry );

/// Rows of any OGR layer, feature by feature.
class FeatureRows : public TableRows
{
public:
  /// \param source  is referred to, not copied
  explicit FeatureRows( const OgrSource &source );

  bool next() override;
  void rewind() override;
  FieldValue value( int field ) override { return valueOf( *mFetched[mNext - 1], field ); }
  std::optional<std::array<double, 2>> point() override;

private:
  bool fetch();

  const OgrSource &mSource;
  std::vector<OGRFeatureUniquePtr> mFetched;
  size_t mNext = 0; ///< of those fetched
};

} // namespace riskcast
