#pragma once

#include "../calendar.h"
#include "network.h"
#include "rate_prior.h"

#include <functional>
#include <optional>

namespace riskcast
{

/// What goes with some targets.
struct Samples
{
  NetworkInput input;
  torch::Tensor logRates; ///< [N, O, H × W], the prior's of the first step; undefined without one
  torch::Tensor ahead;    ///< [N], which of the S steps that a network gives is the target, from 0; undefined: the first

  Samples to( const torch::Device &device ) const;
};

/// Hands over the samples of some of the targets that it was made for, by their places among them.
using SampleSource = std::function<Samples( std::span<const int> places )>;

/// Makes from a stack what networks of one sort see of a target step, from the steps before it alone, and the prior rate that
/// they correct (RatePrior).
class NetworkInputs
{
public:
  explicit NetworkInputs( const TrainingOptions &options );
  virtual ~NetworkInputs() = default;

  /// Earliest step that can be a target.
  virtual int firstTarget( const HeatmapStack &stack ) const;

  /// The sizes of what open() gives, and of what the network is to give.
  virtual NetworkShape shape( const HeatmapStack &stack ) const;

  /// What open() keeps for each target, in bytes.
  virtual double bytesPerTarget( const HeatmapStack &stack ) const;

  /// Learns from split.training, chooses by split.validation; open() works afterwards.
  virtual void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback );

  /// Before fit(): what the prior is made from, too.
  void useCovariates( const std::vector<Covariate> &covariates );

  /// Before fit(): takes over what the networks of \a model have learned to read, which newer incidents would change.
  /// \throws Error if the model doesn't say so, or read rates otherwise
  virtual void keepFrom( const ModelFile &model );

  /// Fits the prior to \a targets, too; what was chosen stays.
  void refit( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback );

  /// \param targets  ascending; the step after the last one of the stack may be among them
  virtual SampleSource open( const HeatmapStack &stack, std::vector<int> targets, Feedback &feedback ) const = 0;

  bool hasPrior() const { return mPrior.has_value(); }

  virtual void save( ModelFile &file, nlohmann::json &description ) const;

  /// \throws Error if a tensor is missing or shaped otherwise
  virtual void load( const ModelFile &file, const nlohmann::json &description, int outputs );

protected:
  const std::optional<RatePrior> &prior() const { return mPrior; }

  /// Whether keepFrom() took over what fit() would learn.
  bool isKept() const { return mIsKept; }

  /// [targets, K]
  torch::Tensor calendarOf( const TimeSteps &steps, std::span<const int> targets ) const;

private:
  bool mUsesCalendar;
  bool mIsKept = false;
  Calendar mCalendar;
  std::optional<RatePrior> mPrior;
};

/// At most \a most of the steps, evenly spread.
std::vector<int> evenlyChosen( std::span<const int> steps, size_t most );

/// The rows of \a tensor at \a places; undefined if the tensor is.
torch::Tensor rowsAt( const torch::Tensor &tensor, std::span<const int> places );

} // namespace riskcast
