#include "step_lstm.h"

#include <c10/core/impl/LocalDispatchKeySet.h>

namespace riskcast
{

StepLstmImpl::StepLstmImpl( int inputs, int hidden, int layers )
    : LSTMImpl( torch::nn::LSTMOptions( inputs, hidden ).num_layers( layers ) )
{
}

torch::Tensor StepLstmImpl::forward( const torch::Tensor &steps, int asked )
{
  // In mixed precision cuDNN would take float16 for bfloat16, in which small gradients vanish, and LibTorch 1.13 has no LSTM for
  // bfloat16 on GPUs.
  const c10::impl::ExcludeDispatchKeyGuard inFullPrecision( c10::autocast_dispatch_keyset );
  const torch::Tensor states = std::get<0>( LSTMImpl::forward( steps.to( parameters().front().scalar_type() ) ) );
  return states.slice( 0, -asked ).transpose( 0, 1 );
}

double StepLstmImpl::parameterCount( double inputs, double hidden, int layers )
{
  // Four gates, each with two biases, as LibTorch has it for cuDNN's sake.
  const double first = 4 * hidden * ( inputs + hidden + 2 );
  const double further = 4 * hidden * ( hidden + hidden + 2 );
  return first + ( layers - 1 ) * further;
}

} // namespace riskcast
