#include "u_net.h"

#include "network.h"

#include <ranges>

namespace riskcast
{

double UNetShape::parameterCount() const
{
  double count = 0, channels = from;
  for ( const double each : filters )
  {
    count += ConvolutionBlockImpl::parameterCount( channels, each );
    channels = each;
  }
  count += ConvolutionBlockImpl::parameterCount( channels, channels );
  for ( const double each : filters | std::views::reverse )
  {
    count += ConvolutionBlockImpl::parameterCount( channels + each, each );
    channels = each;
  }
  return count + ( channels + 1 ) * to;
}

UNetImpl::UNetImpl( const UNetShape &shape, Padding padding )
    : mBottom( shape.filters.back(), shape.filters.back(), padding )
    , mLast( torch::nn::Conv2dOptions( shape.filters.front(), shape.to, 1 ) )
{
  int channels = shape.from;
  for ( const int each : shape.filters )
  {
    const std::string name = "down" + std::to_string( mDown.size() + 1 );
    mDown.push_back( register_module( name, ConvolutionBlock( channels, each, padding ) ) );
    channels = each;
  }
  register_module( "bottom", mBottom );
  for ( const int each : shape.filters | std::views::reverse )
  {
    const std::string name = "up" + std::to_string( shape.filters.size() - mUp.size() );
    mUp.push_back( register_module( name, ConvolutionBlock( channels + each, each, padding ) ) );
    channels = each;
  }
  register_module( "last", mLast );
}

torch::Tensor UNetImpl::forward( torch::Tensor maps )
{
  std::vector<torch::Tensor> kept;
  for ( ConvolutionBlock &block : mDown )
  {
    kept.push_back( block( maps ) );
    maps = halved( kept.back() );
  }
  maps = mBottom( maps );
  for ( ConvolutionBlock &block : mUp )
  {
    const torch::Tensor finer = kept.back();
    kept.pop_back();
    // Not every LibTorch repeats the short numbers of mixed precision.
    const torch::Tensor coarse = maps.to( mLast->weight.scalar_type() );
    maps = block( torch::cat( { torch::upsample_nearest2d( coarse, { finer.size( 2 ), finer.size( 3 ) } ), finer }, 1 ) );
  }
  return mLast( maps );
}

void UNetImpl::startAtZero()
{
  zeroLayer( *mLast );
}

} // namespace riskcast
