#include "batch_norm.h"

namespace riskcast
{

torch::Tensor normalised( torch::nn::BatchNorm2d &norm, const torch::Tensor &maps )
{
  if ( norm->is_training() && maps.numel() == maps.size( 1 ) )
    return torch::batch_norm( maps, norm->weight, norm->bias, norm->running_mean, norm->running_var, /*training=*/false, 0,
                              norm->options.eps(), false );
  return norm( maps );
}

} // namespace riskcast
