#pragma once

#include "loaded_model.h"
#include "scores/groups.h"
#include "scores/model_scores.h"

#include <optional>
#include <string>
#include <vector>

namespace riskcast
{

struct EvaluationOptions
{
  std::vector<std::string> baselines = baselineKinds(); ///< names of model kinds
  std::optional<LocalTime> start; ///< of the test period; where none is given, that of the model that was trained last, or
                                  ///< without models the latest testShare of the observed steps
  std::optional<LocalTime> end;   ///< first moment after the test period; where none is given, the end of the stack
  double testShare = TrainingOptions().testShare;
  int stepsAhead = 1; ///< a step is forecast from what was known so many steps before; the first ones of the test are not scored
  std::string category; ///< whose incidents are scored; empty: any
  int refitEvery = 0;   ///< fits all models and baselines again after so many scored steps; 0: never
  ScoreSettings scores;
  int neighbourRadius = 1; ///< cells, in which a label is that of a neighbour
  ThresholdScope thresholdScope = ThresholdScope::Training;
  int borderCells = 0; ///< outer rings of cells that are not scored
  BootstrapOptions bootstrap;

  /// Of all kinds of models that are baselines.
  static std::vector<std::string> baselineKinds();

  /// What is scored, for people: "incidents", or those of the category.
  std::string scoredIncidents() const;
};

/// A trained model and what it is called, such as the name of its file.
struct NamedModel
{
  std::string name;
  ModelFile file;
};

/// Things besides the stack that a test may be parted or measured by.
struct EvaluationLayers
{
  std::vector<District> districts;
  std::vector<double> streetMetres; ///< [H × W]; empty: shares of the area are shares of cells
};

/// A score against the best baseline's.
struct ScoreDifference
{
  int rival = 0;         ///< number of the baseline among the evaluated models
  double difference = 0; ///< of the model, minus that of the rival
  Interval interval;     ///< of the difference
};

struct CurvePoint
{
  double share = 0; ///< of the area
  double hitRate = 0;
  Interval interval;
};

/// What came out for one model.
struct EvaluatedModel
{
  std::string name;  ///< for programs: that of the file, or of the baseline's kind
  std::string title; ///< for people
  bool isBaseline = false;
  std::vector<double> values{};                              ///< of RiskEvaluation::scores
  std::vector<std::optional<ScoreDifference>> differences{}; ///< of the same; nothing for the rival itself
  std::vector<CurvePoint> curve{};                           ///< hit rate over share of the area
  std::vector<ReliabilityBin> reliability{};
  std::vector<double> thresholds{}; ///< for each percentile, of the last fit; empty for ThresholdScope::Step
  std::vector<LabelCounts> labels{};
  std::vector<GroupTally> groups{};   ///< of RiskEvaluation::groups
  std::vector<std::uint8_t> levels{}; ///< [steps, H × W], number of thresholds that the risk exceeds
};

struct RiskEvaluation
{
  EvaluationOptions options;
  Grid grid;
  std::string timeZone;
  StackProvenance provenance;
  std::vector<LocalTime> steps; ///< starts of the steps that are scored
  StepLength stepLength;
  int stepsWithoutReports = 0; ///< in the test period, not scored
  TestMaps test;
  std::vector<double> cellKm2; ///< [H × W]; empty where the CRS is unknown
  bool isByStreets = false;    ///< shares of the area are shares of the length of streets
  int blocks = 0;              ///< of the bootstrap
  std::vector<Score> scores;
  std::vector<TestGroup> groups{};
  std::vector<EvaluatedModel> models; ///< those that were asked for, then the baselines

  /// The value of a score. \throws std::out_of_range if there is no score \a id
  double value( const EvaluatedModel &model, const std::string &id ) const;
  size_t indexOf( const std::string &id ) const;
};

/// Scores models and baselines on steps later than all that they learned from. Each step is predicted from what was known before
/// it (rolling); only observed steps and cells of the study area are scored. Baselines are fitted to the steps before the test;
/// of a category that is scored to the incidents of that one alone. Every score is compared with that of the best baseline, by a
/// paired bootstrap over blocks of weeks; as the best one is chosen with the test known, the comparison favours the baselines.
/// \throws Error if a model does not fit the stack or tells no categories apart where one is scored, if the test overlaps what a
///         model learned from (the message says the dates), or if there is nothing to score
RiskEvaluation evaluateRiskModels( const HeatmapStack &stack, const std::vector<NamedModel> &models,
                                   const EvaluationLayers &layers, const EvaluationOptions &options, const ForecasterMaker &maker,
                                   Feedback &feedback );

} // namespace riskcast
