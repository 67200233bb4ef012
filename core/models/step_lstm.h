#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// LSTM that is asked only for what it knows after the last step.
class StepLstmImpl : public torch::nn::LSTMImpl
{
public:
  StepLstmImpl( int inputs, int hidden, int layers );

  /// \param steps  [L, N, inputs], time first
  /// \return the last layer's hidden state after step L, [N, hidden]
  torch::Tensor forward( const torch::Tensor &steps );

  /// Number of learned values.
  static double parameterCount( double inputs, double hidden, int layers );
};
TORCH_MODULE( StepLstm );

} // namespace riskcast
