#pragma once

#include "../forecaster.h"
#include "network_kinds.h"
#include "network_trainer.h"

namespace riskcast
{

/// What a training begins with, and where it keeps what it has learned.
struct EnsembleStart
{
  std::optional<ModelFile> model; ///< whose networks the training begins with
  std::vector<Covariate> covariates;
  std::string checkpoint; ///< empty: none
  std::chrono::milliseconds pause{};
  WorkerPlace place;
};

/// Trains the networks of a model one after the other, each from a seed of its own.
class EnsembleTraining
{
public:
  /// \param kind     its inputs are fitted; outlives the training
  /// \param options  completed, batch size included
  /// \throws Error if other workers don't come
  EnsembleTraining( const NetworkKind &kind, const NetworkShape &shape, const TrainingOptions &options, torch::Device device,
                    EnsembleStart start );

  /// What a training holds at once in this process, in bytes, measured with one sample and with two.
  /// \param held  what is held already, heatmaps and inputs
  /// \throws Error if this computer has not as much for all processes that are known to be on it
  double memoryFor( const TrainingTask &task, double held );

  /// Looks whether a training of the same was interrupted. \throws Error if another worker trains on other data
  void openCheckpoint( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback );

  /// \throws Error as trainNetwork() does, and if the model to start from does not fit
  void train( const TrainingTask &task, Feedback &feedback );

  /// Trains all anew along the paths that were best, on training and validation steps together.
  void retrain( const TrainingTask &task, Feedback &feedback );

  const std::vector<std::shared_ptr<Network>> &networks() const { return mNetworks; }
  const std::vector<TrainingHistory> &histories() const { return mHistories; }

private:
  struct LearningMemory;
  LearningMemory measure( const TrainingTask &task, size_t batchSize );
  TrainingOptions optionsOf( int number ) const;
  std::shared_ptr<Network> makeNetwork( int number ) const;
  void checkSameAsTheFirst( nlohmann::json print ) const;
  TrainingMeans means( const TrainingTask &task, const TrainingOptions &options, const std::string &part );

  const NetworkKind &mKind;
  NetworkShape mShape;
  TrainingOptions mOptions;
  torch::Device mDevice;
  EnsembleStart mStart;
  WorkerGroup mWorkers;
  Checkpoint mCheckpoint;
  std::vector<std::shared_ptr<Network>> mNetworks;
  std::vector<TrainingHistory> mHistories;
};

/// How the tensors of one of several networks are called in a model file; those of a single one have their names in PyTorch.
std::string networkPrefix( int number, int networks );

} // namespace riskcast
