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

  /// The line of least log loss. Where that one falls, which would turn the ranking of the cells round, the best of slope 1:
  /// risks then are right on the whole, if nothing else. Leaves risks as they are where all cells or none had incidents.
  /// \param logits    [n]
  /// \param happened  [n], true where there was an incident
  static CalibrationCurve fitted( const torch::Tensor &logits, const torch::Tensor &happened );

  torch::Tensor operator()( const torch::Tensor &logits ) const { return mSlope * logits + mOffset; }

  /// The line, moved so that risks that are cut where they are above others still add up to what happened.
  /// \param most  risks [n] that are not exceeded, and that add up to no less
  CalibrationCurve cutAt( const torch::Tensor &most, const torch::Tensor &logits, const torch::Tensor &happened ) const;

private:
  friend void to_json( nlohmann::json &json, const CalibrationCurve &curve );
  friend void from_json( const nlohmann::json &json, CalibrationCurve &curve );

  double mSlope = 1;
  double mOffset = 0;
};

} // namespace riskcast
