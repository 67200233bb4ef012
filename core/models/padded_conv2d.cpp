#include "padded_conv2d.h"

namespace riskcast
{

namespace
{
/// [N, C, H, W] → [N, C, H + 2 margin, W + 2 margin]
torch::Tensor padded( const torch::Tensor &maps, int margin, Padding padding )
{
  using torch::nn::functional::PadFuncOptions;
  // There is less to reflect than is needed in a map as narrow as that: its edge is repeated.
  const bool canReflect = maps.size( -1 ) > margin && maps.size( -2 ) > margin;
  const std::vector<int64_t> margins( 4, margin );
  if ( padding == Padding::Reflect && canReflect )
    return torch::nn::functional::pad( maps, PadFuncOptions( margins ).mode( torch::kReflect ) );
  return torch::nn::functional::pad( maps, PadFuncOptions( margins ).mode( torch::kReplicate ) );
}
} // namespace

PaddedConv2dImpl::PaddedConv2dImpl( int from, int to, int kernelSize, Padding padding, bool bias )
    // The convolution itself pads with zeros alone.
    : Conv2dImpl( torch::nn::Conv2dOptions( from, to, kernelSize )
                      .bias( bias )
                      .padding( padding == Padding::Zeros ? kernelSize / 2 : 0 ) )
    , mMargin( kernelSize / 2 )
    , mPadding( padding )
{
}

torch::Tensor PaddedConv2dImpl::forward( const torch::Tensor &maps )
{
  const bool isPadded = mPadding == Padding::Zeros || mMargin == 0;
  return Conv2dImpl::forward( isPadded ? maps : padded( maps, mMargin, mPadding ) );
}

} // namespace riskcast
