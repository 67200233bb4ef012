#pragma once

#include "sftt_network.h"
#include "tfts_network.h"

namespace riskcast
{

struct ParbNetworkOptions
{
  SfttNetworkOptions sftt;
  TftsNetworkOptions tfts;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount( const NetworkShape &shape ) const;
};

/// "Parallel branches":
///
///     maps → SfttBranch → [N, O, H, W] ⎫
///     maps → TftsBranch → [N, F, H, W] ⎭ side by side, [N, O + F, H, W] → convolution 1 × 1 → scores [N, O, H × W]
///
/// and the CalendarTerm. Source: Stalidis, Semertzidis and Daras 2018, Examining deep learning architectures for crime
/// classification and prediction. Ours: the branch that has no maps makes one for each output. More would add nothing, as what
/// makes them is linear and so is what follows.
class ParbNetworkImpl : public Network
{
public:
  ParbNetworkImpl( const NetworkShape &shape, const ParbNetworkOptions &options );
  torch::Tensor forward( const NetworkInput &input ) override;
  void startAtZero() override;

private:
  SfttBranch mSftt;
  TftsBranch mTfts;
  torch::nn::Conv2d mScores;
  CalendarTerm mCalendar;
};
TORCH_MODULE( ParbNetwork );

} // namespace riskcast
