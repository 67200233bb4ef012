#include "calibration_curve.h"

#include "../error.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace riskcast
{

CalibrationCurve CalibrationCurve::fitted( const torch::Tensor &logits, const torch::Tensor &happened )
{
  constexpr int rounds = 50;
  if ( !happened.any().item<bool>() || happened.all().item<bool>() )
    return {};
  const torch::Tensor x =
      torch::stack( { logits.to( torch::kDouble ), torch::ones_like( logits, torch::kDouble ) }, 1 ); // [n, 2]
  const torch::Tensor y = happened.to( torch::kDouble );
  torch::Tensor line = torch::tensor( { 1.0, 0.0 }, torch::kDouble );
  const auto lossOf = [&]( const torch::Tensor &each )
  { return torch::binary_cross_entropy_with_logits( x.mv( each ), y ).item<double>(); };
  double loss = lossOf( line );
  for ( int round = 0; round < rounds; ++round )
  {
    const torch::Tensor p = torch::sigmoid( x.mv( line ) );
    const torch::Tensor gradient = x.t().mv( p - y );
    const torch::Tensor curvature = x.t().mm( x * ( p * ( 1 - p ) ).unsqueeze( 1 ) ) + 1e-9 * torch::eye( 2, torch::kDouble );
    const torch::Tensor next = line - torch::linalg_solve( curvature, gradient );
    const double nextLoss = lossOf( next );
    if ( !( nextLoss < loss - 1e-12 ) )
      break;
    line = next;
    loss = nextLoss;
  }
  CalibrationCurve curve;
  if ( line[0].item<double>() > 0 )
  {
    curve.mSlope = line[0].item<double>();
    curve.mOffset = line[1].item<double>();
  }
  return curve;
}

void to_json( nlohmann::json &json, const CalibrationCurve &curve )
{
  json = { { "slope", curve.mSlope }, { "offset", curve.mOffset } };
}

void from_json( const nlohmann::json &json, CalibrationCurve &curve )
{
  json.at( "slope" ).get_to( curve.mSlope );
  json.at( "offset" ).get_to( curve.mOffset );
  if ( !( curve.mSlope > 0 ) || !std::isfinite( curve.mSlope ) || !std::isfinite( curve.mOffset ) )
    throw Error( "The model's calibration is none. Train it again." );
}

} // namespace riskcast
