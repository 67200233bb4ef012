#pragma once

#include "algorithm.h"
#include "selection.h"

namespace riskcast
{

/// COLUMNS and ROWS of a grid.
void declareGridSize( Algorithm &algorithm );

/// RULE, THRESHOLD, START_EXTENT, PERIOD_SHARE; COLUMNS and ROWS are those of declareGridSize().
void declareSelectionParameters( Algorithm &algorithm );

/// \param incidentsCrs  of the incidents, into which the start extent is put
SelectionOptions readSelectionOptions( const ParameterValues &values, const QgsCoordinateReferenceSystem &incidentsCrs );

} // namespace riskcast
