#include "conv_lstm_trace.h"

#include "distinct_maps.h"
#include "framed_maps.h"
#include "row_work.h"

#include <ATen/Parallel.h>

namespace riskcast
{

namespace
{
torch::Tensor convolved( const torch::Tensor &frames, const torch::Tensor &weight, const torch::Tensor &bias )
{
  return filtersLast( torch::conv2d( filtersFirst( frames ), weight, bias ) );
}

/// Memory for the cells of all steps where these are kept, else of one. \param states  as in a trace
LstmCell emptyCells( const torch::Tensor &states, bool keeps )
{
  const c10::IntArrayRef size = states.sizes();
  const int64_t steps = keeps ? size[0] - 1 : 1, windows = size[1], rows = size[2] - 2, columns = size[3] - 2, filters = size[4];
  const auto ofCells = [&] { return torch::empty( { steps, windows, rows, columns, filters }, states.options() ); };
  if ( !keeps )
    return { {}, ofCells(), {} };
  return { torch::empty( { steps, windows, rows, gateCount, columns * filters }, states.options() ), ofCells(), ofCells() };
}

torch::Tensor framed( const torch::Tensor &maps, Padding padding )
{
  const torch::Tensor frames =
      emptyFrames( maps.size( 0 ), maps.size( 1 ), maps.size( 2 ), maps.size( 3 ), padding, maps.options() );
  fillFrames( frames, maps, padding );
  return frames;
}

SharedRows sharedRows( const torch::Tensor &maps, const ConvLstmWeights &weights )
{
  const DistinctMaps distinct = distinctMaps( maps );
  const torch::Tensor frames = framed( filtersLast( distinct.maps ), weights.padding );
  // A row of gates comes from three rows of a frame. Incidents are rare, so that most of these hold none and are the same.
  const DistinctMaps rows = distinctMaps( frames.unfold( 1, 3, 1 ).permute( { 0, 1, 4, 2, 3 } ) );
  return { convolved( rows.maps, weights.input, weights.inputBias ), rows.places.index( { distinct.places } ) };
}
} // namespace

torch::Tensor stateAt( const ConvLstmTrace &trace, int64_t step )
{
  return trace.states[step % trace.states.size( 0 )];
}

LstmCell cellAt( const ConvLstmTrace &trace, int64_t step )
{
  const LstmCell &cells = trace.cells;
  const int64_t place = std::min( step, cells.cell.size( 0 ) - 1 );
  return { cells.gates.defined() ? cells.gates[place] : cells.gates, cells.cell[place],
           cells.squashed.defined() ? cells.squashed[place] : cells.squashed };
}

ConvLstmTrace partOf( const ConvLstmTrace &trace, int64_t firstWindow, int64_t windows )
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

void forWindows( const torch::Tensor &like, const std::function<void( int64_t, int64_t )> &work )
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

void runSteps( const ConvLstmTrace &trace, int64_t steps, const ConvLstmWeights &weights,
               const std::function<void( int64_t )> &afterStep )
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
    const LstmCell cell = cellAt( trace, step );
    const torch::Tensor state = stateAt( trace, step + 1 );
    runLstmCell( input, previous, weights.activation, cell, insideOf( state ) );
    previous = cell.cell;
    if ( step + 1 < steps )
      fillMargins( state, weights.padding );
    afterStep( step );
  }
}

ConvLstmTrace emptyTrace( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, const ConvLstmState &state,
                          int64_t states, bool keeps, bool mapsRepeat )
{
  ConvLstmTrace trace;
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

} // namespace riskcast
