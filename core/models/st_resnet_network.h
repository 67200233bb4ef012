#pragma once

#include "../training_options.h"
#include "network.h"
#include "padded_conv2d.h"

namespace riskcast
{

/// L of the shape is closeness + period + trend.
struct StResNetNetworkOptions
{
  int closeness = 3; ///< maps of the steps right before the target; a branch of 0 maps is left out
  int period = 1;    ///< maps that lie whole periods back, as of days or weeks
  int trend = 1;     ///< maps that lie whole longer periods back
  int filters = 32;
  int residualUnits = 4;      ///< of each branch
  int superResolution = 1;    ///< cells inside the network for each of the grid, along each side
  bool cumulativeDay = false; ///< the network foretells incidents since midnight; those before the target step are taken off
  Padding padding = Padding::Replicate;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount( const NetworkShape &shape ) const;
};

/// x + [ batch normalisation → ReLU → convolution 3 × 3, twice ]( x ). The convolutions have no bias: the normalisation takes
/// that of the first away, and that of the second does what the bias before all units does.
class StResNetUnitImpl : public torch::nn::Module
{
public:
  StResNetUnitImpl( int filters, Padding padding );

  /// \param maps  [N, F, H, W]
  /// \return the same shape
  torch::Tensor forward( const torch::Tensor &maps );

private:
  torch::nn::BatchNorm2d mNorm1;
  PaddedConv2d mConvolution1;
  torch::nn::BatchNorm2d mNorm2;
  PaddedConv2d mConvolution2;
};
TORCH_MODULE( StResNetUnit );

/// W ∘ [ convolution 3 × 3 → units → ReLU → convolution 3 × 3 ]( maps, side by side as channels ), with a `fusion` W of
/// [O, H, W] that starts between 0 and 1.
class StResNetBranchImpl : public torch::nn::Module
{
public:
  StResNetBranchImpl( int length, const NetworkShape &shape, const StResNetNetworkOptions &options );

  /// \param maps  [N, length, C, H, W]
  /// \return [N, O, H, W]
  torch::Tensor forward( const torch::Tensor &maps );

  /// Zeroes the last convolution and not W: what a convolution learns in one cell holds in all others, too.
  void startAtZero();

private:
  torch::Tensor mFusion;
  PaddedConv2d mFirst;
  std::vector<StResNetUnit> mUnits;
  PaddedConv2d mLast;
};
TORCH_MODULE( StResNetBranch );

/// A map from the calendar: dense to 10 → ReLU → dense.
class StResNetCalendarImpl : public torch::nn::Module
{
public:
  explicit StResNetCalendarImpl( const NetworkShape &shape );

  /// \param calendar  [N, K]
  /// \return [N, O × H × W]
  torch::Tensor forward( const torch::Tensor &calendar );

  void startAtZero();

private:
  torch::nn::Linear mHidden;
  torch::nn::Linear mScores;
};
TORCH_MODULE( StResNetCalendar );

/// ST-ResNet: three residual networks, of what was just before, of whole periods back and of longer ones, weighted cell by cell.
///
///     maps [N, L, C, H, W], closeness before period before trend and each oldest first
///       → a branch for each, which sees [N, its maps × C, H, W]   → Σ branches [N, O, H, W]
///     calendar [N, K] → StResNetCalendar, for K > 0               → added → scores [N, O, H × W]
///
/// With superResolution s > 1 maps are interpolated to s H × s W before the branches by cubic splines, and scores are the means
/// of s × s. With cumulativeDay maps and sums are those since midnight, and scores are what comes out minus what had happened by
/// then: their squared error is that of the sums, and yet they are those of the target step alone. Source of both: Wang et al.
/// 2017, Deep Learning for Real Time Crime Forecasting, where scores are left at such sums. The weights W of cells and the
/// calendar's dense layer tie it to its grid. Source: Zhang, Zheng and Qi 2017, Deep Spatio-Temporal Residual Networks; the
/// variant with batch normalisation. Ours: there is no tanh and no ReLU at the end of the calendar's part, which could then only
/// add; convolutions pad as the options say; no bias in units.
class StResNetNetworkImpl : public Network
{
public:
  StResNetNetworkImpl( const NetworkShape &shape, const StResNetNetworkOptions &options );
  torch::Tensor forward( const NetworkInput &input ) override;
  void startAtZero() override;

private:
  bool mCumulativeDay;
  int mSuperResolution;
  std::vector<int64_t> mLengths; ///< numbers of maps of the branches
  std::vector<StResNetBranch> mBranches;
  StResNetCalendar mCalendar = nullptr; ///< none for K = 0
};
TORCH_MODULE( StResNetNetwork );

} // namespace riskcast
