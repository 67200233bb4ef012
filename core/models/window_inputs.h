#pragma once

#include "../windows.h"
#include "network_inputs.h"

namespace riskcast
{

/// Windows of the maps before the target, or, for a network that looks several steps ahead, before the predicted steps that
/// precede it: as many of them as the network can leap over.
class WindowInputs : public NetworkInputs
{
public:
  /// \param horizon  S, steps that the network gives at once
  /// \throws Error if a setting cannot be
  explicit WindowInputs( const TrainingOptions &options, int horizon = 1 );

  int firstTarget( const HeatmapStack &stack ) const override;
  NetworkShape shape( const HeatmapStack &stack ) const override;
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  SampleSource open( const HeatmapStack &stack, std::vector<int> targets, Feedback &feedback ) const override;

protected:
  /// The windows of a stack with such steps. \throws Error if they suit none
  virtual WindowOptions windowOptions( StepLength ) const { return mOptions; }

private:
  WindowOptions mOptions;
  int mHorizon;
};

/// Windows of a residual network: branch by branch, each oldest first, the `closeness` maps right before the target, then
/// `period` and `trend` maps that lie so many steps apart as the options say, or as suits the length of a step.
class BranchInputs : public WindowInputs
{
public:
  /// \throws Error if a setting cannot be
  explicit BranchInputs( const TrainingOptions &options );

protected:
  WindowOptions windowOptions( StepLength step ) const override;

private:
  TrainingOptions mBranches;
};

} // namespace riskcast
