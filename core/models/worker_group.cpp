#include "worker_group.h"

#include "../error.h"

#ifdef RISKCAST_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif

namespace riskcast
{

#ifdef RISKCAST_GLOO

class WorkerGroup::Connection
{
public:
  explicit Connection( const WorkerPlace &place )
      : mPlace( place )
  {
    guarded(
        [&]
        {
          c10d::TCPStoreOptions store;
          store.port = static_cast<std::uint16_t>( place.port );
          store.isServer = place.isFirst();
          store.numWorkers = place.count;
          store.timeout = patience;
          const auto options = c10d::ProcessGroupGloo::Options::create( patience );
          options->devices.push_back( c10d::ProcessGroupGloo::createDefaultDevice() );
          mGroup = c10::make_intrusive<c10d::ProcessGroupGloo>( c10::make_intrusive<c10d::TCPStore>( place.address, store ),
                                                                place.number, place.count, options );
        } );
  }

  void reduce( torch::Tensor &values, c10d::ReduceOp::RedOpType operation )
  {
    std::vector<torch::Tensor> tensors = { values.detach().to( torch::kCPU ).contiguous() };
    c10d::AllreduceOptions options;
    options.reduceOp = operation;
    guarded( [&] { mGroup->allreduce( tensors, options )->wait(); } );
    values.copy_( tensors[0] );
  }

  void broadcast( torch::Tensor &values )
  {
    std::vector<torch::Tensor> tensors = { values };
    guarded( [&] { mGroup->broadcast( tensors )->wait(); } );
  }

private:
  static constexpr std::chrono::minutes patience{ 5 };

  template<class Work> void guarded( const Work &work )
  {
    try
    {
      work();
    }
    catch ( const std::exception &error )
    {
      const std::string text = error.what();
      throw Error( "Worker " + std::to_string( mPlace.number ) + " of " + std::to_string( mPlace.count ) +
                   " has lost the others, or one did not come: " + text.substr( 0, text.find( '\n' ) ) +
                   ". Start all again; a training goes on from its checkpoint." );
    }
  }

  WorkerPlace mPlace;
  c10::intrusive_ptr<c10d::ProcessGroupGloo> mGroup;
};

#else

class WorkerGroup::Connection
{
public:
  explicit Connection( const WorkerPlace & )
  {
    throw Error( "This Riskcast was built without Gloo, which several workers need: train in one process." );
  }
};

#endif

WorkerGroup::WorkerGroup( const WorkerPlace &place )
    : mPlace( place )
    , mConnection( isAlone() ? nullptr : std::make_unique<Connection>( place ) )
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

void WorkerGroup::greatest( torch::Tensor &values ) const
{
  if ( mConnection )
    mConnection->reduce( values, c10d::ReduceOp::MAX );
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
void WorkerGroup::greatest( torch::Tensor & ) const {}
std::string WorkerGroup::ofTheFirst( std::string text ) const
{
  return text;
}

#endif

} // namespace riskcast
