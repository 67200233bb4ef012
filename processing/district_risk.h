#pragma once

#include <qgsgeometry.h>

#include <QString>

#include <vector>

class QgsCoordinateReferenceSystem;
class QgsProcessingContext;
class QgsProcessingFeatureSource;
class QgsRasterInterface;

namespace riskcast
{

class Feedback;
struct RiskMaps;

/// The risk of an area in a step. Cells are those of the model, even if the raster is finer for display.
struct AreaRisk
{
  double cells = 0;     ///< number with data; of an area of less than two, the part that it covers
  double mean = 0;      ///< 0 … 1
  double highest = 0;   ///< 0 … 1
  double incidents = 0; ///< expected, see expectedIncidents()

  /// Number of cells that are expected to have an incident.
  double cellsWithIncidents() const { return mean * cells; }
};

/// All cells with data. \param maps  with values \throws Error if there is none
AreaRisk areaRisk( const RiskMaps &maps, int step );

/// A part of the map that has a name.
struct NamedArea
{
  QString name;
  QgsGeometry shape; ///< valid, in the raster's CRS
};

/// Reads districts as an evaluation does: features of one name are one, and so are those without.
/// \param nameField  empty: the layer's first text field
/// \return in the order of the layer
/// \throws Error if there is no such field; Canceled
std::vector<NamedArea> readNamedAreas( const QgsProcessingFeatureSource &source, const QString &nameField,
                                       const QgsCoordinateReferenceSystem &crs, const QgsProcessingContext &context,
                                       Feedback &feedback );

/// A district among the others in a step.
struct DistrictRisk
{
  QString name;
  AreaRisk risk;
  int rank = 0; ///< by the mean risk, 1 for the highest; districts whose means are equal have the same
};

/// The risk of each district, the highest mean first. A cell belongs to the districts that its centre is in; one with less than
/// two centres has the cells that it touches, weighted by how much of them it covers. \param raster         of the risk \param
/// displayFactor  see RiskMaps \param districts  none without data
std::vector<DistrictRisk> rankedDistricts( const std::vector<NamedArea> &districts, QgsRasterInterface &raster, int displayFactor,
                                           int step );

/// Takes out the districts of which less than half has data, and says how many: a strip at the edge of the map does not stand for
/// them. \throws Error if none is left
void leaveOutDistrictsWithoutData( std::vector<NamedArea> &districts, QgsRasterInterface &raster, Feedback &feedback );

} // namespace riskcast
