#pragma once

#include "district_risk.h"
#include "risk_bulletin.h"
#include "risk_raster.h"

namespace riskcast
{

/// What the pages of bulletins say: numbers, and words for them.
class BulletinPages
{
public:
  /// \param maps       with values; \a raster is the file that they come from
  /// \param districts  none without data; may be empty
  /// \param title    of every page; empty: "Risk bulletin"
  /// \param verdict  as verdictText() gives it
  /// \throws Error if a step has no data; Canceled
  BulletinPages( RiskMaps maps, std::vector<NamedArea> districts, QgsRasterInterface &raster, const QString &title,
                 const QString &verdict, Feedback &feedback );

  int stepCount() const { return mMaps.steps.count(); }

  /// The whole area, and a table of all districts.
  BulletinPage ofStep( int step ) const;

  /// One district in a step. \param number  of it in the list given
  BulletinPage ofDistrict( size_t number, int step ) const;

private:
  BulletinPage page( int step ) const;

  RiskMaps mMaps;
  std::vector<NamedArea> mDistricts;
  QString mTitle;
  QString mVerdict;
  std::vector<AreaRisk> mWhole;                   ///< by step
  std::vector<std::vector<DistrictRisk>> mRanked; ///< by step
};

} // namespace riskcast
