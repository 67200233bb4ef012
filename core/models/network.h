#pragma once

#include <torch/torch.h>

namespace riskcast
{

/// What a network sees of N target steps. What its kind has no use for stays undefined. Targets that follow each other can share
/// a window where the network is causal, that is answers after any map from those up to it: n of them one of L + n - 1 maps, so
/// that the second sees one map more than the first, and so on.
struct NetworkInput
{
  torch::Tensor maps;     ///< [N / n, L + n - 1, C, H, W], windows of maps, oldest first
  torch::Tensor features; ///< [N, F, H, W], numbers of each cell
  torch::Tensor calendar; ///< [N, K], numbers of each target step, the first of S; K may be 0
  torch::Tensor today;    ///< [N, O, H × W], incidents since midnight and before the target step
  torch::Tensor noise{};  ///< [N, 1, H, W], -1 … 1, what a generator draws from while training
  int targets = 1;        ///< n, of each window; more than one for causal networks alone

  NetworkInput to( const torch::Device &device ) const;
};

/// The sizes of what goes into a network and comes out.
struct NetworkShape
{
  int steps = 0;    ///< L
  int channels = 0; ///< C
  int features = 0; ///< F
  int calendar = 0; ///< K
  int outputs = 1;  ///< O: incidents of any category; then, if there are several, of each
  int rows = 0;     ///< H
  int columns = 0;  ///< W
  int horizon = 1;  ///< S, steps ahead that the network gives at once

  /// O × H × W
  int64_t scoreCount() const { return static_cast<int64_t>( outputs ) * rows * columns; }
};

/// Gives scores of maps from what was before them.
class Network : public torch::nn::Module
{
public:
  /// \return scores [N, S × O, H × W], the outputs of one step ahead after those of another, which the loss reads as logits,
  ///         logarithms of rates or counts; S is 1 but for networks that look several steps ahead
  virtual torch::Tensor forward( const NetworkInput &input ) = 0;

  /// The same with a prior that the network corrects: their sum, in a network that has no better way.
  /// \param prior  [N, O, H × W], scores of the first of S steps, which stand for those after it, too
  virtual torch::Tensor corrected( const NetworkInput &input, const torch::Tensor &prior );

  /// Makes the untrained network say 0 everywhere and always, whatever it sees, and yet learn: for networks that correct a
  /// prior.
  virtual void startAtZero() = 0;
};

/// Sets all that a layer has learned, or starts with, to 0.
void zeroLayer( torch::nn::Module &layer );

} // namespace riskcast
