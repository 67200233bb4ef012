#pragma once

#include "calibration_curve.h"
#include "network.h"
#include "network_inputs.h"
#include "network_trainer.h"

namespace riskcast
{

/// Trained networks of the same kind. The mean of what they say, each put right, is the risk; how far they are apart tells how
/// sure it is. Source: Lakshminarayanan, Pritzel and Blundell 2017, Simple and scalable predictive uncertainty estimation using
/// deep ensembles.
struct NetworkEnsemble
{
  NetworkShape shape;
  std::vector<std::shared_ptr<Network>> networks;
  torch::Device device = torch::kCPU;        ///< where they are
  Loss loss = Loss::CrossEntropy;            ///< that they learned by, with this
  double positiveWeight = 0;                 ///< of cells with incidents
  std::vector<CalibrationCurve> calibration; ///< of each network, step ahead and output, [networks × S × O]

  /// Leaves risks as the networks say them.
  void forgetCalibration();

  /// Puts risks right on the validation steps of a task; the level of what never happened there, or always, is that of the
  /// training.
  void calibrate( const TrainingTask &task );

  /// \param source     of as many samples as there are rows
  /// \param batchSize  that they were trained with, which says how much memory there is
  /// \param risk       [targets, O, H × W], filled
  /// \param spread     [targets, H × W], standard deviation of the risk of any incident, filled if there are several networks
  void forecast( const SampleSource &source, int64_t batchSize, const torch::Tensor &risk, const torch::Tensor &spread,
                 Feedback &feedback ) const;
};

} // namespace riskcast
