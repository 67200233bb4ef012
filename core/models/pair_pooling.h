#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// Max pooling of pairs of steps, and if \a inSpace of rows and columns, too; what is left over at an odd end stays. It comes
/// before batch normalisation: where the weight of that turns the order of the values around, the least is chosen, which then is
/// the greatest. Made for processors; all rows of cells with their filters lie in one piece.
class PairPooling
{
public:
  /// \param weight  of the normalisation [F], numbers of the states' type
  PairPooling( const torch::Tensor &weight, bool inSpace );

  /// Memory for what becomes of states.
  /// \param size  L, N, H, W, F
  /// \return [⌈L/2⌉, N, ⌈H/2⌉, ⌈W/2⌉, F], or [⌈L/2⌉, N, H, W, F]
  torch::Tensor emptyFor( c10::IntArrayRef size, const torch::TensorOptions &options ) const;

  /// Where several values are the greatest, chosen is the one of the left column, there of the first step, there of the upper
  /// row. \param states  [L, N, H, W, F] \param pooled  of the size of emptyFor(), gets what is chosen \param which   bytes of
  /// the same size, get which values these are; undefined: nobody asks
  void pool( const torch::Tensor &states, const torch::Tensor &pooled, const torch::Tensor &which = {} ) const;

private:
  torch::Tensor mSigns; ///< [F]: 1, or -1 where the least is chosen
  int64_t mWidth;       ///< rows and columns that become one
};

/// The gradient of states that were pooled, from that of what was chosen among them and from that of all.
/// \param toChosen  gradient of the chosen values [L', N, H', W', F]
/// \param which     from PairPooling::pool()
/// \param slope     [F]; every value gets slope × value + offset
/// \param gradient  [L, N, H, W, F], filled
void spreadPooled( const torch::Tensor &toChosen, const torch::Tensor &which, bool inSpace, const torch::Tensor &states,
                   const torch::Tensor &slope, const torch::Tensor &offset, const torch::Tensor &gradient );

} // namespace riskcast
