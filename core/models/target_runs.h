#pragma once

#include "network_trainer.h"

namespace riskcast
{

/// Targets that a network learns from in one go.
struct PlannedBatch
{
  std::vector<int> places;
  int run = 1; ///< so many of them, one after the other, can share a window
};

/// How many targets share a window while a causal network learns: the most that the batch is a multiple of and that let none see
/// half as many maps again as in prediction. 1, no sharing, where that is a single one.
int longestRun( int batchSize, int windowLength );

/// Whether the window of each place of \a task goes on where that of the place before left off: the same maps, but for the
/// oldest, and a new one. Where a step without reports was filled, it need not.
/// \throws Canceled between batches
std::vector<bool> continuingWindows( const TrainingTask &task, int batchSize, Feedback &feedback );

/// Lets targets of \a task share windows, as many as longestRun() says and where theirs go on.
/// \param task  of a causal network
/// \throws Canceled
void shareWindows( TrainingTask &task, int batchSize, int windowLength, Feedback &feedback );

/// Says how many targets share windows.
/// \param task  after shareWindows()
void saySharing( const TrainingTask &task, int batchSize, Feedback &feedback );

/// Warns if a batch holds fewer windows than there are processes, each of which then does the whole of it.
/// \param windowLength  of a causal network; 1 of others, whose targets share none
void warnOfIdleProcesses( int batchSize, int windowLength, int processes, Feedback &feedback );

/// All of \a places in batches and in an order that \a seed gives. With runs, the seed says where they start; what is left
/// before, between and after them comes in batches of single targets.
/// \param places     without gaps, ascending
/// \param continues  of every place; looked at if \a run is above 1
std::vector<PlannedBatch> shuffledBatches( std::span<const int> places, const std::vector<bool> &continues, int run,
                                           int batchSize, std::uint64_t seed );

/// Makes one window of each \a run windows that go on, [N, L, C, H, W] → [N / run, L + run - 1, C, H, W].
void joinWindows( NetworkInput &input, int run );

} // namespace riskcast
