#include "convolution_block.h"

#include "batch_norm.h"

namespace riskcast
{

ConvolutionBlockImpl::ConvolutionBlockImpl( int from, int to, Padding padding )
    : mConvolution( register_module( "convolution", PaddedConv2d( from, to, kernelSize, padding, /*bias=*/false ) ) )
    , mNorm( register_module( "norm", torch::nn::BatchNorm2d( to ) ) )
{
}

torch::Tensor ConvolutionBlockImpl::forward( const torch::Tensor &maps )
{
  return torch::relu( normalised( mNorm, mConvolution( maps ) ) );
}

double ConvolutionBlockImpl::parameterCount( double from, double to )
{
  return ( kernelSize * kernelSize * from + 2 ) * to;
}

torch::Tensor halved( const torch::Tensor &maps )
{
  return torch::max_pool2d( maps, 2, 2, 0, 1, /*ceil_mode=*/true );
}

} // namespace riskcast
