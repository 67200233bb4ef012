#pragma once

// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "network.h"

#include <nlohmann/json.hpp>

#include <QTest>
#include <cmath>
#include <fstream>

// What tests share that compare with the values of tests/reference/*.py.

namespace riskcast
{

/// tests/reference/NAME.json
inline nlohmann::json referenceValues( const std::string &name )
{
  return nlohmann::json::parse( std::ifstream( RISKCAST_SOURCE_DIR "/tests/reference/" + name + ".json" ) );
}

/// A row for each case of a reference, by its name.
inline void addCases( const nlohmann::json &reference )
{
  QTest::addColumn<int>( "index" );
  for ( size_t i = 0; i < reference.size(); ++i )
    QTest::newRow( reference[i]["name"].get<std::string>().c_str() ) << static_cast<int>( i );
}

/// scale × sin( speed × k + phase ) over the flat index k, in double, as the scripts make it.
inline torch::Tensor byFormula( c10::IntArrayRef shape, double speed, double phase, double scale )
{
  const torch::Tensor index = torch::arange( c10::multiply_integers( shape ), torch::kDouble );
  return ( scale * torch::sin( speed * index + phase ) ).view( shape );
}

/// Puts the module into double and gives its parameters, one after the other, values by the formula.
inline void setByFormula( torch::nn::Module &module )
{
  module.to( torch::kDouble );
  const torch::NoGradGuard noGrad;
  double phase = 0;
  for ( torch::Tensor &parameter : module.parameters() )
    parameter.copy_( byFormula( parameter.sizes(), 0.7, phase++, 0.4 ) );
}

/// The two sums that stand for a large tensor in a reference: Σ v[k] cos(k) and Σ v[k] sin(k) over the flat index k. No misplaced
/// or wrong value leaves them as they are.
inline torch::Tensor sums( const torch::Tensor &tensor )
{
  const torch::Tensor flat = tensor.detach().flatten();
  const torch::Tensor index = torch::arange( flat.numel(), torch::kDouble );
  return torch::stack( { ( flat * torch::cos( index ) ).sum(), ( flat * torch::sin( index ) ).sum() } );
}

inline bool isClose( double value, double expected )
{
  // In double; but the slope of LibTorch's hard sigmoid is the 32-bit number nearest to 1/6, off by 1e-8.
  const bool close = std::abs( value - expected ) <= 2e-7 * std::max( 1.0, std::abs( expected ) );
  if ( !close )
    qWarning( "%.12g instead of %.12g", value, expected );
  return close;
}

inline bool isClose( const torch::Tensor &values, const nlohmann::json &expected )
{
  const torch::Tensor flat = values.detach().to( torch::kDouble ).flatten();
  bool close = flat.numel() == static_cast<int64_t>( expected.size() );
  for ( int64_t k = 0; close && k < flat.numel(); ++k )
    close = isClose( flat[k].item<double>(), expected[k].get<double>() );
  return close;
}

} // namespace riskcast
