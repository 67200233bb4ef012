#include "conv_lstm_steps.h"

#include "distinct_maps.h"
#include "framed_maps.h"
#include "lstm_cell.h"

#include <ATen/Parallel.h>

namespace riskcast
{

namespace
{
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What the gates get from maps that windows share; undefined where each map is convolved in its step.
struct SharedMaps
{
  torch::Tensor gates;  ///< of each of M maps [M, H, W, 4F]
  torch::Tensor places; ///< which of them stands at a step of a window [L, N]
};

/// What each step leaves behind, filters last. Where no gradient is wanted, no gates are kept, and of the cells C after the last
/// step.
struct Trace
{
  torch::Tensor maps; ///< what goes in, framed [L, N, H + 2, W + 2, C]; undefined without input, and with shared maps
  SharedMaps shared;
  torch::Tensor states; ///< H before each step, framed [L, N, H + 2, W + 2, F]; nothing is before the first without a state
  torch::Tensor hidden; ///< H after each step [L, N, H, W, F]
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
  return { cells.gates.defined() ? cells.gates[place] : cells.gates, cells.cell[place],
           cells.squashed.defined() ? cells.squashed[place] : cells.squashed };
}

/// Memory for the cells of all steps where these are kept, else of one. \param hidden  states [L, N, H, W, F]
LstmCell emptyCells( const torch::Tensor &hidden, bool keeps )
{
  if ( !keeps )
    return { {}, torch::empty_like( hidden.narrow( 0, 0, 1 ) ), {} };
  std::vector<int64_t> ofGates = hidden.sizes().vec();
  ofGates.back() *= 4;
  return { torch::empty( ofGates, hidden.options() ), torch::empty_like( hidden ), torch::empty_like( hidden ) };
}

torch::Tensor framed( const torch::Tensor &maps, Padding padding )
{
  const torch::Tensor frames =
      emptyFrames( maps.size( 0 ), maps.size( 1 ), maps.size( 2 ), maps.size( 3 ), padding, maps.options() );
  fillFrames( frames, maps, padding );
  return frames;
}

/// The part of a trace that some windows leave, a view.
Trace partOf( const Trace &trace, int64_t firstWindow, int64_t windows )
{
  const auto part = [&]( const torch::Tensor &each, int64_t dimension )
  { return each.defined() ? each.narrow( dimension, firstWindow, windows ) : each; };
  const LstmCell &cells = trace.cells;
  return { part( trace.maps, 1 ),
           { trace.shared.gates, part( trace.shared.places, 1 ) },
           part( trace.states, 1 ),
           part( trace.hidden, 1 ),
           { part( cells.gates, 1 ), part( cells.cell, 1 ), part( cells.squashed, 1 ) },
           part( trace.first, 0 ) };
}

/// Calls \a work( first, count ) for parts of the windows, each in a thread of its own: windows have nothing to do with each
/// other, so that threads need not wait for each other in every step. With fewer windows than threads, all threads work on all
/// windows.
template<typename Work> void forWindows( int64_t windows, Work work )
{
  if ( windows < at::get_num_threads() )
    return work( 0, windows );
  at::parallel_for(
      0, windows, 1,
      [&]( int64_t begin, int64_t end )
      {
        const at::AutoDispatchBelowADInplaceOrView noGradient; // what the caller says does not hold in other threads
        work( begin, end - begin );
      } );
}

void runSteps( const Trace &trace, int64_t steps, const ConvLstmWeights &weights )
{
  torch::Tensor previous = trace.first;
  for ( int64_t step = 0; step < steps; ++step )
  {
    LstmInput input;
    if ( trace.shared.gates.defined() )
      input = { trace.shared.gates, trace.shared.places[step], {} };
    else if ( trace.maps.defined() )
      input.maps = convolved( trace.maps[step], weights.input, weights.inputBias );
    if ( previous.defined() )
      input.state = convolved( trace.states[step], weights.recurrent, weights.recurrentBias );
    const LstmCell cell = cellAt( trace.cells, step );
    runLstmCell( input, previous, weights.activation, cell, trace.hidden[step] );
    previous = cell.cell;
    if ( step + 1 < steps )
      fillFrames( trace.states[step + 1], trace.hidden[step], weights.padding );
  }
}

SharedMaps sharedMaps( const torch::Tensor &maps, const ConvLstmWeights &weights )
{
  const DistinctMaps distinct = distinctMaps( maps );
  return { convolved( framed( filtersLast( distinct.maps ), weights.padding ), weights.input, weights.inputBias ),
           distinct.places };
}

/// Runs the steps, keeping what a gradient needs where \a keeps.
Trace traced( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, const ConvLstmState &state, bool keeps,
              bool mapsRepeat )
{
  Trace trace;
  const torch::Tensor &like = maps.defined() ? maps : state.hidden;
  const int64_t windows = like.size( -4 ), rows = like.size( -2 ), columns = like.size( -1 );
  const int64_t filters = weights.recurrent.size( 1 );
  if ( maps.defined() && mapsRepeat )
    trace.shared = sharedMaps( maps, weights );
  else if ( maps.defined() )
    trace.maps = framed( filtersLast( maps.flatten( 0, 1 ) ), weights.padding ).unflatten( 0, { steps, windows } );
  trace.states =
      emptyFrames( steps * windows, rows, columns, filters, weights.padding, like.options() ).unflatten( 0, { steps, windows } );
  trace.hidden = torch::empty( { steps, windows, rows, columns, filters }, like.options() );
  if ( state.hidden.defined() )
  {
    fillFrames( trace.states[0], filtersLast( state.hidden ), weights.padding );
    trace.first = filtersLast( state.cell );
  }
  trace.cells = emptyCells( trace.hidden, keeps );
  forWindows( windows, [&]( int64_t first, int64_t count ) { runSteps( partOf( trace, first, count ), steps, weights ); } );
  return trace;
}

torch::Tensor hiddenOf( const Trace &trace )
{
  return trace.hidden.movedim( -1, -3 );
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

/// Goes through the steps from the last to the first.
/// \param hidden  gradient of the hidden states [L, N, H, W, F], without what the next step adds
/// \param cell    gradient of the last C [N, H, W, F]; becomes that of the C before the first step
/// \param gates   [L, N, H, W, 4F], gets the gradient of the gates before their activation
/// \return gradient of the H before the first step [N, H, W, F]; undefined where there was none
torch::Tensor stepBack( const Trace &trace, const torch::Tensor &recurrent, const torch::Tensor &hidden,
                        const torch::Tensor &cell, const torch::Tensor &gates, GateActivation activation, Padding padding )
{
  const bool hasState = trace.first.defined();
  torch::Tensor fromNext;
  for ( int64_t step = hidden.size( 0 ) - 1; step >= 0; --step )
  {
    const torch::Tensor all = fromNext.defined() ? hidden[step] + fromNext : hidden[step];
    const torch::Tensor previous = step > 0 ? trace.cells.cell[step - 1] : trace.first;
    lstmCellGradient( all, cellAt( trace.cells, step ), previous, activation, cell, gates[step] );
    if ( step == 0 && !hasState )
      return {};
    const auto [frames, none, noneEither] =
        convolutionGradient( gates[step], trace.states[step], recurrent, { true, false, false } );
    fromNext = gradientInside( filtersLast( frames ), padding );
  }
  return fromNext;
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
    const Trace trace =
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
  const Trace trace{ saved[2], {}, saved[3], {}, { saved[4], saved[5], saved[6] }, saved[7] };
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
  forWindows( cell.size( 0 ),
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
  ConvLstmWeights weights = given;
  if ( weights.input.defined() )
    weights.input = given.input.contiguous( torch::MemoryFormat::ChannelsLast );
  weights.recurrent = given.recurrent.contiguous( torch::MemoryFormat::ChannelsLast );
  if ( !torch::GradMode::is_enabled() )
  {
    const Trace trace = traced( maps, steps, weights, state, /*keeps=*/false, mapsRepeat );
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
