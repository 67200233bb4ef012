#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// Batch normalisation and max pooling of what comes out while training, as one function with a gradient of its own, made for
/// processors: it looks for the greatest before it normalises, so that most is done with an eighth of the values. LibTorch's own
/// functions, for maps whose filters lie side by side, take a multiple of its time (bench/convlstm_epoch.py).
///
/// Takes means over the parts of a batch as normalised() does, and keeps the same running means. Where several values are the
/// greatest, the gradient goes to the one that PairPooling chooses.
///
/// \param states   [L, N, F, H, W], fastest if rows of cells with their filters lie in one piece; hasSpread()
/// \param norm     is training
/// \param inSpace  pools pairs of rows and columns, too, and not only pairs of steps; what is left over at an odd end stays
/// \return [⌈L/2⌉, N, F, ⌈H/2⌉, ⌈W/2⌉], or [⌈L/2⌉, N, F, H, W]
torch::Tensor normalisedAndPooled( torch::nn::BatchNorm2d &norm, const torch::Tensor &states, bool inSpace );

} // namespace riskcast
