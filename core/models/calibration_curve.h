#pragma once

#include <nlohmann/json_fwd.hpp>
#include <torch/torch.h>

namespace riskcast
{

/// Puts risks right by a line through their logits: logit p' = slope × logit p + offset.
/// Source: Platt 1999, Probabilistic outputs for support vector machines.
class CalibrationCurve
{
public:
  /// Leaves risks as they are.
  CalibrationCurve() = default;

  /// The line of least log loss, but nearer to slope 1 the fewer incidents there are: the sum of the cells' log losses and
  /// v (slope - 1)² / 2 is least (ours), v the variance of the logits or 1 if that is less, so that risks are right on the whole.
  /// Where that line falls, which would turn the ranking of the cells round, the best of slope 1. Leaves risks as they are where
  /// all cells or none had incidents.
  /// \param logits    [n]
  /// \param happened  [n], true where there was an incident
  static CalibrationCurve fitted( const torch::Tensor &logits, const torch::Tensor &happened );

  torch::Tensor operator()( const torch::Tensor &logits ) const { return mSlope * logits + mOffset; }

  /// The line, moved so that risks that are cut where they are above others add up to \a sum, or to what the others do if that is
  /// less.
  /// \param most  risks [n] that are not exceeded
  CalibrationCurve movedTo( double sum, const torch::Tensor &most, const torch::Tensor &logits ) const;

private:
  friend void to_json( nlohmann::json &json, const CalibrationCurve &curve );
  friend void from_json( const nlohmann::json &json, CalibrationCurve &curve );

  double mSlope = 1;
  double mOffset = 0;
};

} // namespace riskcast
