#pragma once

#include <array>

namespace riskcast
{

/// A kind of model as people meet it. Free of LibTorch, so that QGIS can offer the list without loading it; registry.cpp
/// makes the forecasters, and the compiler checks that it knows every kind.
enum class ModelKindId
{
  ConvLstm,
  RateMixture,
  Ewma,
  LongRunRate,
};

struct ModelKind
{
  ModelKindId id;
  const char *name;        ///< as written in scripts and model files
  const char *title;       ///< for people
  const char *description; ///< one line
  bool isBaseline = false; ///< what an evaluation compares models with
};

inline constexpr std::array modelKinds = {
  ModelKind{
      ModelKindId::ConvLstm, "convlstm", "ConvLSTM (published)",
      "The published network of four convolutional LSTM blocks on binary maps; takes minutes to hours, and mostly scores lower" },
  ModelKind{ ModelKindId::RateMixture, "ratemixture", "Rate mixture",
             "Mixture of decayed, smoothed counts fitted by EM; takes seconds, and mostly scores best" },
  ModelKind{ ModelKindId::Ewma, "ewma", "Moving average (EWMA)",
             "Baseline in seconds: exponentially decayed counts per cell, half-life chosen on the validation steps", true },
  ModelKind{ ModelKindId::LongRunRate, "longrunrate", "Long-run rate",
             "Baseline in seconds: mean count per cell and step, a map that never changes", true },
};

} // namespace riskcast
