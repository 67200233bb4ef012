#pragma once

#include <cstdint>
#include <vector>

namespace riskcast
{

// What a ConvLSTM does with a row of cells between its convolutions. It is compiled for several kinds of processors, so no header
// of ours or of LibTorch belongs here: what they define must not be compiled for a processor that the program may not run on.

/// A row of W cells, whose F filters lie side by side in memory. All are [W, F], but for the gates i, f, o, g, which are [W, 4F].
template<typename Scalar> struct LstmRow
{
  std::int64_t filters = 0;
  std::int64_t cells = 0;
  bool hardSigmoid = true;           ///< Keras 2's, and not the logistic function
  const Scalar *fromMaps = nullptr;  ///< part of the gates before their activation; null: 0
  const Scalar *fromState = nullptr; ///< the other part; null: 0. One of them is there
  const Scalar *previous = nullptr;  ///< C before the step; null: 0
  Scalar *gates = nullptr;           ///< gets the gates after their activation
  Scalar *candidate = nullptr;       ///< gets g after its activation
  Scalar *cell = nullptr;            ///< gets C; may be the memory of previous
  Scalar *squashed = nullptr;        ///< gets tanh( C )
  Scalar *hidden = nullptr;          ///< gets H = o ∘ tanh( C )
};

/// The way back through a step.
template<typename Scalar> struct LstmRowGradient
{
  std::int64_t filters = 0;
  std::int64_t cells = 0;
  bool hardSigmoid = true;
  const Scalar *hidden = nullptr;   ///< gradient of H
  const Scalar *gates = nullptr;    ///< after their activation
  const Scalar *squashed = nullptr; ///< tanh( C )
  const Scalar *previous = nullptr; ///< C before the step; null: 0
  Scalar *cell = nullptr;           ///< gradient of C from the steps after this one; becomes that of the C before
  Scalar *toGates = nullptr;        ///< gets the gradient of the gates before their activation
};

template<typename Scalar> struct LstmRowWork
{
  void ( *run )( const LstmRow<Scalar> &row );
  void ( *goBack )( const LstmRowGradient<Scalar> &row );
};

/// All that the processor at hand can do, the best first. For float and double.
template<typename Scalar> const std::vector<LstmRowWork<Scalar>> &lstmRowWorks();

} // namespace riskcast
