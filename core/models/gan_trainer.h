#pragma once

#include "batch_learner.h"
#include "gan_critic.h"

namespace riskcast
{

struct GanTrainerOptions
{
  double learningRate = 0;
  double weightDecay = 0;  ///< of generator and critic
  double gradientClip = 0; ///< longest gradient of each, as the norm over all its parameters; 0: any
  Precision precision = Precision::Full;
};

/// Trains a generator G against a critic D of its own:
///
///     min_G max_D  E ln D( x, y ) + E ln( 1 - D( x, G( x ) ) ) + 100 E | y - G( x ) |
///
/// with AdamW, β1 0.5, for each side. x is what was before, y what came after, G( x ) a drawn map sigmoid( scores ), to whose
/// scores a prior adds the logit of its risk. G does not lower ln( 1 - D ) but raises ln D, which has the same aim and slopes
/// where D is sure (the non-saturating form). Means are over windows and patches or cells; a cell outside the study area is 0 in
/// both maps, and patches of such cells do not count.
class GanTrainer : public BatchLearner
{
public:
  /// \param generator  a GanNetwork of \a shape and \a options; the critic goes where its parameters are
  /// \param cells      [H × W], 1 for cells that count
  /// \param workers    that train the same two networks
  GanTrainer( Network &generator, const NetworkShape &shape, const GanNetworkOptions &options, const torch::Tensor &cells,
              const GanTrainerOptions &training, const WorkerGroup &workers );

  /// A step of the critic, then one of the generator.
  /// \return the generator's loss before its step: -ln D + 100 | y - G( x ) |
  double learn( const Batch &batch ) override;
  void save( ModelFile &file ) const override;
  void load( const ModelFile &file ) override;

  const GanCritic &critic() const { return mCritic; }

private:
  torch::Tensor drawn( const Samples &samples );
  torch::Tensor judged( const torch::Tensor &condition, const torch::Tensor &maps );
  void step( torch::optim::AdamW &optimizer, const std::vector<torch::Tensor> &parameters );

  Network &mGenerator;
  const WorkerGroup &mWorkers;
  GanCritic mCritic;
  torch::Tensor mCells; ///< [H, W]
  Precision mPrecision;
  double mGradientClip;
  torch::optim::AdamW mGeneratorOptimizer;
  torch::optim::AdamW mCriticOptimizer;
};

} // namespace riskcast
