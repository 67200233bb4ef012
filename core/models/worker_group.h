#pragma once

#include "../worker_place.h"

#include <torch/torch.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace riskcast
{

/// The processes that train a model together, each on its part of every batch. All of them call the same functions in the same
/// order; a single one does nothing in them. Through LibTorch's c10d: tensors on GPUs with NCCL where it is at hand and each
/// process has a GPU of its own, all others with Gloo. All functions throw an Error if another worker is lost; it says what to
/// do.
class WorkerGroup
{
public:
  /// Waits for the others.
  /// \param device  where this process computes
  /// \throws Error if they don't come within five minutes, or if this LibTorch cannot do that
  explicit WorkerGroup( const WorkerPlace &place, const torch::Device &device = torch::kCPU );
  ~WorkerGroup();

  bool isFirst() const { return mPlace.isFirst(); }
  bool isAlone() const { return mPlace.isAlone(); }

  /// This worker's part of a batch, \a run places or a multiple of it; all of it if there are fewer such pieces than workers.
  std::span<const int> partOf( std::span<const int> places, int run ) const;

  /// Whether the piece of that number is this worker's, where pieces are dealt out in turn.
  bool isMine( size_t piece ) const { return piece % mPlace.count == static_cast<size_t>( mPlace.number ); }

  /// Sum over all workers, in place of \a values, on any device.
  void sum( torch::Tensor &values ) const;

  /// What the first worker holds, for all.
  std::string ofTheFirst( std::string text ) const;

private:
  class Connection;
  WorkerPlace mPlace;
  std::unique_ptr<Connection> mConnection; ///< none if this is the only worker
};

} // namespace riskcast
