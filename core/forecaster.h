#pragma once

#include "covariates.h"
#include "error.h"
#include "feedback.h"
#include "heatmap_stack.h"
#include "model_file.h"
#include "worker_place.h"

#include <chrono>
#include <memory>
#include <span>
#include <vector>

namespace riskcast
{

/// The target steps of a stack, by what they are used for; earlier ones never come after later ones.
struct StepSplit
{
  std::vector<int> training;
  std::vector<int> validation;
  std::vector<int> test;

  /// Training and validation steps: those that a model may be fitted to.
  std::vector<int> fitted() const
  {
    std::vector<int> steps = training;
    steps.insert( steps.end(), validation.begin(), validation.end() );
    return steps;
  }
};

/// What a model forecasts.
struct RiskForecast
{
  std::vector<float> risk;       ///< [targets, H × W], see Forecaster::predict()
  std::vector<float> spread;     ///< the same, standard deviation of the risk among a model's networks; empty for a single one
  std::vector<float> categories; ///< [targets, C, H × W], risk of an incident of each category; empty if it tells none apart
};

/// One kind of model: learns from a stack and gives the risk of a step from the steps before it. Everything else (splitting,
/// scoring, files, class breaks) is done once, around it.
class Forecaster
{
public:
  virtual ~Forecaster() = default;

  /// Earliest step that can be a target, given the stack's states.
  virtual int firstTarget( const HeatmapStack &stack ) const = 0;

  /// Learns from split.training, chooses by split.validation; never looks at split.test or later steps.
  /// \throws Error on a degenerate result, with advice; Canceled
  virtual void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) = 0;

  /// Has fit() keep what it has learned so far in a file, and go on from there if it finds one that it left there itself, from
  /// the same data and settings; for those that take long. \param pause  between two writings, at least
  virtual void keepCheckpoint( const std::string & /*path*/, std::chrono::milliseconds /*pause*/ ) {}

  /// Has fit() begin with what a model of the same kind and settings has learned, maybe on another grid.
  /// \throws Error if the kind cannot
  virtual void startFrom( const ModelFile & /*model*/ )
  {
    throw Error( "A model of this kind is always learned anew, in seconds: leave out the model to start from." );
  }

  /// Has fit() learn from maps of the stack's grid that don't change, too. Only for what is made from the rate mixture; the
  /// others have no use for them. A model file keeps them.
  virtual void useCovariates( const std::vector<Covariate> & /*covariates*/ ) {}

  /// Has fit() learn together with other processes that call it with the same; the result is that of one alone, to the precision
  /// of floats. Only for those that take long; the others learn alone.
  virtual void shareWork( const WorkerPlace & /*place*/ ) {}

  /// Risk, the calibrated probability of at least one incident, of each target from the steps before it alone.
  /// \param targets  in ascending order; the step after the last one of the stack may be among them
  /// \return [targets, H × W]
  virtual std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const = 0;

  /// The same with all that the model knows beside the risk.
  virtual RiskForecast forecast( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
  {
    return { predict( stack, targets, feedback ), {}, {} };
  }

  /// Puts tensors, and what they need to be read again, into the file: description["model"].
  virtual void save( ModelFile &file ) const = 0;

  /// \throws Error if a tensor is missing or shaped otherwise
  virtual void load( const ModelFile &file ) = 0;

  /// What the training did, for the model file: loss per epoch, seconds, device, library versions. Empty before fit().
  virtual nlohmann::json history() const { return nlohmann::json::object(); }
};

} // namespace riskcast
