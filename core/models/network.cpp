#include "network.h"

namespace riskcast
{

NetworkInput NetworkInput::to( const torch::Device &device ) const
{
  const auto moved = [&device]( const torch::Tensor &tensor ) { return tensor.defined() ? tensor.to( device ) : tensor; };
  return { moved( maps ), moved( features ), moved( calendar ), moved( today ), moved( noise ), targets };
}

torch::Tensor Network::corrected( const NetworkInput &input, const torch::Tensor &prior )
{
  const torch::Tensor scores = forward( input );
  return scores + prior.repeat( { 1, scores.size( 1 ) / prior.size( 1 ), 1 } );
}

void zeroLayer( torch::nn::Module &layer )
{
  const torch::NoGradGuard noGrad;
  for ( torch::Tensor &parameter : layer.parameters() )
    parameter.zero_();
}

} // namespace riskcast
