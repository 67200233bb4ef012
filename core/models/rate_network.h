#pragma once

#include "calendar_term.h"
#include "network.h"

namespace riskcast
{

struct RateNetworkOptions
{
  int filters = 16;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount( const NetworkShape &shape ) const;
};

/// Corrects the logarithm of the rate mixture, each cell by itself:
///
///   x [N, F, H, W] → h = relu( W1 x ),  h ← h + relu( W2 h )      (1 × 1 convolutions)
///   scores = a · x + v · h + β · calendar                          [N, O, H × W]
///
/// a, v and β start at 0, so that the untrained network is the mixture. Any grid.
/// Source: docs/methods/rate_network.md.
class RateNetworkImpl : public Network
{
public:
  RateNetworkImpl( const NetworkShape &shape, const RateNetworkOptions &options );
  torch::Tensor forward( const NetworkInput &input ) override;
  void startAtZero() override;

private:
  torch::nn::Conv2d mFirst;
  torch::nn::Conv2d mSecond;
  torch::nn::Conv2d mLinear; ///< a
  torch::nn::Conv2d mLast;   ///< v
  CalendarTerm mCalendar;    ///< β
};
TORCH_MODULE( RateNetwork );

} // namespace riskcast
