#include "batch_norm.h"

namespace riskcast
{

namespace
{
const WorkerGroup *sharingWorkers = nullptr;

/// The sum over all workers, whose gradient is the sum of the gradients, too.
class SumOverWorkers : public torch::autograd::Function<SumOverWorkers>
{
public:
  static torch::Tensor forward( torch::autograd::AutogradContext *, const torch::Tensor &values )
  {
    torch::Tensor total = values.detach().clone();
    sharingWorkers->sum( total );
    return total;
  }

  static torch::autograd::variable_list backward( torch::autograd::AutogradContext *, torch::autograd::variable_list gradients )
  {
    torch::Tensor total = gradients[0].clone();
    sharingWorkers->sum( total );
    return { total };
  }
};

/// A value per filter, for maps [N, F, H, W].
torch::Tensor overMaps( const torch::Tensor &values )
{
  return values.view( { 1, -1, 1, 1 } );
}

/// With what was learned, in one pass over maps of any order in memory.
torch::Tensor normalisedAsLearned( torch::nn::BatchNorm2d &norm, const torch::Tensor &maps )
{
  const torch::Tensor scale = norm->weight * torch::rsqrt( norm->running_var + norm->options.eps() );
  const torch::Tensor shift = norm->bias - norm->running_mean * scale;
  return torch::addcmul( overMaps( shift ), maps, overMaps( scale ) );
}

/// As LibTorch does while training, with means over the maps of all workers, of which each has one at least.
torch::Tensor normalisedTogether( torch::nn::BatchNorm2d &norm, const torch::Tensor &given )
{
  const torch::Tensor maps = given.to( norm->weight.scalar_type() ); // in mixed precision they are shorter
  const auto perFilter = []( const torch::Tensor &values ) { return values.sum( c10::IntArrayRef( { 0, 2, 3 } ) ); };
  torch::Tensor count = torch::full( { 1 }, static_cast<double>( maps.numel() / maps.size( 1 ) ), torch::kDouble );
  sharingWorkers->sum( count );
  const double n = count.item<double>();
  const torch::Tensor mean = SumOverWorkers::apply( perFilter( maps ) ) / n;
  const torch::Tensor centred = maps - overMaps( mean );
  const torch::Tensor variance = SumOverWorkers::apply( perFilter( centred.square() ) ) / n;
  keepRunningMoments( norm, torch::stack( { mean, variance } ).detach(), n );
  const torch::Tensor scale = norm->weight * torch::rsqrt( variance + norm->options.eps() );
  return centred * overMaps( scale ) + overMaps( norm->bias );
}
} // namespace

torch::Tensor normalised( torch::nn::BatchNorm2d &norm, const torch::Tensor &maps )
{
  if ( norm->is_training() && sharingWorkers )
    return normalisedTogether( norm, maps );
  if ( !norm->is_training() || !hasSpread( maps ) )
    return normalisedAsLearned( norm, maps );
  // Of maps that have a margin between them LibTorch takes many times as long.
  return norm( maps.contiguous( maps.suggest_memory_format() ) );
}

void keepRunningMoments( torch::nn::BatchNorm2d &norm, const torch::Tensor &moments, double count )
{
  const torch::NoGradGuard noGrad;
  const torch::Tensor known = moments.to( norm->running_mean.scalar_type() );
  const double momentum = *norm->options.momentum();
  norm->num_batches_tracked.add_( 1 );
  norm->running_mean.lerp_( known[0], momentum );
  norm->running_var.lerp_( known[1] * ( count / ( count - 1 ) ), momentum );
}

bool hasSpread( const torch::Tensor &maps )
{
  return sharingWorkers || maps.numel() > maps.size( -3 );
}

void sumOverWorkers( torch::Tensor &values )
{
  if ( sharingWorkers )
    sharingWorkers->sum( values );
}

SharedNormalisation::SharedNormalisation( const WorkerGroup &workers, bool isPart )
{
  sharingWorkers = isPart ? &workers : nullptr;
}

SharedNormalisation::~SharedNormalisation()
{
  sharingWorkers = nullptr;
}

} // namespace riskcast
