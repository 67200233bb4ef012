#pragma once

#include "../windows.h"
#include "network_inputs.h"

namespace riskcast
{

/// Windows of the maps before the target.
class WindowInputs : public NetworkInputs
{
public:
  explicit WindowInputs( const TrainingOptions &options );

  int firstTarget( const HeatmapStack &stack ) const override;
  NetworkShape shape( const HeatmapStack &stack ) const override;
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  SampleSource open( const HeatmapStack &stack, std::vector<int> targets, Feedback &feedback ) const override;

private:
  WindowOptions mOptions;
};

} // namespace riskcast
