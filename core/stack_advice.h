#pragma once

#include "heatmaps.h"

namespace riskcast
{

/// How much there is to learn from a stack, categories added up; only cells inside the study area count.
struct StackFigures
{
  int cells = 0;
  double emptyCells = 0;           ///< share of cells without an incident in any step
  double emptySteps = 0;           ///< share of steps without an incident, hours that the clocks skip included
  double emptyStepsByChance = 0;   ///< exp(-m) of m incidents a step: what a Poisson process of the same mean leaves empty
  double positiveCellsPerStep = 0; ///< cells with an incident, mean of the observed steps
  double repeatShare = 0;          ///< share of these (of steps that have one before) that had one in the step before, too
  bool isOfMonths = false;         ///< see isOfMonths()
};

/// Whether all incidents are in steps, of two weeks at most, that hold the first midnight of one, as where nothing but the month
/// is known.
bool isOfMonths( const HeatmapStack &stack );

/// What to say then.
inline constexpr const char *timesAreMonths =
    "All incidents are in steps with the first of a month, as where nothing but the month is known: take steps of months.";

StackFigures figuresOf( const HeatmapStack &stack );

/// Says the figures and what follows from them. Maps are nearly empty if fewer than one cell in 200 has an incident in the mean
/// observed step. Steps without incidents look like steps without reports if they are more than 5 % of all steps and twice what
/// chance alone leaves empty, or if less than half as many have incidents as chance leaves them; else like true zeros. Where
/// times are months, longer steps are what helps.
void advise( const StackFigures &figures, EmptySteps chosen, Feedback &feedback );

} // namespace riskcast
