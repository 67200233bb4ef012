#include "conv_lstm_layer.h"

namespace riskcast
{

namespace
{
constexpr int kernelSize = 3;
constexpr int gateCount = 4; // i, f, o, g

torch::Tensor activated( const torch::Tensor &gates, GateActivation activation )
{
  // LibTorch's hard sigmoid rises by 1/6, Keras's by 0.2 = 1.2 / 6.
  return activation == GateActivation::HardSigmoid ? torch::hardsigmoid( 1.2 * gates ) : torch::sigmoid( gates );
}
} // namespace

ConvLstmLayerImpl::ConvLstmLayerImpl( int channels, int filters, GateActivation gates, Padding padding )
    : mInput( channels > 0 ? register_module( "input", PaddedConv2d( channels, gateCount * filters, kernelSize, padding ) )
                           : PaddedConv2d( nullptr ) )
    , mRecurrent( register_module(
          "recurrent", PaddedConv2d( filters, gateCount * filters, kernelSize, padding, /*bias=*/mInput.is_empty() ) ) )
    , mGates( gates )
{
  const torch::NoGradGuard noGrad;
  if ( mInput )
    torch::nn::init::xavier_uniform_( mInput->weight );
  torch::nn::init::orthogonal_( mRecurrent->weight );
  const torch::Tensor bias = mInput ? mInput->bias : mRecurrent->bias;
  bias.zero_();
  bias.narrow( 0, filters, filters ).fill_( 1 ); // the forget gate starts open
}

ConvLstmState ConvLstmLayerImpl::next( const torch::Tensor &gates, const ConvLstmState &state ) const
{
  const int64_t filters = gates.size( 1 ) / gateCount;
  const std::vector<torch::Tensor> open = activated( gates.narrow( 1, 0, 3 * filters ), mGates ).chunk( 3, 1 );
  const torch::Tensor added = open[0] * torch::tanh( gates.narrow( 1, 3 * filters, filters ) );
  const torch::Tensor cell = state.cell.defined() ? open[1] * state.cell + added : added;
  return { open[2] * torch::tanh( cell ), cell };
}

torch::Tensor ConvLstmLayerImpl::forward( const torch::Tensor &maps )
{
  ConvLstmState state;
  return read( maps, state );
}

torch::Tensor ConvLstmLayerImpl::read( const torch::Tensor &maps, ConvLstmState &state )
{
  // What the gates get from the maps does not depend on the state: one convolution does all steps.
  const torch::Tensor fromInput = mInput( maps.flatten( 0, 1 ) );
  std::vector<torch::Tensor> hidden;
  for ( const torch::Tensor &gates : fromInput.chunk( maps.size( 0 ) ) )
  {
    state = next( state.hidden.defined() ? gates + mRecurrent( state.hidden ) : gates, state );
    hidden.push_back( state.hidden );
  }
  return torch::stack( hidden );
}

torch::Tensor ConvLstmLayerImpl::continued( ConvLstmState state, int steps )
{
  std::vector<torch::Tensor> hidden;
  for ( int step = 0; step < steps; ++step )
  {
    state = next( mRecurrent( state.hidden ), state );
    hidden.push_back( state.hidden );
  }
  return torch::stack( hidden );
}

double ConvLstmLayerImpl::parameterCount( double channels, double filters )
{
  return gateCount * filters * ( kernelSize * kernelSize * ( channels + filters ) + 1 );
}

} // namespace riskcast
