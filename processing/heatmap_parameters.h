#pragma once

#include "algorithm.h"
#include "heatmaps.h"
#include "selection.h"

namespace riskcast
{

/// Where, when and how incidents are counted.
struct HeatmapOptions
{
  GridOptions grid;
  PeriodOptions period;
  CountOptions count;
};

/// SELECTION, EXTENT, START, END
void declareExtentAndPeriod( Algorithm &algorithm );

/// STEP, STEP_UNIT, EMPTY_STEPS, CELL_SIZE, GRID_CRS
void declareHeatmapParameters( Algorithm &algorithm );

/// Reads what declareHeatmapParameters() and declareGridSize() declare.
HeatmapOptions readHeatmapOptions( const ParameterValues &values );

/// Reads what declareExtentAndPeriod() declares into \a options: what is given goes before what the selection holds.
/// \param incidentsCrs  of the incidents; an extent is put into it unless GRID_CRS is given
/// \throws Error if SELECTION is no selection
void readExtentAndPeriod( const ParameterValues &values, const QgsCoordinateReferenceSystem &incidentsCrs,
                          HeatmapOptions &options );

/// Counts in the rectangle and the period of a selection.
void useSelection( const Selection &selection, HeatmapOptions &options );

/// Finds the frame and counts.
HeatmapStack makeHeatmaps( IncidentReader &incidents, const HeatmapOptions &options, Feedback &feedback );

/// The number of steps with reports.
int observedSteps( const HeatmapStack &stack );

} // namespace riskcast
