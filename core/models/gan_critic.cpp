#include "gan_critic.h"

namespace riskcast
{

namespace
{
constexpr int firstFilters = 32;
constexpr int secondFilters = 64;
constexpr double leak = 0.2;
} // namespace

GanCriticImpl::GanCriticImpl( const NetworkShape &shape, Padding padding )
    : mFirst( register_module( "first", PaddedConv2d( shape.steps * shape.channels + shape.calendar + shape.outputs, firstFilters,
                                                      kernelSize, padding ) ) )
    , mSecond( register_module( "second", PaddedConv2d( firstFilters, secondFilters, kernelSize, padding ) ) )
    , mLast( register_module( "last", PaddedConv2d( secondFilters, 1, kernelSize, padding ) ) )
{
}

torch::Tensor GanCriticImpl::forward( const torch::Tensor &condition, const torch::Tensor &maps )
{
  const torch::Tensor first = halved( torch::leaky_relu( mFirst( torch::cat( { condition, maps }, 1 ) ), leak ) );
  return mLast( halved( torch::leaky_relu( mSecond( first ), leak ) ) );
}

torch::Tensor GanCriticImpl::patches( const torch::Tensor &cells )
{
  return halved( halved( cells.unsqueeze( 0 ) ) ).squeeze( 0 );
}

} // namespace riskcast
