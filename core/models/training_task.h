#pragma once

#include "network_trainer.h"

namespace riskcast
{

// What a network learns from, made from a stack.

/// What came at the targets, [targets, O, H × W].
torch::Tensor countsAt( const HeatmapStack &stack, std::span<const int> targets );

/// The weight of a positive cell that balances the classes: negatives / positives among the cells of the study area.
/// \param counts  [targets, H × W]
/// \throws Error if there are none of either
double balancingWeight( const torch::Tensor &counts, const torch::Tensor &cells );

/// How many targets have their inputs in memory at once: as many as 2 GB hold, and at least 1.
size_t targetsAtOnce( double bytesPerTarget );

/// As many of the steps, evenly spread; 100 in any case.
/// \param part  of the split that they are, for the message
std::vector<int> thinned( const std::vector<int> &steps, const std::string &part, double bytesPerStep, Feedback &feedback );

/// Places first … first + count - 1.
std::vector<int> places( size_t first, size_t count );

/// Samples and outcomes of the training and validation steps. A network that looks several steps ahead learns of those that are
/// in the same part and have reports.
TrainingTask taskFor( const HeatmapStack &stack, const NetworkInputs &inputs, const std::vector<int> &training,
                      const std::vector<int> &validation, const ScoreReading &reading, Feedback &feedback );

} // namespace riskcast
