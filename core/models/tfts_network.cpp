#include "tfts_network.h"

namespace riskcast
{

namespace
{
constexpr int tftsLayers = 1;
}

TftsBranchImpl::TftsBranchImpl( const NetworkShape &shape, const TftsNetworkOptions &options )
    : mLstm( register_module( "lstm", StepLstm( shape.channels, options.hidden, tftsLayers ) ) )
{
  int channels = options.hidden;
  for ( const int filters : options.filters )
  {
    const std::string name = "convolution" + std::to_string( mConvolutions.size() + 1 );
    mConvolutions.push_back( register_module( name, ConvolutionBlock( channels, filters, options.padding ) ) );
    channels = filters;
  }
}

torch::Tensor TftsBranchImpl::forward( const NetworkInput &input )
{
  const torch::Tensor &maps = input.maps;
  const torch::Tensor cells = maps.permute( { 1, 0, 3, 4, 2 } ).flatten( 1, 3 ); // [L, N H W, C]
  const std::vector<int64_t> places = { maps.size( 0 ), maps.size( 3 ), maps.size( 4 ) };
  const torch::Tensor states = mLstm( cells, input.targets ).unflatten( 0, places ); // [N, H, W, n, hidden]
  torch::Tensor features = states.permute( { 0, 3, 4, 1, 2 } ).flatten( 0, 1 );
  for ( ConvolutionBlock &convolution : mConvolutions )
    features = convolution( features );
  return features;
}

double TftsBranchImpl::parameterCount( const NetworkShape &shape, const TftsNetworkOptions &options )
{
  double count = StepLstmImpl::parameterCount( shape.channels, options.hidden, tftsLayers );
  double channels = options.hidden;
  for ( const double filters : options.filters )
  {
    count += ConvolutionBlockImpl::parameterCount( channels, filters );
    channels = filters;
  }
  return count;
}

double TftsNetworkOptions::parameterCount( const NetworkShape &shape ) const
{
  return TftsBranchImpl::parameterCount( shape, *this ) + ( filters.back() + 1.0 ) * shape.outputs +
         CalendarTermImpl::parameterCount( shape );
}

TftsNetworkImpl::TftsNetworkImpl( const NetworkShape &shape, const TftsNetworkOptions &options )
    : mBranch( register_module( "branch", TftsBranch( shape, options ) ) )
    , mScores(
          register_module( "scores", torch::nn::Conv2d( torch::nn::Conv2dOptions( options.filters.back(), shape.outputs, 1 ) ) ) )
    , mCalendar( register_module( "calendar", CalendarTerm( shape ) ) )
{
}

torch::Tensor TftsNetworkImpl::forward( const NetworkInput &input )
{
  return mCalendar( mScores( mBranch( input ) ).flatten( 2 ), input.calendar );
}

void TftsNetworkImpl::startAtZero()
{
  zeroLayer( *mScores );
}

} // namespace riskcast
