#pragma once

#include "padded_conv2d.h"

namespace riskcast
{

// Maps with a margin of one cell, so that a 3 × 3 convolution keeps their size. Filters are the last dimension, [..., H, W, F],
// and so lie side by side in memory, as convolutions are fastest on a processor.

/// Frames for \a maps maps, to be filled. \return [maps, H + 2, W + 2, F]
torch::Tensor emptyFrames( int64_t maps, int64_t rows, int64_t columns, int64_t filters, Padding padding,
                           const torch::TensorOptions &options );

/// The maps inside, a view. \param frames  [..., H + 2, W + 2, F] \return [..., H, W, F]
torch::Tensor insideOf( const torch::Tensor &frames );

/// Puts maps into frames from emptyFrames(), and fills the margins.
/// \param maps  [maps, H, W, F], whose rows of cells each lie in one piece
void fillFrames( const torch::Tensor &frames, const torch::Tensor &maps, Padding padding );

/// The margins of frames from emptyFrames() with maps inside: they repeat the cells at the edge, mirror those one further in (see
/// mirrors()), or are 0.
/// \param frames  [maps, H + 2, W + 2, F], each in one piece
void fillMargins( const torch::Tensor &frames, Padding padding );

/// The gradient with respect to the maps inside from that with respect to \a frames, which is overwritten. \return a view
torch::Tensor gradientInside( const torch::Tensor &frames, Padding padding );

/// The same memory with the filters before the rows, as LibTorch's convolutions want it: [N, H, W, F] → [N, F, H, W].
torch::Tensor filtersFirst( const torch::Tensor &maps );

/// [..., F, H, W] → [..., H, W, F], copied unless each row of cells lies in one piece.
torch::Tensor filtersLast( const torch::Tensor &maps );

} // namespace riskcast
