#pragma once

#include "classify_risk.h"
#include "nearest_address.h"
#include "sink_file.h"

#include <optional>

class QgsProcessingFeedback;

namespace riskcast
{

struct FlaggedArea;

/// What is known of places beside their risk.
struct AreaFacts
{
  std::vector<double> areasKm2;              ///< of the cells, [H × W]; zeros: unknown
  std::optional<std::vector<int>> incidents; ///< recent ones in the cells, [H × W]
  std::optional<NearestAddress> addresses;
};

/// The layers of classified risk, as far as they were asked for: AREAS, the flagged cells that hang together as polygons, and
/// TOP_CELLS, the riskiest cells as points. Files of an earlier run stay as they were until keep().
class FlaggedLayers
{
public:
  /// \throws Error if a place cannot be written to, see SinkFile
  FlaggedLayers( const ParameterValues &values, OutputFiles &outputs );

  bool hasAreas() const { return mAreas.has_value(); }

  /// \param topCount  number of points of each map
  /// \throws Error if a layer cannot be written; Canceled
  void write( const ClassifiedRisk &classified, const AreaFacts &facts, int topCount, Feedback &feedback );

  /// \return the ids or files of the layers by the names of their parameters
  QVariantMap keep();

  /// Has the layers that were kept open styled and dated.
  void style( QgsProcessingContext &context, QgsProcessingFeedback *feedback ) const;

private:
  void writeAreas( const ClassifiedRisk &classified, const AreaFacts &facts, int map );
  void writeTopCells( const ClassifiedRisk &classified, int map, int count );

  std::optional<SinkFile> mAreas;
  std::optional<SinkFile> mTopCells;
  QVariantMap mKept;
  bool mIsDated = false;
};

} // namespace riskcast
