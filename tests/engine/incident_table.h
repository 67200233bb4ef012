#pragma once

#include <QByteArray>

namespace riskcast
{

/// A CSV table (datetime, x, y, category) of incidents in an 8 × 8 km square of EPSG:32643 whose corner is at 700000, 3100000,
/// on days from 2024-01-01 on. Every day has one in a place that never changes (category "steady") and one in a place that
/// wanders a cell east and three cells north a day (category "wandering").
QByteArray incidentTable( int days );

} // namespace riskcast
