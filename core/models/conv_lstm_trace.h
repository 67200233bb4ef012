#pragma once

#include "conv_lstm_steps.h"
#include "lstm_cell.h"

namespace riskcast
{

/// What the gates get from rows of maps that windows share; undefined where each map is convolved in its step.
struct SharedRows
{
  torch::Tensor gates;  ///< of each of R rows [R, 1, W, 4F]
  torch::Tensor places; ///< which of them is a row at a step of a window [L, N, H]
};

/// What each step leaves behind, filters last. Where no gradient is wanted, no gates are kept, and of the cells C after the last
/// step.
struct ConvLstmTrace
{
  torch::Tensor maps; ///< what goes in, framed [L, N, H + 2, W + 2, C]; undefined without input, and with shared maps
  SharedRows shared;
  torch::Tensor states; ///< H before each step and after the last, framed [L + 1, N, H + 2, W + 2, F], or as many as are kept:
                        ///< see stateAt(); no margins are around the last, and nothing is before the first step without a state
  LstmCell cells;       ///< [L or 1, N, H, W, F], gates [L, N, H, 4, W F]
  torch::Tensor first;  ///< C before the first step [N, H, W, F]; undefined: 0
};

/// What is there before the first step.
/// \param maps    [L, N, C, H, W]; undefined in a layer without input
/// \param states  number of those that are kept: L + 1, or fewer
/// \param keeps   what a gradient needs
ConvLstmTrace emptyTrace( const torch::Tensor &maps, int64_t steps, const ConvLstmWeights &weights, const ConvLstmState &state,
                          int64_t states, bool keeps, bool mapsRepeat );

/// H before a step, framed [N, H + 2, W + 2, F]. Where fewer are kept, those of later steps take the place of earlier ones.
torch::Tensor stateAt( const ConvLstmTrace &trace, int64_t step );

/// The cells of a step [N, H, W, …].
LstmCell cellAt( const ConvLstmTrace &trace, int64_t step );

/// The part of a trace that some windows leave, a view.
ConvLstmTrace partOf( const ConvLstmTrace &trace, int64_t firstWindow, int64_t windows );

/// Calls \a work( first, count ) for parts of the windows, in several threads: windows have nothing to do with each other, so
/// that threads need not wait for each other in every step. A part is small enough that its gates are still near the processor
/// when they are looked at. With fewer windows than threads, all threads work on all windows.
///
/// \param like  a value of each window, filters last [N, H, W, F]
void forWindows( const torch::Tensor &like, const std::function<void( int64_t, int64_t )> &work );

/// \param afterStep  gets the number of each step when its H is there
void runSteps( const ConvLstmTrace &trace, int64_t steps, const ConvLstmWeights &weights,
               const std::function<void( int64_t )> &afterStep );

} // namespace riskcast
