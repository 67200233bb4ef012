#pragma once

#include "calendar_term.h"
#include "convolution_block.h"
#include "network.h"
#include "step_lstm.h"

namespace riskcast
{

struct SfttNetworkOptions
{
  std::vector<int> filters; ///< of each stage, which halves the maps; as many stages as filters
  int hidden = 256;         ///< what is left of a map, and the size of each layer of the LSTM
  Padding padding = Padding::Replicate;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount( const NetworkShape &shape ) const;
};

/// Space first, then time: a map becomes a few numbers, and what these do from step to step becomes maps.
///
///     maps [N, L, C, H, W] → each of the N × L maps by itself: stage 1 … 3 of
///       [ convolution 3 × 3 → batch normalisation → ReLU ] twice → greatest of 2 × 2, rounding up
///     → [N × L, F₃ ⌈H/8⌉ ⌈W/8⌉] → dense → [L, N, hidden] → LSTM of two layers over the L steps
///     → its state after the last [N, hidden] → dense → [N, O, H × W]
///
/// It is causal: targets that share a window get the states after its last steps.
///
/// The dense layers tie it to its grid.
class SfttBranchImpl : public torch::nn::Module
{
public:
  SfttBranchImpl( const NetworkShape &shape, const SfttNetworkOptions &options );

  /// \return [N, O, H × W]
  torch::Tensor forward( const NetworkInput &input );

  void startAtZero() { zeroLayer( *mMaps ); }

  /// Number of learned values.
  static double parameterCount( const NetworkShape &shape, const SfttNetworkOptions &options );

private:
  /// What is left of each map, [M, C, H, W] → [M, hidden].
  torch::Tensor summaries( const torch::Tensor &maps );

  /// The same for windows, in prediction once for each map: [L, N, C, H, W] → [L, N, hidden].
  torch::Tensor stepsOf( const torch::Tensor &maps );

  std::vector<ConvolutionBlock> mConvolutions;
  torch::nn::Linear mSummary;
  StepLstm mLstm;
  torch::nn::Linear mMaps;
};
TORCH_MODULE( SfttBranch );

/// "Spatial features, then temporal": the SfttBranch gives the scores [N, O, H × W], the CalendarTerm is added.
/// Source: Stalidis, Semertzidis and Daras 2018, Examining deep learning architectures for crime classification and prediction.
/// The sizes are ours, as is all that docs/methods/sftt.md says so of.
class SfttNetworkImpl : public Network
{
public:
  SfttNetworkImpl( const NetworkShape &shape, const SfttNetworkOptions &options );
  torch::Tensor forward( const NetworkInput &input ) override;
  void startAtZero() override;

private:
  SfttBranch mBranch;
  CalendarTerm mCalendar;
};
TORCH_MODULE( SfttNetwork );

} // namespace riskcast
