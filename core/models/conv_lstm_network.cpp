#include "conv_lstm_network.h"

namespace riskcast
{

namespace
{
constexpr int kernelSize = 3;
constexpr int gateCount = 4; // i, f, o, g

torch::nn::Conv2d convolution( int from, int filters, bool bias, Padding padding )
{
  // The other paddings come from padded().
  return torch::nn::Conv2d( torch::nn::Conv2dOptions( from, gateCount * filters, kernelSize )
                                .bias( bias )
                                .padding( padding == Padding::Zeros ? 1 : 0 ) );
}

/// [N, C, H, W] → [N, C, H + 2, W + 2], unless the convolution pads by itself.
torch::Tensor padded( const torch::Tensor &maps, Padding padding )
{
  using torch::nn::functional::PadFuncOptions;
  // There is nothing to reflect in a single row or column: it is repeated.
  const bool canReflect = maps.size( -1 ) > 1 && maps.size( -2 ) > 1;
  switch ( padding )
  {
    case Padding::Zeros:
      return maps;
    case Padding::Reflect:
      if ( canReflect )
        return torch::nn::functional::pad( maps, PadFuncOptions( { 1, 1, 1, 1 } ).mode( torch::kReflect ) );
      [[fallthrough]];
    case Padding::Replicate:
      return torch::nn::functional::pad( maps, PadFuncOptions( { 1, 1, 1, 1 } ).mode( torch::kReplicate ) );
  }
  return maps;
}

torch::Tensor activated( const torch::Tensor &gates, GateActivation activation )
{
  // LibTorch's hard sigmoid rises by 1/6, Keras's by 0.2 = 1.2 / 6.
  return activation == GateActivation::HardSigmoid ? torch::hardsigmoid( 1.2 * gates ) : torch::sigmoid( gates );
}

/// 3-D max pooling [L, N, F, H, W] → [⌈L/2⌉, N, F, ⌈H/2⌉, ⌈W/2⌉]. First over rows and columns, then over time: the steps lie
/// first in memory, and max_pool3d would have to rearrange them.
torch::Tensor pooled( const torch::Tensor &states )
{
  const torch::Tensor maps = torch::max_pool2d( states.flatten( 0, 1 ), 2, 2, 0, 1, /*ceil_mode=*/true );
  const torch::Tensor steps = maps.unflatten( 0, { states.size( 0 ), states.size( 1 ) } );
  const int64_t pairs = states.size( 0 ) / 2;
  const torch::Tensor halved = steps.narrow( 0, 0, 2 * pairs ).unflatten( 0, { pairs, 2 } ).amax( 1 );
  return torch::cat( { halved, steps.slice( 0, 2 * pairs ) } ); // an odd last step stays as it is
}

/// Number of values that the dense layer sees.
double denseInputs( const ConvLstmNetworkOptions &options )
{
  double length = options.windowLength, rows = options.rows, columns = options.columns;
  for ( size_t block = 0; block < options.filters.size(); ++block )
  {
    length = std::ceil( length / 2 );
    rows = std::ceil( rows / 2 );
    columns = std::ceil( columns / 2 );
  }
  return options.filters.back() * length * rows * columns;
}
} // namespace

ConvLstmLayerImpl::ConvLstmLayerImpl( int channels, int filters, GateActivation gates, Padding padding )
    : mInput( register_module( "input", convolution( channels, filters, true, padding ) ) )
    , mRecurrent( register_module( "recurrent", convolution( filters, filters, false, padding ) ) )
    , mGates( gates )
    , mPadding( padding )
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
  const torch::Tensor fromInput = mInput( padded( maps.flatten( 0, 1 ), mPadding ) );
  const int64_t filters = fromInput.size( 1 ) / gateCount;

  std::vector<torch::Tensor> states;
  torch::Tensor cell;
  for ( torch::Tensor gates : fromInput.chunk( maps.size( 0 ) ) )
  {
    if ( !states.empty() )
      gates = gates + mRecurrent( padded( states.back(), mPadding ) );
    const std::vector<torch::Tensor> open = activated( gates.narrow( 1, 0, 3 * filters ), mGates ).chunk( 3, 1 );
    const torch::Tensor added = open[0] * torch::tanh( gates.narrow( 1, 3 * filters, filters ) );
    cell = cell.defined() ? open[1] * cell + added : added;
    states.push_back( open[2] * torch::tanh( cell ) );
  }
  return torch::stack( states );
}

ConvLstmBlockImpl::ConvLstmBlockImpl( int channels, int filters, GateActivation gates, Padding padding )
    : mLstm( register_module( "lstm", ConvLstmLayer( channels, filters, gates, padding ) ) )
    , mNorm( register_module( "norm", torch::nn::BatchNorm2d( filters ) ) )
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
  return pooled( normal );
}

double ConvLstmNetworkOptions::parameterCount() const
{
  double count = ( denseInputs( *this ) + 1 ) * rows * columns;
  double from = channels;
  for ( const double each : filters )
  {
    count += gateCount * each * ( kernelSize * kernelSize * ( from + each ) + 1 ) + 2 * each;
    from = each;
  }
  return count;
}

ConvLstmNetworkImpl::ConvLstmNetworkImpl( const ConvLstmNetworkOptions &options )
{
  int channels = options.channels;
  for ( const int filters : options.filters )
  {
    const std::string name = "block" + std::to_string( mBlocks.size() + 1 );
    mBlocks.push_back( register_module( name, ConvLstmBlock( channels, filters, options.gateActivation, options.padding ) ) );
    channels = filters;
  }
  const auto inputs = static_cast<int64_t>( denseInputs( options ) );
  mDense = register_module( "dense", torch::nn::Linear( inputs, static_cast<int64_t>( options.rows ) * options.columns ) );
  torch::nn::init::xavier_uniform_( mDense->weight );
  torch::nn::init::zeros_( mDense->bias );
}

torch::Tensor ConvLstmNetworkImpl::forward( const torch::Tensor &maps )
{
  torch::Tensor states = maps.transpose( 0, 1 );
  for ( ConvLstmBlock &block : mBlocks )
    states = block( states );
  return mDense( states.transpose( 0, 1 ).flatten( 1 ) );
}

} // namespace riskcast
