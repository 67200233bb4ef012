#pragma once

#include "calendar_term.h"
#include "convolution_block.h"
#include "network.h"
#include "step_lstm.h"

namespace riskcast
{

struct TftsNetworkOptions
{
  int hidden = 32;          ///< what the LSTM remembers of a cell
  std::vector<int> filters; ///< of each convolution after it
  Padding padding = Padding::Replicate;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount( const NetworkShape &shape ) const;
};

/// Time first, then space: the steps of each cell become a few numbers, and those of neighbours are looked at together.
///
///     maps [N, L, C, H, W] → each of the N × H × W cells by itself, [L, N H W, C] → LSTM over the L steps
///     → its states after the last as maps [N, hidden, H, W]
///     → [ convolution 3 × 3 → batch normalisation → ReLU ] for each number of filters → [N, F, H, W]
///
/// All cells share the LSTM, so that any grid will do. It is causal: targets that share a window get the states after its last
/// steps.
class TftsBranchImpl : public torch::nn::Module
{
public:
  TftsBranchImpl( const NetworkShape &shape, const TftsNetworkOptions &options );

  /// \return [N, F, H, W], F the last number of filters
  torch::Tensor forward( const NetworkInput &input );

  /// Number of learned values.
  static double parameterCount( const NetworkShape &shape, const TftsNetworkOptions &options );

private:
  StepLstm mLstm;
  std::vector<ConvolutionBlock> mConvolutions;
};
TORCH_MODULE( TftsBranch );

/// "Temporal features, then spatial": TftsBranch → convolution 1 × 1 → scores [N, O, H × W]; the CalendarTerm is added.
/// Source: Stalidis, Semertzidis and Daras 2018, Examining deep learning architectures for crime classification and prediction.
/// The sizes are ours, as is all that docs/methods/sftt.md says so of.
class TftsNetworkImpl : public Network
{
public:
  TftsNetworkImpl( const NetworkShape &shape, const TftsNetworkOptions &options );
  torch::Tensor forward( const NetworkInput &input ) override;
  void startAtZero() override;

private:
  TftsBranch mBranch;
  torch::nn::Conv2d mScores;
  CalendarTerm mCalendar;
};
TORCH_MODULE( TftsNetwork );

} // namespace riskcast
