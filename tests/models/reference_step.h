#pragma once

#include "reference_values.h"
#include "score_reading.h"

namespace riskcast
{

/// Inputs by formula, as tests/reference/network_steps.py makes them.
inline NetworkInput formulaInput( const NetworkShape &shape, int windows )
{
  return { byFormula( { windows, shape.steps, shape.channels, shape.rows, shape.columns }, 1.3, 0, 1 ),
           byFormula( { windows, shape.features, shape.rows, shape.columns }, 1.3, 0, 1 ),
           byFormula( { windows, shape.calendar }, 0.9, 0.5, 1 ) };
}

/// The shape that stands in a reference.
inline NetworkShape shapeOf( const nlohmann::json &json )
{
  return { .steps = json["length"],
           .channels = json["channels"],
           .features = json.value( "features", 0 ),
           .calendar = json["calendar"],
           .outputs = json["outputs"],
           .rows = json["rows"],
           .columns = json["columns"],
           .horizon = json.value( "horizon", 1 ) };
}

/// Whether named tensors have the sums of the reference, and the reference no others.
inline bool areClose( const torch::OrderedDict<std::string, torch::Tensor> &tensors, const nlohmann::json &expected )
{
  bool close = tensors.size() == expected.size();
  for ( const auto &each : tensors )
  {
    if ( close && !( close = expected.contains( each.key() ) && isClose( sums( each.value() ), expected[each.key()] ) ) )
      qWarning( "%s", each.key().c_str() );
  }
  return close;
}

/// Gradients by the names of the parameters; 0 where nothing depends on one.
inline torch::OrderedDict<std::string, torch::Tensor> gradientsOf( const Network &network )
{
  torch::OrderedDict<std::string, torch::Tensor> gradients;
  for ( const auto &each : network.named_parameters() )
    gradients.insert( each.key(), each.value().grad().defined() ? each.value().grad() : torch::zeros_like( each.value() ) );
  return gradients;
}

/// Logarithms of rates by formula, as tests/reference/gan.py makes them, [windows, O, H × W].
inline torch::Tensor formulaLogRates( const NetworkShape &shape, int windows )
{
  return byFormula( { windows, shape.outputs, shape.rows * shape.columns }, 1.7, 0, 1 ) - 1;
}

/// Whether scores, loss, gradients, a step of Adam and the scores after it are those of the reference.
/// \param noise  of a generator while training
inline bool matchesReference( Network &network, const nlohmann::json &expected, const torch::Tensor &noise = {} )
{
  setByFormula( network );
  NetworkInput input = formulaInput( shapeOf( expected ), 3 );
  input.noise = noise;
  torch::optim::Adam optimizer( network.parameters(), torch::optim::AdamOptions( 0.01 ) );

  const auto says = [&]
  {
    if ( !expected.value( "prior", false ) )
      return network.forward( input );
    const ScoreReading asLogits( Loss::CrossEntropy, 1 );
    return network.corrected( input, asLogits.scoresOf( formulaLogRates( shapeOf( expected ), 3 ) ) );
  };
  const torch::Tensor scores = says();
  const torch::Tensor targets = ( byFormula( scores.sizes(), 2.1, 0, 1 ) > 0.2 ).to( torch::kDouble );
  const torch::Tensor loss = torch::binary_cross_entropy_with_logits( scores, targets, {}, {}, at::Reduction::Sum );
  loss.backward();
  if ( !isClose( scores, expected["scores"] ) || !isClose( loss.item<double>(), expected["loss"] ) ||
       !areClose( gradientsOf( network ), expected["gradients"] ) )
    return false;

  optimizer.step();
  network.eval(); // with the running statistics of one batch, if it keeps any
  return areClose( network.named_parameters(), expected["stepped"] ) && isClose( says(), expected["scoresAfterwards"] );
}

} // namespace riskcast
