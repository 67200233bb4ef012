#include "worker_group.h"

#include "../error.h"
#include "../first_line.h"

#ifdef RISKCAST_GLOO
#include "own_address.h"

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>

#include <algorithm>
#include <chrono>
#include <thread>
#endif
// Its header is empty in a LibTorch without it.
#if defined( RISKCAST_NCCL ) && !defined( USE_C10D_NCCL )
#undef RISKCAST_NCCL
#endif
#ifdef RISKCAST_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>

#include <cstdlib>
#endif

namespace riskcast
{

#ifdef RISKCAST_GLOO

namespace
{
/// Whether NCCL can be used here, which wants a GPU for each process. Two that were started by hand may well share the first one.
bool hasOwnGpu( [[maybe_unused]] const WorkerPlace &place, [[maybe_unused]] const torch::Device &device )
{
#ifdef RISKCAST_NCCL
  return device.is_cuda() && place.onMachine && *place.onMachine < static_cast<int>( torch::cuda::device_count() );
#else
  return false;
#endif
}
} // namespace

class WorkerGroup::Connection
{
public:
  Connection( const WorkerPlace &place, const torch::Device &device )
      : mPlace( place )
  {
    guarded(
        "could not meet the others at " + place.addressAndPort(),
        "Start all of them, with the same WORLD_SIZE, MASTER_ADDR and MASTER_PORT; another port if something else listens there.",
        [this] { meet(); } );
    torch::Tensor lack = torch::tensor( hasOwnGpu( place, device ) ? 0 : 1 );
    reduce( lack, c10d::ReduceOp::MAX );
#ifdef RISKCAST_NCCL
    if ( lack.item<int>() == 0 )
      useGpus();
#endif
  }

  void reduce( torch::Tensor &values, c10d::ReduceOp::RedOpType operation )
  {
#ifdef RISKCAST_NCCL
    if ( mGpus && values.is_cuda() )
      return reduceBy( *mGpus, values.device(), values, operation );
#endif
    reduceBy( *mGroup, torch::kCPU, values, operation );
  }

  void broadcast( torch::Tensor &values )
  {
    std::vector<torch::Tensor> tensors = { values };
    working( [&] { mGroup->broadcast( tensors )->wait(); } );
  }

private:
  static constexpr std::chrono::minutes patience{ 5 };

  void meet()
  {
    c10d::TCPStoreOptions store;
    store.port = static_cast<std::uint16_t>( mPlace.port );
    store.isServer = mPlace.isFirst() && mPlace.meeting.empty();
    store.numWorkers = mPlace.count;
    store.timeout = patience;
    mMeeting =
        c10::make_intrusive<c10d::PrefixStore>( mPlace.meeting, c10::make_intrusive<c10d::TCPStore>( mPlace.address, store ) );
    const auto options = c10d::ProcessGroupGloo::Options::create( patience );
    const std::string own = ownAddressTowards( mPlace.address, mPlace.port );
    options->devices.push_back( own.empty() ? c10d::ProcessGroupGloo::createDefaultDevice()
                                            : c10d::ProcessGroupGloo::createDeviceForHostname( own ) );
    mGroup = c10::make_intrusive<c10d::ProcessGroupGloo>( mMeeting, mPlace.number, mPlace.count, options );
  }

#ifdef RISKCAST_NCCL
  void useGpus()
  {
    // Waiting then throws where another process is lost; else LibTorch would end this one without a word.
#if TORCH_VERSION_MAJOR > 2 || ( TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 2 )
    ::setenv( "TORCH_NCCL_BLOCKING_WAIT", "1", /*overwrite=*/0 );
#else
    ::setenv( "NCCL_BLOCKING_WAIT", "1", /*overwrite=*/0 );
#endif
    const auto options = c10d::ProcessGroupNCCL::Options::create();
    options->timeout = patience;
    mGpus = c10::make_intrusive<c10d::ProcessGroupNCCL>( c10::make_intrusive<c10d::PrefixStore>( "gpus", mMeeting ),
                                                         mPlace.number, mPlace.count, options );
  }
#endif

  /// Most sums are there in less than a millisecond, while NCCL's own waiting looks once in up to ten.
  template<class Work> static void lookForAWhile( Work &work )
  {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds( 20 );
    while ( !work.isCompleted() && std::chrono::steady_clock::now() < end )
      std::this_thread::yield();
  }

  template<class Group>
  void reduceBy( Group &group, const torch::Device &device, torch::Tensor &values, c10d::ReduceOp::RedOpType operation )
  {
    std::vector<torch::Tensor> tensors = { values.detach().to( device ).contiguous() };
    c10d::AllreduceOptions options;
    options.reduceOp = operation;
    working(
        [&]
        {
          const auto sum = group.allreduce( tensors, options );
          if ( device.is_cuda() )
            lookForAWhile( *sum );
          sum->wait();
        } );
    values.copy_( tensors[0] );
  }

  template<class Work> void working( const Work &work )
  {
    guarded( "has lost the others, or has waited for one too long", "Start all again; a training goes on from its checkpoint.",
             work );
  }

  template<class Work> void guarded( const std::string &problem, const std::string &advice, const Work &work )
  {
    try
    {
      work();
    }
    catch ( const std::exception &error )
    {
      std::string reason = firstLine( error.what() );
      if ( reason.ends_with( '.' ) )
        reason.pop_back();
      throw Error( mPlace.name() + " " + problem + ": " + reason + ". " + advice );
    }
  }

  WorkerPlace mPlace;
  c10::intrusive_ptr<c10d::Store> mMeeting;
  c10::intrusive_ptr<c10d::ProcessGroupGloo> mGroup;
#ifdef RISKCAST_NCCL
  c10::intrusive_ptr<c10d::ProcessGroupNCCL> mGpus; ///< none unless every process has its own
#endif
};

#else

class WorkerGroup::Connection
{
public:
  Connection( const WorkerPlace &, const torch::Device & )
  {
    throw Error( "This Riskcast was built without Gloo, which several workers need: train in one process." );
  }
};

#endif

WorkerGroup::WorkerGroup( const WorkerPlace &place, const torch::Device &device )
    : mPlace( place )
    , mConnection( isAlone() ? nullptr : std::make_unique<Connection>( place, device ) )
{
}

WorkerGroup::~WorkerGroup() = default;

std::span<const int> WorkerGroup::partOf( std::span<const int> places, int run ) const
{
  const auto workers = static_cast<size_t>( mPlace.count );
  const auto number = static_cast<size_t>( mPlace.number );
  const size_t pieces = places.size() / run;
  if ( pieces < workers )
    return places;
  const size_t first = pieces * number / workers * run;
  return places.subspan( first, pieces * ( number + 1 ) / workers * run - first );
}

#ifdef RISKCAST_GLOO

void WorkerGroup::sum( torch::Tensor &values ) const
{
  if ( mConnection )
    mConnection->reduce( values, c10d::ReduceOp::SUM );
}

std::string WorkerGroup::ofTheFirst( std::string text ) const
{
  if ( !mConnection )
    return text;
  torch::Tensor length = torch::tensor( static_cast<int64_t>( text.size() ) );
  mConnection->broadcast( length );
  torch::Tensor bytes = torch::zeros( { length.item<int64_t>() }, torch::kByte );
  if ( isFirst() )
    std::ranges::copy( text, reinterpret_cast<char *>( bytes.data_ptr<std::uint8_t>() ) );
  if ( bytes.numel() > 0 )
    mConnection->broadcast( bytes );
  return { reinterpret_cast<const char *>( bytes.data_ptr<std::uint8_t>() ), static_cast<size_t>( bytes.numel() ) };
}

#else // there is never another worker

void WorkerGroup::sum( torch::Tensor & ) const {}
std::string WorkerGroup::ofTheFirst( std::string text ) const
{
  return text;
}

#endif

} // namespace riskcast
