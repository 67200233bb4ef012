#pragma once

#include <cstdint>
#include <vector>

namespace riskcast
{

// What is done with a row of cells between convolutions. It is compiled for several kinds of processors, so no header of ours or
// of LibTorch belongs here: what they define must not be compiled for a processor that the program may not run on.

constexpr int gateCount = 4; ///< of an LSTM: i, f, o, g

/// A step of a ConvLSTM in W cells. All are [W, F], but for what the gates i, f, o, g get [W, 4F], and the gates themselves
/// [4, W, F].
template<typename Scalar> struct LstmRow
{
  std::int64_t filters = 0;
  std::int64_t cells = 0;
  bool hardSigmoid = true;           ///< Keras 2's, and not the logistic function
  const Scalar *fromMaps = nullptr;  ///< part of the gates before their activation; null: 0
  const Scalar *fromState = nullptr; ///< the other part; null: 0. One of them is there
  const Scalar *previous = nullptr;  ///< C before the step; null: 0
  Scalar *gates = nullptr;           ///< gets the gates after their activation, if squashed is there; else something
  Scalar *cell = nullptr;            ///< gets C; may be the memory of previous
  Scalar *squashed = nullptr;        ///< gets tanh( C ); null: not asked for
  Scalar *hidden = nullptr;          ///< gets H = o ∘ tanh( C )
};

/// The way back through a step: all are [W, F], the gates [4, W, F].
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
  Scalar *toGates = nullptr;        ///< gets the gradient of the gates before their activation [W, 4F]
};

/// Max pooling of up to four rows of W cells, those of one or two steps and of one or two lines. Of values that are the same the
/// one of the left column is chosen, there that of the first row.
template<typename Scalar> struct PoolRow
{
  std::int64_t filters = 0;
  std::int64_t cells = 0;
  int width = 2;                 ///< columns that become one: 1 or 2; what is left over at the end stays
  int count = 0;                 ///< of rows
  const Scalar *rows[4] = {};    ///< [W, F] each
  const Scalar *signs = nullptr; ///< [F]: where -1 instead of 1, the least is chosen
  Scalar *pooled = nullptr;      ///< gets what is chosen [⌈W/width⌉, F]
  /// Gets twice the number of its row, and 1 more in the right one of two columns; null: not asked for.
  std::uint8_t *which = nullptr;
};

template<typename Scalar> struct RowWork
{
  void ( *run )( const LstmRow<Scalar> &row );
  void ( *goBack )( const LstmRowGradient<Scalar> &row );
  void ( *pool )( const PoolRow<Scalar> &row );
};

/// All that the processor at hand can do, the best first. For float and double.
template<typename Scalar> const std::vector<RowWork<Scalar>> &rowWorks();

} // namespace riskcast
