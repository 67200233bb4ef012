#pragma once

#include "ranked_map.h"
#include "risk_raster.h"

#include <QCache>
#include <QString>

#include <memory>

class QgsCoordinateTransformContext;
class QgsRasterDataProvider;

namespace riskcast
{

/// The risk maps of a raster file, each of which is read when it is asked for. It opens the file by itself, so that no layer has
/// to outlive it.
class RiskSeries
{
public:
  /// \throws Error if the file is not a risk raster
  RiskSeries( const QString &path, const QgsCoordinateTransformContext &context );
  ~RiskSeries();

  const Grid &grid() const { return mGrid; }
  const TimeSteps &steps() const { return mDescription.steps; }
  const std::string &modelKind() const { return mDescription.modelKind; }
  int displayFactor() const { return mDescription.displayFactor; }
  const std::string &timeZone() const { return mDescription.timeZone; }

  /// The latest maps are kept. \throws Error if the file cannot be read
  std::shared_ptr<const RankedMap> map( int step );

  /// The risks of one cell, [T]; NaN: no data.
  std::vector<float> risksOf( int cell ) const;

private:
  std::vector<float> readMap( int step ) const;

  QString mPath;
  std::unique_ptr<QgsRasterDataProvider> mFile;
  RiskMaps mDescription; ///< without grid and values
  Grid mGrid;
  std::vector<double> mAreasKm2;
  QCache<int, std::shared_ptr<const RankedMap>> mMaps;
};

} // namespace riskcast
