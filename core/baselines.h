#pragma once

#include "forecaster.h"
#include "training_options.h"

namespace riskcast
{

// What every model has to beat: simple rules that are fitted in seconds. Steps without reports count as zeros here, though risks
// are scored on steps with reports: where reports come in bursts, means over steps with reports alone are far too high, and make
// weaker rivals. Formulas and sources: docs/methods/baselines.md.

/// Cells in random order, another one in each step, with the mean risk: what chance hits.
std::unique_ptr<Forecaster> makeRandomMap( const TrainingOptions &options );

/// Mean count per cell and step up to the last training or validation step; risk = 1 - exp(-mean). A map that never changes.
std::unique_ptr<Forecaster> makeLongRunRate();

/// The last map with reports: one risk for cells that had an incident in it, another for those that had none.
std::unique_ptr<Forecaster> makeLastMap();

/// Exponentially weighted moving average: the one of averageBank()'s decayed, smoothed rates, of counts or of binary maps, that
/// has the least log loss on the validation steps, plus a thousandth of the mean count against risks of zero.
/// Risk = 1 - exp(-rate) for counts, the rate itself for binary maps.
std::unique_ptr<Forecaster> makeEwma();

/// Kernel density: the mean count of the last steps under a quartic kernel, bandwidth and number of steps chosen by log loss on
/// the validation steps.
std::unique_ptr<Forecaster> makeKde();

/// Prospective hotspotting (K. Bowers, S. Johnson, K. Pease, British Journal of Criminology 2004): the sum of 1/((1 + d)(1 + t))
/// over incidents at most 8 cells and 8 weeks away, scaled to counts.
std::unique_ptr<Forecaster> makeProspective();

/// Self-exciting process on the grid, after G. Mohler and others, Journal of the American Statistical Association 2015, in whole
/// steps: see fitHawkes().
std::unique_ptr<Forecaster> makeHawkes();

/// Regression on lags: logistic of whether there is an incident, or Poisson of the count, on recent counts in the cell and
/// around it, and on decayed means; ridge, by Newton's method. The steps of warmUpSteps() are not fitted to.
std::unique_ptr<Forecaster> makeLogisticLags();
std::unique_ptr<Forecaster> makePoissonLags();

/// The mean count of each cell over all steps up to and including \a lastStep, [H × W].
std::vector<float> meanCounts( const HeatmapStack &stack, int lastStep );

} // namespace riskcast
