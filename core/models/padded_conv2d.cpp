#include "padded_conv2d.h"

namespace riskcast
{

namespace
{
/// [N, C, H, W] → [N, C, H + 2 margin, W + 2 margin]
torch::Tensor padded( const torch::Tensor &maps, int margin, Padding padding )
{
  using torch::nn::functional::PadFuncOptions;
  const std::vector<int64_t> margins( 4, margin );
  if ( mirrors( padding, margin, maps.size( -2 ), maps.size( -1 ) ) )
    return torch::nn::functional::pad( maps, PadFuncOptions( margins ).mode( torch::kReflect ) );
  return torch::nn::functional::pad( maps, PadFuncOptions( margins ).mode( torch::kReplicate ) );
}
} // namespace

bool mirrors( Padding padding, int64_t margin, int64_t rows, int64_t columns )
{
  return padding == Padding::Reflect && rows > margin && columns > margin;
}

PaddedConv2dImpl::PaddedConv2dImpl( int from, int to, int size, Padding padding, bool bias )
    // The convolution itself pads with zeros alone.
    : Conv2dImpl( torch::nn::Conv2dOptions( from, to, size ).bias( bias ).padding( padding == Padding::Zeros ? size / 2 : 0 ) )
    , mMargin( size / 2 )
    , mPadding( padding )
{
}

torch::Tensor PaddedConv2dImpl::forward( const torch::Tensor &maps )
{
  const bool isPadded = mPadding == Padding::Zeros || mMargin == 0;
  // Not every LibTorch pads the short numbers of mixed precision.
  return Conv2dImpl::forward( isPadded ? maps : padded( maps.to( weight.scalar_type() ), mMargin, mPadding ) );
}

} // namespace riskcast
