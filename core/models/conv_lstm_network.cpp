#include "conv_lstm_network.h"

namespace riskcast
{

namespace
{
constexpr int kernelSize = 3;
constexpr int gateCount = 4; // i, f, o, g
constexpr int hiddenFilters = 32;

torch::Tensor activated( const torch::Tensor &gates, GateActivation activation )
{
  // LibTorch's hard sigmoid rises by 1/6, Keras's by 0.2 = 1.2 / 6.
  return activation == GateActivation::HardSigmoid ? torch::hardsigmoid( 1.2 * gates ) : torch::sigmoid( gates );
}

/// [L, N, F, H, W] → [⌈L/2⌉, N, F, H, W]
torch::Tensor pooledInTime( const torch::Tensor &states )
{
  const int64_t pairs = states.size( 0 ) / 2;
  const torch::Tensor halved = states.narrow( 0, 0, 2 * pairs ).unflatten( 0, { pairs, 2 } ).amax( 1 );
  return torch::cat( { halved, states.slice( 0, 2 * pairs ) } ); // an odd last step stays as it is
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

ConvLstmLayerImpl::ConvLstmLayerImpl( int channels, int filters, GateActivation gates, Padding padding )
    : mInput( register_module( "input", PaddedConv2d( channels, gateCount * filters, kernelSize, padding ) ) )
    , mRecurrent(
          register_module( "recurrent", PaddedConv2d( filters, gateCount * filters, kernelSize, padding, /*bias=*/false ) ) )
    , mGates( gates )
{
  const torch::NoGradGuard noGrad;
  torch::nn::init::xavier_uniform_( mInput->weight );
  torch::nn::init::orthogonal_( mRecurrent->weight );
  mInput->bias.zero_();
  mInput->bias.narrow( 0, filters, filters ).fill_( 1 ); // the forget gate starts open
}

torch::Tensor ConvLstmLayerImpl::forward( const torch::Tensor &maps )
{
  // What the gates get from the maps does not depend on the state: one convolution does all steps.
  const torch::Tensor fromInput = mInput( maps.flatten( 0, 1 ) );
  const int64_t filters = fromInput.size( 1 ) / gateCount;

  std::vector<torch::Tensor> states;
  torch::Tensor cell;
  for ( torch::Tensor gates : fromInput.chunk( maps.size( 0 ) ) )
  {
    if ( !states.empty() )
      gates = gates + mRecurrent( states.back() );
    const std::vector<torch::Tensor> open = activated( gates.narrow( 1, 0, 3 * filters ), mGates ).chunk( 3, 1 );
    const torch::Tensor added = open[0] * torch::tanh( gates.narrow( 1, 3 * filters, filters ) );
    cell = cell.defined() ? open[1] * cell + added : added;
    states.push_back( open[2] * torch::tanh( cell ) );
  }
  return torch::stack( states );
}

ConvLstmBlockImpl::ConvLstmBlockImpl( int channels, int filters, const ConvLstmNetworkOptions &options )
    : mLstm( register_module( "lstm", ConvLstmLayer( channels, filters, options.gateActivation, options.padding ) ) )
    , mNorm( register_module( "norm", torch::nn::BatchNorm2d( filters ) ) )
    , mPooling( options.form == ConvLstmForm::Squash ? Pooling::TimeAndSpace : Pooling::Time )
{
}

torch::Tensor ConvLstmBlockImpl::normalised( const torch::Tensor &states )
{
  // A single value per filter (one window, one step, one cell) has no spread to learn from.
  if ( is_training() && states.numel() == states.size( 1 ) )
    return torch::batch_norm( states, mNorm->weight, mNorm->bias, mNorm->running_mean, mNorm->running_var, false, 0,
                              mNorm->options.eps(), false );
  return mNorm( states );
}

torch::Tensor ConvLstmBlockImpl::forward( const torch::Tensor &maps )
{
  const torch::Tensor states = mLstm( maps );
  const torch::Tensor normal = normalised( states.flatten( 0, 1 ) ).view( states.sizes() );
  // Max pooling in three dimensions is that of maps, then of time: the steps lie first in memory, and max_pool3d would have to
  // rearrange them.
  return pooledInTime( mPooling == Pooling::TimeAndSpace ? pooledInSpace( normal ) : normal );
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
    count += gateCount * each * ( kernelSize * kernelSize * ( from + each ) + 1 ) + 2 * each;
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
    states = block( states );
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
  const torch::NoGradGuard noGrad;
  for ( torch::Tensor &parameter : mDense ? mDense->parameters() : mScores->parameters() )
    parameter.zero_();
}

} // namespace riskcast
