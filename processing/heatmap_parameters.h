#pragma once

#include "algorithm.h"
#include "heatmaps.h"
#include "incident_parameters.h"

namespace riskcast
{

/// SELECTION, EXTENT, TEMPLATE, START, END
void declareExtentAndPeriod( Algorithm &algorithm );

/// STEP, STEP_UNIT, EMPTY_STEPS, CATEGORY_FIELD, CATEGORIES, OTHERS, WEIGHT_FIELD, STUDY_AREA, ALIGN, WHOLE_STEPS, CELL_SIZE,
/// GRID_CRS
void declareHeatmapParameters( Algorithm &algorithm );

/// Reads what declareHeatmapParameters() and declareGridSize() declare, and into \a incidents which fields hold category and
/// weight.
/// \throws Error if STUDY_AREA has no polygons
HeatmapOptions readHeatmapOptions( const ParameterValues &values, IncidentInput &incidents );

/// Reads what declareExtentAndPeriod() declares into \a options: what is given goes before what the selection holds.
/// \param incidentsCrs  of the incidents; an extent is put into it unless GRID_CRS is given
/// \throws Error if SELECTION is no selection, or if TEMPLATE is given beside EXTENT, CELL_SIZE or GRID_CRS
void readExtentAndPeriod( const ParameterValues &values, const QgsCoordinateReferenceSystem &incidentsCrs,
                          HeatmapOptions &options );

/// The number of steps with reports.
int observedSteps( const HeatmapStack &stack );

} // namespace riskcast
