#pragma once

#include "gan_critic.h"

namespace riskcast
{

/// Trains a generator G against a critic D of its own:
///
///     min_G max_D  E ln D( x, y ) + E ln( 1 - D( x, G( x ) ) ) + 100 E | y - G( x ) |
///
/// with Adam, β1 0.5, for each side. x is what was before, y what came after, G( x ) a drawn map sigmoid( scores ). G does not
/// lower ln( 1 - D ) but raises ln D, which has the same aim and slopes where D is sure (the non-saturating form). Means are over
/// windows and patches or cells; a cell outside the study area is 0 in both maps, and patches of such cells do not count.
class GanTrainer
{
public:
  /// \param generator  a GanNetwork of \a shape and \a options; the critic goes where its parameters are
  GanTrainer( Network &generator, const NetworkShape &shape, const GanNetworkOptions &options, double learningRate );

  /// A step of the critic, then one of the generator, which is in training mode.
  /// \param targets  [N, O, H × W], 0 or 1
  /// \param cells    [H × W], 1 for cells that count
  /// \return the generator's loss before its step: -ln D + 100 | y - G( x ) |
  double trainBatch( const NetworkInput &input, const torch::Tensor &targets, const torch::Tensor &cells );

  const GanCritic &critic() const { return mCritic; }

private:
  Network &mGenerator;
  GanCritic mCritic;
  torch::optim::Adam mGeneratorOptimizer;
  torch::optim::Adam mCriticOptimizer;
};

} // namespace riskcast
