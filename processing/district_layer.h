#pragma once

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

class QgsCoordinateReferenceSystem;
class QgsVectorLayer;

namespace riskcast
{

struct NamedArea;

/// The districts of a map; drawDistricts() says how they look.
std::unique_ptr<QgsVectorLayer> districtLayer( const std::vector<NamedArea> &districts, const QgsCoordinateReferenceSystem &crs );

/// Draws districts as outlines, through which the map is seen.
/// \param labelled    those with their names, where there is room
/// \param emphasised  the one with a thicker outline; empty: none
void drawDistricts( QgsVectorLayer &layer, const QStringList &labelled, const QString &emphasised );

} // namespace riskcast
