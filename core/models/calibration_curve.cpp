#include "calibration_curve.h"

#include "../error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace riskcast
{

namespace
{
/// How sure one is beforehand that the slope is 1: as sure as one incident makes. What two or three incidents of a rare category
/// say then counts for little, what hundreds say for nearly all. Where logits lie far apart a slope other than 1 is no surprise.
torch::Tensor trustInSlope( const torch::Tensor &scores )
{
  return scores.var( /*unbiased=*/false ).clamp_max( 1 );
}

/// The weights w for which the logits \a given + \a x w have the least log loss, summed, and \a pull w² / 2.
/// \param x  [n, k] \param happened  [n], 0 or 1 \param start, pull  [k]
torch::Tensor leastLoss( const torch::Tensor &x, const torch::Tensor &given, const torch::Tensor &happened,
                         const torch::Tensor &start, const torch::Tensor &pull )
{
  const torch::AutoGradMode withGradients( true );
  torch::Tensor w = start.clone().requires_grad_();
  const auto options =
      torch::optim::LBFGSOptions( 1 ).max_iter( 200 ).tolerance_grad( 1e-11 ).tolerance_change( 1e-14 ).line_search_fn(
          "strong_wolfe" );
  torch::optim::LBFGS optimizer( { w }, options );
  optimizer.step(
      [&]
      {
        optimizer.zero_grad();
        const torch::Tensor loss = torch::binary_cross_entropy_with_logits( given + x.mv( w ), happened ) +
                                   ( pull * w.square() ).sum() / ( 2 * happened.numel() );
        loss.backward();
        return loss;
      } );
  return w.detach();
}
} // namespace

CalibrationCurve CalibrationCurve::fitted( const torch::Tensor &logits, const torch::Tensor &happened )
{
  if ( !happened.any().item<bool>() || happened.all().item<bool>() )
    return {};
  const torch::Tensor scores = logits.to( torch::kDouble );
  const torch::Tensor y = happened.to( torch::kDouble );
  const torch::Tensor ones = torch::ones_like( scores );
  const torch::Tensor level = torch::logit( y.mean() ) - scores.mean(); // far from it the loss has no slope to go by
  const torch::Tensor zero = torch::zeros_like( level );
  const torch::Tensor line = leastLoss( torch::stack( { scores, ones }, 1 ), scores, y, torch::stack( { zero, level } ),
                                        torch::stack( { trustInSlope( scores ), zero } ) );
  if ( !line.isfinite().all().item<bool>() )
    return {}; // of infinite scores
  CalibrationCurve curve;
  if ( const double slope = 1 + line[0].item<double>(); slope > 0 )
  {
    curve.mSlope = slope;
    curve.mOffset = line[1].item<double>();
  }
  else
    curve.mOffset = leastLoss( ones.unsqueeze( 1 ), scores, y, level.view( 1 ), zero.view( 1 ) ).item<double>();
  return curve;
}

CalibrationCurve CalibrationCurve::movedTo( double sum, const torch::Tensor &most, const torch::Tensor &logits ) const
{
  CalibrationCurve curve = *this;
  constexpr double far = 50; // e^-50 is no risk
  double low = mOffset - far, high = mOffset + far;
  for ( int round = 0; round < std::numeric_limits<double>::digits; ++round )
  {
    curve.mOffset = ( low + high ) / 2;
    const double found = torch::minimum( torch::sigmoid( curve( logits ) ), most ).sum( torch::kDouble ).item<double>();
    ( found < sum ? low : high ) = curve.mOffset;
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
