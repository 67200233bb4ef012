#pragma once

#include "mixed_precision.h"
#include "network_inputs.h"
#include "score_reading.h"
#include "worker_group.h"

namespace riskcast
{

/// What a network learns from: samples, and what came after each, S steps long.
struct Batch
{
  Samples samples;
  torch::Tensor counts; ///< [N, S × O, H × W], numbers of incidents
  torch::Tensor known;  ///< [N, S × O, 1], 1 where somebody could report; undefined: everywhere
  int64_t before = 0;   ///< samples of the batch that other workers have, before these
  int64_t after = 0;    ///< and after these

  bool isPart() const { return before + after > 0; }
  bool isKnown( int64_t sample, int64_t output ) const { return !known.defined() || known[sample][output].item<float>() > 0; }
  Batch to( const torch::Device &device ) const;

  /// What each cell counts for in a loss. \param cells  [H × W] \return broadcasts to the counts
  torch::Tensor weights( const torch::Tensor &cells ) const { return known.defined() ? cells * known : cells; }
};

/// Changes a network batch by batch, and remembers what it needs for that.
class BatchLearner
{
public:
  virtual ~BatchLearner() = default;

  /// Takes a step; the network is in training mode.
  /// \param batch  this worker's part of it
  /// \return the loss before the step, of all workers
  virtual double learn( const Batch &batch ) = 0;

  /// Puts what was remembered into a file, and takes it from there.
  /// \throws Error or nlohmann::json::exception if it is missing or shaped otherwise
  virtual void save( ModelFile &file ) const = 0;
  virtual void load( const ModelFile &file ) = 0;
};

/// Makes a fresh learner for a network.
using LearnerMaker = std::function<std::unique_ptr<BatchLearner>( Network &network, double learningRate )>;

/// What the network says, with the prior that it corrects if there is one, [N, S × O, H × W].
torch::Tensor scoresOf( Network &network, const Samples &samples, const ScoreReading &reading );

/// Gives the parameters, which have none yet, the gradient of the loss over the parts of all workers.
/// \param loss    a mean over this worker's part
/// \param weight  what the part counts for in the mean over all
/// \return the loss over all parts
double learnTogether( const torch::Tensor &loss, const torch::Tensor &weight, const std::vector<torch::Tensor> &parameters,
                      const WorkerGroup &workers );

/// Goes down the gradient of the reading's loss with AdamW.
class GradientLearner : public BatchLearner
{
public:
  /// \param cells    [H × W], 1 for cells that count
  /// \param options  completed
  /// \param workers  that learn the same network
  GradientLearner( Network &network, const ScoreReading &reading, torch::Tensor cells, const TrainingOptions &options,
                   const WorkerGroup &workers, double learningRate );
  double learn( const Batch &batch ) override;
  void save( ModelFile &file ) const override;
  void load( const ModelFile &file ) override;

private:
  Network &mNetwork;
  const WorkerGroup &mWorkers;
  ScoreReading mReading;
  torch::Tensor mCells;
  double mGradientClip;
  Precision mPrecision;
  torch::optim::AdamW mOptimizer;
};

} // namespace riskcast
