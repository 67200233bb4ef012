#pragma once

#include "../training_options.h"

#include <torch/torch.h>

namespace riskcast
{

/// The least logarithm of a rate that networks see or say: below it exp() says no more about a map.
inline constexpr double leastLogRate = -18;

/// How the scores of a network are read: how wrong they are, and what risk they mean.
class ScoreReading
{
public:
  /// \param positiveWeight  w, of cells with incidents; above 0; for cross-entropy and focal loss alone
  ScoreReading( Loss loss, double positiveWeight );

  /// Mean over windows, outputs and the cells that count, with q = sigmoid(score), y = 1 where there were incidents, n = their
  /// number:
  ///   cross-entropy   -[ w y ln q + (1 - y) ln(1 - q) ]
  ///   focal           -[ w y (1 - q)² ln q + (1 - y) q² ln(1 - q) ]      (Lin et al. 2017, gamma 2)
  ///   Poisson         exp(score) - n score,  score kept within -18 … 4
  ///   squared error   (score - n)²
  /// \param scores  [N, O, H × W]
  /// \param counts  the same, numbers of incidents
  /// \param cells   [H × W] or as the counts, 1 for cells that count
  torch::Tensor loss( const torch::Tensor &scores, const torch::Tensor &counts, const torch::Tensor &cells ) const;

  /// The logits of the risk p that the scores mean, what a loss distorts put right:
  ///   cross-entropy   least where q / (1 - q) = w p / (1 - p), hence the score minus ln w
  ///   focal           least where w p f(q) = (1 - p) f(1 - q) with f(q) = (1 - q)² / q - 2 (1 - q) ln q, the slope of
  ///                   -(1 - q)² ln q downwards; hence ln f(1 - q) - ln f(q) - ln w
  ///   counts          of p = 1 - exp(-expected count)
  torch::Tensor logits( const torch::Tensor &scores ) const;

  double positiveWeight() const { return mPositiveWeight; }

  /// The scores that mean the expected counts exp(logRates). \throws Error for focal loss, which has none in closed form
  torch::Tensor scoresOf( const torch::Tensor &logRates ) const;

private:
  Loss mLoss;
  double mPositiveWeight;
};

} // namespace riskcast
