#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// LSTM that is asked only for what it knows after the last steps. Computes in the precision of its weights.
class StepLstmImpl : public torch::nn::LSTMImpl
{
public:
  StepLstmImpl( int inputs, int hidden, int layers );

  /// \param steps  [L, N, inputs], time first
  /// \param asked  n, how many of the last steps
  /// \return the last layer's hidden state after each of them, [N, n, hidden]
  torch::Tensor forward( const torch::Tensor &steps, int asked );

  /// Number of learned values.
  static double parameterCount( double inputs, double hidden, int layers );
};
TORCH_MODULE( StepLstm );

} // namespace riskcast
