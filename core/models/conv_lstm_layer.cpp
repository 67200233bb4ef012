#include "conv_lstm_layer.h"

#include "mixed_precision.h"
#include "row_work.h"

namespace riskcast
{

namespace
{
torch::Tensor activated( const torch::Tensor &gates, GateActivation activation )
{
  // LibTorch's hard sigmoid rises by 1/6, Keras's by 0.2 = 1.2 / 6.
  return activation == GateActivation::HardSigmoid ? torch::hardsigmoid( 1.2 * gates ) : torch::sigmoid( gates );
}

/// \param gates  i, f, o, g before their activation [N, 4F, H, W]
ConvLstmState stateAfter( const torch::Tensor &gates, const ConvLstmState &state, GateActivation activation )
{
  const int64_t filters = gates.size( 1 ) / gateCount;
  const std::vector<torch::Tensor> open = activated( gates.narrow( 1, 0, 3 * filters ), activation ).chunk( 3, 1 );
  const torch::Tensor added = open[0] * torch::tanh( gates.narrow( 1, 3 * filters, filters ) );
  const torch::Tensor cell = state.cell.defined() ? open[1] * state.cell + added : added;
  return { open[2] * torch::tanh( cell ), cell };
}
} // namespace

ConvLstmLayerImpl::ConvLstmLayerImpl( int channels, int filters, GateActivation gates, Padding padding )
    : mInput( channels > 0 ? register_module( "input", PaddedConv2d( channels, gateCount * filters, kernelSize, padding ) )
                           : PaddedConv2d( nullptr ) )
    , mRecurrent( register_module(
          "recurrent", PaddedConv2d( filters, gateCount * filters, kernelSize, padding, /*bias=*/mInput.is_empty() ) ) )
    , mGates( gates )
    , mPadding( padding )
{
  const torch::NoGradGuard noGrad;
  if ( mInput )
    torch::nn::init::xavier_uniform_( mInput->weight );
  torch::nn::init::orthogonal_( mRecurrent->weight );
  const torch::Tensor bias = mInput ? mInput->bias : mRecurrent->bias;
  bias.zero_();
  bias.narrow( 0, filters, filters ).fill_( 1 ); // the forget gate starts open
}

torch::Tensor ConvLstmLayerImpl::forward( const torch::Tensor &maps, bool mapsRepeat )
{
  ConvLstmState state;
  return read( maps, state, mapsRepeat );
}

torch::Tensor ConvLstmLayerImpl::read( const torch::Tensor &maps, ConvLstmState &state, bool mapsRepeat )
{
  return run( maps, maps.size( 0 ), state, mapsRepeat );
}

void ConvLstmLayerImpl::visitPairs( const torch::Tensor &maps, bool mapsRepeat, const PairVisitor &visit )
{
  visitConvLstmPairs( maps, weights(), mapsRepeat, visit );
}

ConvLstmWeights ConvLstmLayerImpl::weights() const
{
  return { mInput ? mInput->weight : torch::Tensor(),
           mInput ? mInput->bias : torch::Tensor(),
           mRecurrent->weight,
           mRecurrent->bias,
           mGates,
           mPadding };
}

torch::Tensor ConvLstmLayerImpl::continued( ConvLstmState state, int steps )
{
  return run( {}, steps, state, /*mapsRepeat=*/false );
}

torch::Tensor ConvLstmLayerImpl::run( const torch::Tensor &maps, int64_t steps, ConvLstmState &state, bool mapsRepeat )
{
  if ( mRecurrent->weight.is_cpu() && !isMixedPrecision( torch::kCPU ) )
    return convLstmSteps( maps, steps, weights(), state, mapsRepeat );
  // What the gates get from the maps does not depend on the state: one convolution does all steps.
  const torch::Tensor fromMaps = maps.defined() ? mInput( maps.flatten( 0, 1 ) ).unflatten( 0, { steps, -1 } ) : maps;
  std::vector<torch::Tensor> hidden;
  for ( int64_t step = 0; step < steps; ++step )
  {
    torch::Tensor gates = maps.defined() ? fromMaps[step] : torch::Tensor();
    if ( state.hidden.defined() )
      gates = gates.defined() ? gates + mRecurrent( state.hidden ) : mRecurrent( state.hidden );
    // What is remembered over the steps is so to 32 bits in mixed precision, too.
    state = stateAfter( gates.to( mRecurrent->weight.scalar_type() ), state, mGates );
    hidden.push_back( state.hidden );
  }
  return torch::stack( hidden );
}

double ConvLstmLayerImpl::parameterCount( double channels, double filters )
{
  return gateCount * filters * ( kernelSize * kernelSize * ( channels + filters ) + 1 );
}

} // namespace riskcast
