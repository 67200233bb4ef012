#pragma once

#include "score_tally.h"

#include <functional>
#include <string>
#include <vector>

namespace riskcast
{

enum class Better
{
  Higher,
  Lower,
};

/// One number that says how good a model is.
struct Score
{
  std::string id;    ///< for programs: hit_rate_5, log_loss, …
  std::string title; ///< for people
  Better better = Better::Higher;
  std::function<double( const ScoreTally & )> value; ///< 0 where there is nothing to divide by
};

/// What is scored.
struct ScoreSettings
{
  std::vector<double> areaShares = { 0.005, 0.01, 0.02, 0.04, 0.05, 0.10, 0.20 };                   ///< of the area, ascending
  std::vector<double> percentiles = { 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99 }; ///< ascending
  double mainShare = 0.05; ///< of the area: what the verdict, groups and the rank of models are about
};

/// The shares of the area at which hits are tallied, ascending: those that are scored, the main one, and those that the curve of
/// hit rate over area is drawn through.
std::vector<double> talliedShares( const ScoreSettings &settings );

/// "5", "0.5": a share of the area as a percentage, as ids and tables write it.
std::string shareName( double share );

// Ids of scores at a share of the area, by incidents where no cells are named.
std::string hitRateId( double share );
std::string hitRateCellsId( double share );
std::string paiId( double share );
std::string peiId( double share );

inline constexpr const char *areaUnderCurveId = "area_under_curve"; ///< by incidents
inline constexpr const char *logLossId = "log_loss";
inline constexpr const char *brierId = "brier";
inline constexpr const char *poissonDevianceId = "poisson_deviance";
inline constexpr const char *calibrationErrorId = "calibration_error";
inline constexpr const char *rocAucId = "roc_auc";

/// All scores that are ratios of tallied sums: hit rate, PAI and PEI by incidents and by positive cells at each share of the
/// area, the area under the curve, Brier score, log loss, Poisson deviance, expected calibration error (Σ |Σ p - Σ y| over
/// reliability bins / cells), and for each percentile what the six labels tell.
///   hit rate = n / N,  PAI = (n / N) / (a / A),  PEI = n / n*
/// with n of N incidents in an area a of A, and n* in as many cells had they been the best ones
/// (docs/algorithms/evaluate_risk_model.md).
std::vector<Score> scoreList( const ScoreSettings &settings );

} // namespace riskcast
