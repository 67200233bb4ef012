#include "network.h"

namespace riskcast
{

NetworkInput NetworkInput::to( const torch::Device &device ) const
{
  const auto moved = [&device]( const torch::Tensor &tensor ) { return tensor.defined() ? tensor.to( device ) : tensor; };
  return { moved( maps ), moved( features ), moved( calendar ) };
}

} // namespace riskcast
