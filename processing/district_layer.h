#pragma once

#include <QString>

#include <memory>
#include <vector>

class QgsCoordinateReferenceSystem;
class QgsVectorLayer;

namespace riskcast
{

struct NamedArea;

/// The districts of a map as outlines with their names, where there is room for them.
std::unique_ptr<QgsVectorLayer> districtLayer( const std::vector<NamedArea> &districts, const QgsCoordinateReferenceSystem &crs );

/// Draws the outline of one of them thicker than those of the others. \param name  empty: of none
void emphasiseDistrict( QgsVectorLayer &layer, const QString &name );

} // namespace riskcast
