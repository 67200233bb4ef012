#include "conv_lstm_network.h"

#include "batch_norm.h"
#include "mixed_precision.h"
#include "pair_pooling.h"
#include "pooled_norm.h"

namespace riskcast
{

namespace
{
constexpr int hiddenFilters = 32;

/// [L, N, F, H, W] → [⌈L/2⌉, N, F, H, W]
torch::Tensor pooledInTime( const torch::Tensor &states )
{
  const int64_t pairs = states.size( 0 ) / 2;
  const std::vector<torch::Tensor> ofPairs = states.narrow( 0, 0, 2 * pairs ).unflatten( 0, { pairs, 2 } ).unbind( 1 );
  const torch::Tensor halved = torch::maximum( ofPairs[0], ofPairs[1] );
  // An odd last step stays as it is.
  return 2 * pairs == states.size( 0 ) ? halved : torch::cat( { halved, states.slice( 0, 2 * pairs ) } );
}

/// [L, N, F, H, W] → [L, N, F, ⌈H/2⌉, ⌈W/2⌉]
torch::Tensor pooledInSpace( const torch::Tensor &states )
{
  const torch::Tensor maps = torch::max_pool2d( states.flatten( 0, 1 ), 2, 2, 0, 1, /*ceil_mode=*/true );
  return maps.unflatten( 0, { states.size( 0 ), states.size( 1 ) } );
}

/// Number of values that the dense layer sees.
double denseInputs( const NetworkShape &shape, const std::vector<int> &filters )
{
  double length = shape.steps, rows = shape.rows, columns = shape.columns;
  for ( size_t block = 0; block < filters.size(); ++block )
  {
    length = std::ceil( length / 2 );
    rows = std::ceil( rows / 2 );
    columns = std::ceil( columns / 2 );
  }
  return filters.back() * length * rows * columns;
}
} // namespace

ConvLstmBlockImpl::ConvLstmBlockImpl( int channels, int filters, const ConvLstmNetworkOptions &options )
    : mLstm( register_module( "lstm", ConvLstmLayer( channels, filters, options.gateActivation, options.padding ) ) )
    , mNorm( register_module( "norm", torch::nn::BatchNorm2d( filters ) ) )
    , mPooling( options.form == ConvLstmForm::Squash ? Pooling::TimeAndSpace : Pooling::Time )
{
}

torch::Tensor ConvLstmBlockImpl::forward( const torch::Tensor &maps, bool mapsRepeat )
{
  const bool inSpace = mPooling == Pooling::TimeAndSpace;
  const bool isPlain = maps.is_cpu() && !isMixedPrecision( torch::kCPU );
  if ( isPlain && !is_training() && !torch::GradMode::is_enabled() )
    return predicted( maps, mapsRepeat );
  const torch::Tensor states = mLstm( maps, mapsRepeat );
  if ( isPlain && is_training() && hasSpread( states ) )
    return normalisedAndPooled( mNorm, states, inSpace );
  // Max pooling in three dimensions is that of time, then of maps: the steps lie first in memory, and max_pool3d would have to
  // rearrange them.
  const torch::Tensor halved = pooledInTime( normalised( mNorm, states.flatten( 0, 1 ) ).view( states.sizes() ) );
  return inSpace ? pooledInSpace( halved ) : halved;
}

torch::Tensor ConvLstmBlockImpl::predicted( const torch::Tensor &maps, bool mapsRepeat )
{
  const PairPooling pooling( mNorm->weight, mPooling == Pooling::TimeAndSpace );
  const torch::Tensor pooled = pooling.emptyFor(
      { maps.size( 0 ), maps.size( 1 ), maps.size( 3 ), maps.size( 4 ), mNorm->weight.size( 0 ) }, mNorm->weight.options() );
  mLstm->visitPairs( maps, mapsRepeat,
                     [&]( int64_t pair, int64_t firstWindow, const torch::Tensor &states )
                     {
                       const torch::Tensor ofPair = pooled.narrow( 0, pair, 1 );
                       pooling.pool( states, ofPair.narrow( 1, firstWindow, states.size( 1 ) ) );
                     } );
  const torch::Tensor filtersFirst = pooled.movedim( -1, -3 );
  return normalised( mNorm, filtersFirst.flatten( 0, 1 ) ).view( filtersFirst.sizes() );
}

double ConvLstmNetworkOptions::parameterCount( const NetworkShape &shape ) const
{
  const double cells = static_cast<double>( shape.rows ) * shape.columns;
  double count = CalendarTermImpl::parameterCount( shape );
  if ( form == ConvLstmForm::Squash )
    count += ( denseInputs( shape, filters ) + 1 ) * cells * shape.outputs;
  else
    count += hiddenFilters * ( kernelSize * kernelSize * static_cast<double>( filters.back() ) + 1 ) +
             ( hiddenFilters + 1.0 ) * shape.outputs;
  double from = shape.channels;
  for ( const double each : filters )
  {
    count += ConvLstmLayerImpl::parameterCount( from, each ) + 2 * each;
    from = each;
  }
  return count;
}

ConvLstmNetworkImpl::ConvLstmNetworkImpl( const NetworkShape &shape, const ConvLstmNetworkOptions &options )
    : mCalendar( shape )
{
  int channels = shape.channels;
  for ( const int filters : options.filters )
  {
    const std::string name = "block" + std::to_string( mBlocks.size() + 1 );
    mBlocks.push_back( register_module( name, ConvLstmBlock( channels, filters, options ) ) );
    channels = filters;
  }
  if ( options.form == ConvLstmForm::Squash )
  {
    const int64_t scores = static_cast<int64_t>( shape.rows ) * shape.columns * shape.outputs;
    mDense =
        register_module( "dense", torch::nn::Linear( static_cast<int64_t>( denseInputs( shape, options.filters ) ), scores ) );
    torch::nn::init::xavier_uniform_( mDense->weight );
    torch::nn::init::zeros_( mDense->bias );
  }
  else
  {
    mHidden = register_module( "hidden", PaddedConv2d( channels, hiddenFilters, kernelSize, options.padding ) );
    mScores = register_module( "scores", torch::nn::Conv2d( torch::nn::Conv2dOptions( hiddenFilters, shape.outputs, 1 ) ) );
  }
  register_module( "calendar", mCalendar );
}

torch::Tensor ConvLstmNetworkImpl::forward( const NetworkInput &input )
{
  torch::Tensor states = input.maps.transpose( 0, 1 );
  for ( ConvLstmBlock &block : mBlocks )
    states = block( states, /*mapsRepeat=*/&block == &mBlocks.front() );
  if ( mDense )
  {
    const torch::Tensor scores = mDense( states.transpose( 0, 1 ).flatten( 1 ) );
    const int64_t cells = input.maps.size( -2 ) * input.maps.size( -1 );
    return mCalendar( scores.view( { scores.size( 0 ), -1, cells } ), input.calendar );
  }
  return mCalendar( mScores( torch::relu( mHidden( states.amax( 0 ) ) ) ).flatten( 2 ), input.calendar );
}

void ConvLstmNetworkImpl::startAtZero()
{
  if ( mDense )
    zeroLayer( *mDense );
  else
    zeroLayer( *mScores );
}

} // namespace riskcast
