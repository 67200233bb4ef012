#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// What a cubic spline through the counts of a row of cells says at cells that are finer, as a matrix: finer = matrix · row.
/// Values stand for the centres of cells; beyond an end the row is mirrored, its last cell repeated, as in smoothed().
/// Source: Unser 1999, Splines: a perfect fit for signal and image processing.
/// \return [cells × factor, cells], in 64 bits
torch::Tensor cubicSpline( int cells, int factor );

} // namespace riskcast
