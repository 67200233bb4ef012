#include "conv_lstm_steps.h"

#include "distinct_maps.h"
#include "framed_maps.h"
#include "lstm_cell.h"
#include "row_work.h"

#include <ATen/Parallel.h>

namespace riskcast
{

namespace
{
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What the gates get from rows of maps that windows share; undefined where each map is convolved in its step.
struct SharedRows
{
  torch::Tensor gates;  ///< of each of R rows [R, 1, W, 4F]
  torch::Tensor places; ///< which of them is a row at a step of a window [L, N, H]
};

/// What each step leaves behind, filters last. Where no gradient is wanted, no gates are kept, and of the cells C after the last
/// step.
struct Trace
{
  torch::Tensor maps; ///< what goes in, framed [L, N, H + 2, W + 2, C]; undefined without input, and with shared maps
  SharedRows shared;
  torch::Tensor states; ///< H before each step and after the last, framed [L + 1, N, H + 2, W + 2, F], or as many as are kept:
                        ///< see stateAt(); no margins are around the last, and nothing is before the first step without a state
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

/// H before a step, framed [N, H + 2, W + 2, F]. Where fewer are kept, those of later steps take the place of earlier ones.
torch::Tensor stateAt( const Trace &trace, int64_t step )
{
  return trace.states[step % trace.states.size( 0 )];
}

LstmCell cellAt( const LstmCell &cells, int64_t step )
{
  const int64_t place = std::min( step, cells.cell.size( 0 ) - 1 );
  return { cells.gates.defined() ? cells.gates[place] : cells.gates, cells.cell[place],
           cells.squashed.defined() ? cells.squashed[place] : cells.squashed };
}

/// Memory for the cells of all steps where these are kept, else of one. \param states  as in a trace
LstmCell emptyCells( const torch::Tensor &states, bool keeps )
{
  std::vector<int64_t> size = insideOf( states.slice( 0, 1 ) ).sizes().vec();
  const auto empty = [&] { return torch::empty( size, states.options() ); };
  if ( !keeps )
  {
    size.front() = 1;
    return { {}, empty(), {} };
  }
  const torch::Tensor cell = empty(), squashed = empty();
  size.back() *= gateCount;
  return { empty(), cell, squashed };
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
           { part( cells.gates, 1 ), part( cells.cell, 1 ), part( cells.squashed, 1 ) },
           part( trace.first, 0 ) };
}

/// Calls \a work( first, count ) for parts of the windows, in several threads: windows have nothing to do with each other, so
/// that threads need not wait for each other in every step. A part is small enough that its gates are still near the processor
/// when they are looked at. With fewer windows than threads, all threads work on all windows.
///
/// \param like  a value of each window, filters last [N, H, W, F]
template<typename Work> void forWindows( const torch::Tensor &like, Work work )
{
  const int64_t windows = like.size( 0 );
  if ( windows < at::get_num_threads() )
    return work( 0, windows );
  constexpr int64_t nearBytes = 1 << 21;
  const int64_t gateBytes = gateCount * like[0].numel() * like.element_size();
  const int64_t together = std::max<int64_t>( 1, nearBytes / gateBytes );
  at::parallel_for(
      0, windows, 1,
      [&]( int64_t begin, int64_t end )
      {
        const at::AutoDispatchBelowADInplaceOrView noGradient; // what the caller says does not hold in other threads
        for ( int64_t first = begin; first < end; first += together )
          work( first, std::min( together, end - first ) );
      } );
}

/// \param afterStep  gets the number of each step when its H is there
template<typename AfterStep>
void runSteps( const Trace &trace, int64_t steps, const ConvLstmWeights &weights, AfterStep afterStep )
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
      input.state = convolved( stateAt( trace, step ), weights.recurrent, weights.recurrentBias );
    const LstmCell cell = cellAt( trace.cells, step );
    const torch::Tensor state = stateAt( trace, step + 1 );
    runLstmCell( input, previous, weights.activation, cell, insideOf( state ) );
    previous = cell.cell;
    if ( step + 1 < steps )
      fillMargins( state, weights.padding );
    afterStep( step );
  }
}

SharedRows sharedRows( const torch::Tensor &maps, const ConvLstmWeights &weights )
{
  const DistinctMaps distinct = distinctMaps( maps );
  const torch::Tensor frames = framed( filtersLast( distinct.maps ), weights.padding );
  // A row of gates comes from three rows of a frame. Incidents are rare, so that most of these hold none and are the same.
  const DistinctMaps rows = distinctMaps( frames.unfold( 1, 3, 1 ).permute( { 0, 1, 4, 2, 3 } ) );
  return { convolved( rows.maps, weights.input, weights.inputBias ), rows.places.index( { distinct.places } ) };
}

/// What is there before the first step. \param states  number of those that are kept \param keeps  what a gradient needs
Trace emptyTrace( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, const ConvLstmState &state,
                  int64_t states, bool keeps, bool mapsRepeat )
{
  Trace trace;
  const torch::Tensor &like = maps.defined() ? maps : state.hidden;
  const int64_t windows = like.size( -4 ), rows = like.size( -2 ), columns = like.size( -1 );
  const int64_t filters = weights.recurrent.size( 1 );
  if ( maps.defined() && mapsRepeat )
    trace.shared = sharedRows( maps, weights );
  else if ( maps.defined() )
    trace.maps = framed( filtersLast( maps.flatten( 0, 1 ) ), weights.padding ).unflatten( 0, { steps, windows } );
  trace.states = emptyFrames( states * windows, rows, columns, filters, weights.padding, like.options() )
                     .unflatten( 0, { states, windows } );
  if ( state.hidden.defined() )
  {
    fillFrames( trace.states[0], filtersLast( state.hidden ), weights.padding );
    trace.first = filtersLast( state.cell );
  }
  trace.cells = emptyCells( trace.states, keeps );
  return trace;
}

/// Runs the steps, keeping all states, and what a gradient needs where \a keeps.
Trace traced( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, const ConvLstmState &state, bool keeps,
              bool mapsRepeat )
{
  const Trace trace = emptyTrace( maps, steps, weights, state, steps + 1, keeps, mapsRepeat );
  forWindows( trace.cells.cell[0], [&]( int64_t first, int64_t count )
              { runSteps( partOf( trace, first, count ), steps, weights, []( int64_t ) {} ); } );
  return trace;
}

torch::Tensor hiddenOf( const Trace &trace )
{
  return insideOf( trace.states.slice( 0, 1 ) ).movedim( -1, -3 );
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
  const Trace trace{ saved[2], {}, saved[3], { saved[4], saved[5], saved[6] }, saved[7] };
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

void visitConvLstmPairs( const torch::Tensor &maps, const ConvLstmWeights &given, bool mapsRepeat, const PairVisitor &visit )
{
  const int64_t steps = maps.size( 0 );
  const ConvLstmWeights weights = channelsLast( given );
  const Trace trace = emptyTrace( maps, steps, weights, {}, /*states=*/2, /*keeps=*/false, mapsRepeat );
  const auto runPart = [&]( int64_t first, int64_t count )
  {
    const Trace part = partOf( trace, first, count );
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
