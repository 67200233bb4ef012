#include "conv_lstm_steps.h"

#include "framed_maps.h"
#include "lstm_cell.h"

namespace riskcast
{

namespace
{
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What each step leaves behind, filters last. Gates and cells are those of the last step alone where no gradient is wanted.
struct Trace
{
  torch::Tensor maps;   ///< what goes in, framed [L × N, H + 2, W + 2, C]; undefined without input
  torch::Tensor states; ///< H before each step and after the last, framed [L + 1, N, H + 2, W + 2, F]
  LstmCell cells;       ///< [L or 1, N, H, W, …]
  torch::Tensor first;  ///< C before the first step [N, H, W, F]; undefined: 0
};

torch::Tensor convolved( const torch::Tensor &frames, const torch::Tensor &weight, const torch::Tensor &bias )
{
  return filtersLast( torch::conv2d( filtersFirst( frames ), weight, bias ) );
}

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

LstmCell cellAt( const LstmCell &cells, int64_t step )
{
  const int64_t place = std::min( step, cells.cell.size( 0 ) - 1 );
  return { cells.open[place], cells.candidate[place], cells.cell[place], cells.squashed[place] };
}

LstmCell emptyCells( int64_t steps, const torch::Tensor &maps )
{
  const auto empty = [&]( int parts ) {
    return torch::empty( { steps, maps.size( 0 ), maps.size( 1 ), maps.size( 2 ), parts * maps.size( 3 ) }, maps.options() );
  };
  return { empty( 3 ), empty( 1 ), empty( 1 ), empty( 1 ) };
}

torch::Tensor framed( const torch::Tensor &maps, Padding padding )
{
  const torch::Tensor frames = emptyFrames( maps.size( 0 ), maps.size( 1 ), maps.size( 2 ), maps.size( 3 ), maps.options() );
  fillFrames( frames, maps, padding );
  return frames;
}

/// Runs the steps, keeping what a gradient needs where \a keeps.
Trace traced( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, const ConvLstmState &state, bool keeps )
{
  Trace trace;
  torch::Tensor fromMaps;
  const torch::Tensor &like = maps.defined() ? maps : state.hidden;
  const int64_t windows = like.size( -4 ), rows = like.size( -2 ), columns = like.size( -1 );
  const int64_t filters = weights.recurrent.size( 1 );
  if ( maps.defined() )
  {
    trace.maps = framed( filtersLast( maps.flatten( 0, 1 ) ), weights.padding );
    fromMaps = convolved( trace.maps, weights.input, weights.inputBias ).unflatten( 0, { steps, windows } );
  }
  trace.states =
      emptyFrames( ( steps + 1 ) * windows, rows, columns, filters, like.options() ).unflatten( 0, { steps + 1, windows } );
  if ( state.hidden.defined() )
  {
    fillFrames( trace.states[0], filtersLast( state.hidden ), weights.padding );
    trace.first = filtersLast( state.cell );
  }
  trace.cells = emptyCells( keeps ? steps : 1, insideOf( trace.states[0] ) );
  torch::Tensor previous = trace.first;
  for ( int64_t step = 0; step < steps; ++step )
  {
    torch::Tensor gates;
    if ( step > 0 || state.hidden.defined() )
      gates = convolved( trace.states[step], weights.recurrent, weights.recurrentBias );
    if ( maps.defined() )
      gates = gates.defined() ? gates.add_( fromMaps[step] ) : fromMaps[step];
    const LstmCell cell = cellAt( trace.cells, step );
    runLstmCell( gates, previous, weights.activation, cell );
    previous = cell.cell;
    fillFrames( trace.states[step + 1], cell.open.narrow( -1, 2 * filters, filters ) * cell.squashed, weights.padding );
  }
  return trace;
}

torch::Tensor hiddenOf( const Trace &trace )
{
  return insideOf( trace.states.narrow( 0, 1, trace.states.size( 0 ) - 1 ) ).movedim( -1, -3 );
}

torch::Tensor lastCellOf( const Trace &trace )
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

class ConvLstmSteps : public torch::autograd::Function<ConvLstmSteps>
{
public:
  static variable_list forward( AutogradContext *context, const OptionalTensor &maps, const OptionalTensor &input,
                                const OptionalTensor &inputBias, const torch::Tensor &recurrent,
                                const OptionalTensor &recurrentBias, const OptionalTensor &hidden, const OptionalTensor &cell,
                                int64_t steps, GateActivation activation, Padding padding )
  {
    const ConvLstmWeights weights{ given( input ), given( inputBias ), recurrent, given( recurrentBias ), activation, padding };
    const Trace trace = traced( given( maps ), steps, weights, { given( hidden ), given( cell ) }, /*keeps=*/true );
    context->save_for_backward( { weights.input, recurrent, trace.maps, trace.states, trace.cells.open, trace.cells.candidate,
                                  trace.cells.cell, trace.cells.squashed, trace.first } );
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
  const Trace trace{ saved[2], saved[3], { saved[4], saved[5], saved[6], saved[7] }, saved[8] };
  const auto activation = static_cast<GateActivation>( context->saved_data["activation"].toInt() );
  const auto padding = static_cast<Padding>( context->saved_data["padding"].toInt() );

  const torch::Tensor outside = filtersLast( gradients[0] ); // what the hidden states get from all but the next step
  const torch::Tensor cell = filtersLast( gradients[1] ).clone();
  const int64_t steps = outside.size( 0 );
  const bool hasState = trace.first.defined();
  const int64_t firstWithState = hasState ? 0 : 1;
  torch::Tensor gates =
      torch::empty( { steps, cell.size( 0 ), cell.size( 1 ), cell.size( 2 ), recurrent.size( 0 ) }, cell.options() );
  torch::Tensor fromNext;
  for ( int64_t step = steps - 1; step >= 0; --step )
  {
    const torch::Tensor hidden = fromNext.defined() ? outside[step] + fromNext : outside[step];
    const torch::Tensor previous = step > 0 ? trace.cells.cell[step - 1] : trace.first;
    lstmCellGradient( hidden, cellAt( trace.cells, step ), previous, activation, cell, gates[step] );
    if ( step >= firstWithState )
    {
      const auto [frames, none, noneEither] =
          convolutionGradient( gates[step], trace.states[step], recurrent, { true, false, false } );
      fromNext = gradientInside( filtersLast( frames ), padding );
    }
  }

  torch::Tensor toMaps, toInput, toInputBias, toRecurrent = torch::zeros_like( recurrent ), toRecurrentBias, none;
  if ( steps > firstWithState )
    std::tie( none, toRecurrent, toRecurrentBias ) = convolutionGradient(
        gates.slice( 0, firstWithState ).flatten( 0, 1 ), trace.states.slice( 0, firstWithState, steps ).flatten( 0, 1 ),
        recurrent, { false, true, /*bias=*/!input.defined() } );
  if ( input.defined() )
    std::tie( toMaps, toInput, toInputBias ) =
        convolutionGradient( gates.flatten( 0, 1 ), trace.maps, input, { context->needs_input_grad( 0 ), true, true } );
  if ( toMaps.defined() )
    toMaps = gradientInside( filtersLast( toMaps ), padding ).movedim( -1, -3 ).unflatten( 0, { steps, -1 } );
  return { toMaps,
           toInput,
           toInputBias,
           toRecurrent,
           toRecurrentBias,
           hasState ? fromNext.movedim( -1, -3 ) : torch::Tensor(),
           hasState ? cell.movedim( -1, -3 ) : torch::Tensor(),
           {},
           {},
           {} };
}
} // namespace

torch::Tensor convLstmSteps( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, ConvLstmState &state )
{
  if ( !torch::GradMode::is_enabled() )
  {
    const Trace trace = traced( maps, steps, weights, state, /*keeps=*/false );
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

} // namespace riskcast
