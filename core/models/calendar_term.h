#pragma once

#include "network.h"

namespace riskcast
{

/// What the calendar of the target step adds to the scores, the same in all cells: β · calendar, one β for each output of
/// each step ahead. Starts at 0, so that it adds nothing before it has learned.
class CalendarTermImpl : public torch::nn::Module
{
public:
  explicit CalendarTermImpl( const NetworkShape &shape );

  /// \param scores    [N, S × O, H × W]
  /// \param calendar  [N, K]; nothing is added for K = 0
  torch::Tensor forward( const torch::Tensor &scores, const torch::Tensor &calendar );

  /// Number of learned values.
  static double parameterCount( const NetworkShape &shape );

private:
  torch::nn::Linear mLinear = nullptr; ///< none for K = 0
};
TORCH_MODULE( CalendarTerm );

} // namespace riskcast
