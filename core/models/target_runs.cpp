#include "target_runs.h"

#include "../number_text.h"
#include "training_task.h"

namespace riskcast
{

int longestRun( int batchSize, int windowLength )
{
  int run = std::max( 1, std::min( batchSize, windowLength / 2 ) );
  while ( batchSize % run != 0 )
    --run;
  return run;
}

std::vector<bool> continuingWindows( const TrainingTask &task, int batchSize, Feedback &feedback )
{
  const int count = static_cast<int>( task.training.size() + task.validation.size() );
  std::vector<bool> result( count, false );
  for ( int first = 0; first + 1 < count; first += batchSize )
  {
    feedback.throwIfCanceled();
    const torch::Tensor maps = task.batch( places( first, std::min( batchSize + 1, count - first ) ) ).samples.input.maps;
    const int64_t pairs = maps.size( 0 ) - 1, shared = maps.size( 1 ) - 1;
    const torch::Tensor same =
        maps.narrow( 0, 1, pairs ).narrow( 1, 0, shared ) == maps.narrow( 0, 0, pairs ).narrow( 1, 1, shared );
    const torch::Tensor all = same.flatten( 1 ).all( 1 );
    for ( int64_t pair = 0; pair < pairs; ++pair )
      result[first + 1 + pair] = all[pair].item<bool>();
  }
  return result;
}

void shareWindows( TrainingTask &task, int batchSize, int windowLength, Feedback &feedback )
{
  task.run = longestRun( batchSize, windowLength );
  if ( task.run > 1 )
    task.continues = continuingWindows( task, batchSize, feedback );
}

void saySharing( const TrainingTask &task, int batchSize, Feedback &feedback )
{
  if ( task.run == 1 )
  {
    feedback.info( "No targets share a window while the network learns: a batch of " + std::to_string( batchSize ) +
                   " does not part into runs that a window is long enough for." );
    return;
  }
  const auto continuing = std::ranges::count_if( task.training, [&]( int place ) { return task.continues[place]; } );
  feedback.info(
      "Up to " + std::to_string( task.run ) + " targets in a row share a window while the network learns, where windows " +
      "go on from the one before: " + countText( continuing ) + " of " + countText( std::ssize( task.training ) ) + " do." );
}

void warnOfIdleProcesses( int batchSize, int windowLength, int processes, Feedback &feedback )
{
  const int longestOfAny = std::max( 1, windowLength / 2 ); // runs get longer with the batch
  if ( batchSize / longestRun( batchSize, windowLength ) < processes )
    feedback.warning( "A batch of " + std::to_string( batchSize ) + " holds too few windows for " + std::to_string( processes ) +
                      " processes: each does all of it, and nothing is gained. Choose a batch size of " +
                      std::to_string( processes * longestOfAny ) + " at least." );
}

namespace
{
using Run = std::vector<int>;

template<class Thing> std::vector<Thing> shuffled( const std::vector<Thing> &things, at::Generator &generator )
{
  const torch::Tensor order = torch::randperm( static_cast<int64_t>( things.size() ), generator, torch::kLong );
  std::vector<Thing> result;
  for ( size_t i = 0; i < things.size(); ++i )
    result.push_back( things[order[static_cast<int64_t>( i )].item<int64_t>()] );
  return result;
}

/// Cuts \a stretch, in which every window goes on, into runs; what is too short for one comes singly.
void cut( std::span<const int> stretch, size_t run, at::Generator &generator, std::vector<Run> &runs, std::vector<Run> &singles )
{
  size_t next = torch::randint( static_cast<int64_t>( run ), { 1 }, generator, torch::kLong ).item<int64_t>();
  next = std::min( next, stretch.size() );
  for ( size_t i = 0; i < next; ++i )
    singles.push_back( { stretch[i] } );
  for ( ; next + run <= stretch.size(); next += run )
    runs.emplace_back( stretch.begin() + next, stretch.begin() + next + run );
  for ( ; next < stretch.size(); ++next )
    singles.push_back( { stretch[next] } );
}

void appendBatches( const std::vector<Run> &runs, size_t batchSize, std::vector<PlannedBatch> &batches )
{
  size_t room = 0;
  for ( const Run &run : runs )
  {
    if ( room < run.size() )
    {
      batches.push_back( { {}, static_cast<int>( run.size() ) } );
      room = batchSize;
    }
    std::ranges::copy( run, std::back_inserter( batches.back().places ) );
    room -= run.size();
  }
}
} // namespace

std::vector<PlannedBatch> shuffledBatches( std::span<const int> places, const std::vector<bool> &continues, int run,
                                           int batchSize, std::uint64_t seed )
{
  at::Generator generator = at::detail::createCPUGenerator( seed );
  std::vector<Run> runs, singles;
  for ( size_t first = 0, last = 1; first < places.size(); first = last++ )
  {
    while ( run > 1 && last < places.size() && continues[places[last]] )
      ++last;
    if ( run > 1 )
      cut( places.subspan( first, last - first ), run, generator, runs, singles );
    else
      singles.push_back( { places[first] } );
  }
  std::vector<PlannedBatch> batches;
  appendBatches( shuffled( runs, generator ), batchSize, batches );
  appendBatches( shuffled( singles, generator ), batchSize, batches );
  return runs.empty() ? batches : shuffled( batches, generator );
}

void joinWindows( NetworkInput &input, int run )
{
  if ( run == 1 )
    return;
  const torch::Tensor runs = input.maps.unflatten( 0, { -1, run } ); // [N / run, run, L, C, H, W]
  const torch::Tensor further = runs.narrow( 1, 1, run - 1 ).select( 2, -1 );
  input.maps = torch::cat( { runs.select( 1, 0 ), further }, 1 );
  input.targets = run;
}

} // namespace riskcast
