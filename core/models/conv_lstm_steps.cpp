#include "conv_lstm_steps.h"

#include "conv_lstm_trace.h"
#include "framed_maps.h"

namespace riskcast
{

namespace
{
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// The gradients of frames, weight and bias of a convolution, each undefined unless wanted.
/// \param gates  the gradient of what came out [N, H, W, 4F]
std::tuple<torch::Tensor, torch::Tensor, torch::Tensor> convolutionGradient( const torch::Tensor &gates,
                                                                             const torch::Tensor &frames,
                                                                             const torch::Tensor &weight,
                                                                             std::array<bool, 3> wanted )
{
  return at::convolution_backward( filtersFirst( gates ), filtersFirst( frames ), weight, { { weight.size( 0 ) } }, { 1, 1 },
                                   { 0, 0 }, { 1, 1 }, /*transposed=*/false, { 0, 0 }, /*groups=*/1, wanted );
}

/// Runs the steps, keeping all states, and what a gradient needs where \a keeps.
ConvLstmTrace traced( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, const ConvLstmState &state,
                      bool keeps, bool mapsRepeat )
{
  const ConvLstmTrace trace = emptyTrace( maps, steps, weights, state, steps + 1, keeps, mapsRepeat );
  forWindows( trace.cells.cell[0], [&]( int64_t first, int64_t count )
              { runSteps( partOf( trace, first, count ), steps, weights, []( int64_t ) {} ); } );
  return trace;
}

torch::Tensor hiddenOf( const ConvLstmTrace &trace )
{
  return insideOf( trace.states.slice( 0, 1 ) ).movedim( -1, -3 );
}

torch::Tensor lastCellOf( const ConvLstmTrace &trace )
{
  return trace.cells.cell[-1].movedim( -1, -3 );
}

/// LibTorch's functions take undefined tensors in this way alone.
using OptionalTensor = c10::optional<torch::Tensor>;

OptionalTensor ifDefined( const torch::Tensor &tensor )
{
  return tensor.defined() ? OptionalTensor( tensor ) : c10::nullopt;
}

torch::Tensor given( const OptionalTensor &tensor )
{
  return tensor.value_or( torch::Tensor() );
}

/// Goes through the steps from the last to the first.
/// \param hidden  gradient of the hidden states [L, N, H, W, F], without what the next step adds
/// \param cell    gradient of the last C [N, H, W, F]; becomes that of the C before the first step
/// \param gates   [L, N, H, W, 4F], gets the gradient of the gates before their activation
/// \return gradient of the H before the first step [N, H, W, F]; undefined where there was none
torch::Tensor stepBack( const ConvLstmTrace &trace, const torch::Tensor &recurrent, const torch::Tensor &hidden,
                        const torch::Tensor &cell, const torch::Tensor &gates, GateActivation activation, Padding padding )
{
  const bool hasState = trace.first.defined();
  torch::Tensor fromNext;
  for ( int64_t step = hidden.size( 0 ) - 1; step >= 0; --step )
  {
    const torch::Tensor all = fromNext.defined() ? hidden[step] + fromNext : hidden[step];
    const torch::Tensor previous = step > 0 ? trace.cells.cell[step - 1] : trace.first;
    lstmCellGradient( all, cellAt( trace, step ), previous, activation, cell, gates[step] );
    if ( step == 0 && !hasState )
      return {};
    const auto [frames, none, noneEither] =
        convolutionGradient( gates[step], trace.states[step], recurrent, { true, false, false } );
    fromNext = gradientInside( filtersLast( frames ), padding );
  }
  return fromNext;
}

ConvLstmWeights channelsLast( ConvLstmWeights weights )
{
  if ( weights.input.defined() )
    weights.input = weights.input.contiguous( torch::MemoryFormat::ChannelsLast );
  weights.recurrent = weights.recurrent.contiguous( torch::MemoryFormat::ChannelsLast );
  return weights;
}

class ConvLstmSteps : public torch::autograd::Function<ConvLstmSteps>
{
public:
  static variable_list forward( AutogradContext *context, const OptionalTensor &maps, const OptionalTensor &input,
                                const OptionalTensor &inputBias, const torch::Tensor &recurrent,
                                const OptionalTensor &recurrentBias, const OptionalTensor &hidden, const OptionalTensor &cell,
                                int64_t steps, GateActivation activation, Padding padding )
  {
    const ConvLstmWeights weights{ given( input ), given( inputBias ), recurrent, given( recurrentBias ), activation, padding };
    const ConvLstmTrace trace =
        traced( given( maps ), steps, weights, { given( hidden ), given( cell ) }, /*keeps=*/true, /*mapsRepeat=*/false );
    context->save_for_backward( { weights.input, recurrent, trace.maps, trace.states, trace.cells.gates, trace.cells.cell,
                                  trace.cells.squashed, trace.first } );
    context->saved_data["activation"] = static_cast<int64_t>( activation );
    context->saved_data["padding"] = static_cast<int64_t>( padding );
    return { hiddenOf( trace ), lastCellOf( trace ) };
  }

  static variable_list backward( AutogradContext *context, const variable_list &gradients );
};

variable_list ConvLstmSteps::backward( AutogradContext *context, const variable_list &gradients )
{
  const variable_list saved = context->get_saved_variables();
  const torch::Tensor &input = saved[0], &recurrent = saved[1];
  const ConvLstmTrace trace{ saved[2], {}, saved[3], { saved[4], saved[5], saved[6] }, saved[7] };
  const auto activation = static_cast<GateActivation>( context->saved_data["activation"].toInt() );
  const auto padding = static_cast<Padding>( context->saved_data["padding"].toInt() );

  const torch::Tensor hidden = filtersLast( gradients[0] ); // what the states get from all but the next step
  const torch::Tensor cell = filtersLast( gradients[1] ).clone();
  const int64_t steps = hidden.size( 0 );
  const bool hasState = trace.first.defined();
  const int64_t firstWithState = hasState ? 0 : 1;
  const torch::Tensor gates =
      torch::empty( { steps, cell.size( 0 ), cell.size( 1 ), cell.size( 2 ), recurrent.size( 0 ) }, cell.options() );
  const torch::Tensor before = hasState ? torch::empty_like( cell ) : torch::Tensor();
  forWindows( cell,
              [&]( int64_t first, int64_t count )
              {
                const torch::Tensor part =
                    stepBack( partOf( trace, first, count ), recurrent, hidden.narrow( 1, first, count ),
                              cell.narrow( 0, first, count ), gates.narrow( 1, first, count ), activation, padding );
                if ( hasState )
                  before.narrow( 0, first, count ).copy_( part );
              } );

  torch::Tensor toMaps, toInput, toInputBias, toRecurrent = torch::zeros_like( recurrent ), toRecurrentBias, none;
  if ( steps > firstWithState )
    std::tie( none, toRecurrent, toRecurrentBias ) = convolutionGradient(
        gates.slice( 0, firstWithState ).flatten( 0, 1 ), trace.states.slice( 0, firstWithState, steps ).flatten( 0, 1 ),
        recurrent, { false, true, /*bias=*/!input.defined() } );
  if ( input.defined() )
    std::tie( toMaps, toInput, toInputBias ) = convolutionGradient( gates.flatten( 0, 1 ), trace.maps.flatten( 0, 1 ), input,
                                                                    { context->needs_input_grad( 0 ), true, true } );
  if ( toMaps.defined() )
    toMaps = gradientInside( filtersLast( toMaps ), padding ).movedim( -1, -3 ).unflatten( 0, { steps, -1 } );
  return { toMaps,
           toInput,
           toInputBias,
           toRecurrent,
           toRecurrentBias,
           hasState ? before.movedim( -1, -3 ) : torch::Tensor(),
           hasState ? cell.movedim( -1, -3 ) : torch::Tensor(),
           {},
           {},
           {} };
}
} // namespace

torch::Tensor convLstmSteps( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &given, ConvLstmState &state,
                             bool mapsRepeat )
{
  const ConvLstmWeights weights = channelsLast( given );
  if ( !torch::GradMode::is_enabled() )
  {
    const ConvLstmTrace trace = traced( maps, steps, weights, state, /*keeps=*/false, mapsRepeat );
    const torch::Tensor hidden = hiddenOf( trace );
    state = { hidden[-1], lastCellOf( trace ) };
    return hidden;
  }
  const variable_list results =
      ConvLstmSteps::apply( ifDefined( maps ), ifDefined( weights.input ), ifDefined( weights.inputBias ), weights.recurrent,
                            ifDefined( weights.recurrentBias ), ifDefined( state.hidden ), ifDefined( state.cell ), steps,
                            weights.activation, weights.padding );
  state = { results[0][-1], results[1] };
  return results[0];
}

void visitConvLstmPairs( const torch::Tensor &maps, const ConvLstmWeights &given, bool mapsRepeat, const PairVisitor &visit )
{
  const torch::NoGradGuard noGrad; // states are overwritten
  const int64_t steps = maps.size( 0 );
  const ConvLstmWeights weights = channelsLast( given );
  const ConvLstmTrace trace = emptyTrace( maps, steps, weights, {}, /*states=*/2, /*keeps=*/false, mapsRepeat );
  const auto runPart = [&]( int64_t first, int64_t count )
  {
    const ConvLstmTrace part = partOf( trace, first, count );
    const auto visitPair = [&]( int64_t step )
    {
      if ( step % 2 == 1 )
        visit( step / 2, first, insideOf( part.states ) );
      else if ( step + 1 == steps )
        visit( step / 2, first, insideOf( stateAt( part, steps ) ).unsqueeze( 0 ) );
    };
    runSteps( part, steps, weights, visitPair );
  };
  forWindows( trace.cells.cell[0], runPart );
}

} // namespace riskcast
