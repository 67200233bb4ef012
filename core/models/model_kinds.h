#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace riskcast
{

/// A kind of model as people meet it. Free of LibTorch, so that QGIS can offer the list without loading it; registry.cpp
/// makes the forecasters, and the compiler checks that it knows every kind.
enum class ModelKindId
{
  RateNetwork,
  ConvLstm,
  StResNet,
  Sftt,
  Tfts,
  Parb,
  EncoderForecaster,
  Gan,
  RateMixture,
  Ewma,
  LongRunRate,
  Hawkes,
  Kde,
  Prospective,
  LogisticLags,
  PoissonLags,
  LastMap,
  RandomMap,
};

struct ModelKind
{
  ModelKindId id;
  const char *name;        ///< as written in scripts and model files
  const char *title;       ///< for people
  const char *description; ///< one line
  bool isBaseline = false; ///< what an evaluation compares models with
  bool isNetwork = false;  ///< made by LibTorch
  bool hasWindow = false;  ///< sees a number of maps that can be chosen

  /// Maps of single steps, and not the rates of cells.
  bool seesMaps() const { return isNetwork && id != ModelKindId::RateNetwork; }
};

inline constexpr std::array modelKinds = {
  ModelKind{ .id = ModelKindId::RateNetwork,
             .name = "ratenetwork",
             .title = "Rate network",
             .description = "The rate mixture, corrected by a small network; takes seconds to minutes, and mostly scores best",
             .isNetwork = true },
  ModelKind{ ModelKindId::RateMixture, "ratemixture", "Rate mixture",
             "Mixture of decayed, smoothed counts fitted by EM; takes seconds, and mostly scores nearly as well" },
  ModelKind{ .id = ModelKindId::ConvLstm,
             .name = "convlstm",
             .title = "ConvLSTM (published)",
             .description = "The published network of four convolutional LSTM blocks on binary maps; takes minutes to hours, and "
                            "mostly scores lower",
             .isNetwork = true,
             .hasWindow = true },
  ModelKind{ .id = ModelKindId::StResNet,
             .name = "stresnet",
             .title = "Residual network (ST-ResNet)",
             .description =
                 "Residual networks of the last maps, of those a period back and of a longer one; takes minutes to hours",
             .isNetwork = true },
  ModelKind{ .id = ModelKindId::Sftt,
             .name = "sftt",
             .title = "Space, then time (SFTT)",
             .description = "Each map read by a convolutional network, then their sequence by an LSTM; takes minutes to hours",
             .isNetwork = true,
             .hasWindow = true },
  ModelKind{ .id = ModelKindId::Tfts,
             .name = "tfts",
             .title = "Time, then space (TFTS)",
             .description = "Each cell's past read by an LSTM, then the map by a convolutional network; takes minutes to hours",
             .isNetwork = true,
             .hasWindow = true },
  ModelKind{ .id = ModelKindId::Parb,
             .name = "parb",
             .title = "Parallel branches (ParB)",
             .description = "sftt and tfts side by side; takes minutes to hours",
             .isNetwork = true,
             .hasWindow = true },
  ModelKind{ .id = ModelKindId::EncoderForecaster,
             .name = "encoder_forecaster",
             .title = "Encoder-forecaster (ConvLSTM)",
             .description = "A ConvLSTM reads the maps, another foretells several steps at once; takes minutes to hours",
             .isNetwork = true,
             .hasWindow = true },
  ModelKind{ .id = ModelKindId::Gan,
             .name = "gan",
             .title = "Drawn maps (GAN), experimental",
             .description =
                 "The mean of maps that a network draws which a second one takes for real; takes minutes to hours, and "
                 "mostly scores lower",
             .isNetwork = true,
             .hasWindow = true },
  ModelKind{ ModelKindId::Ewma, "ewma", "Moving average (EWMA)",
             "Baseline in seconds: exponentially decayed counts per cell, half-life chosen on the validation steps", true },
  ModelKind{ ModelKindId::LongRunRate, "longrunrate", "Long-run rate",
             "Baseline in seconds: mean count per cell and step, a map that never changes", true },
  ModelKind{ ModelKindId::Hawkes, "hawkes", "Self-exciting process (Hawkes)",
             "Baseline in seconds: a constant rate per cell, raised by each incident for a while, fitted by EM", true },
  ModelKind{ ModelKindId::Kde, "kde", "Kernel density (KDE)",
             "Baseline in seconds: recent counts under a quartic kernel, its width chosen on the validation steps", true },
  ModelKind{ ModelKindId::Prospective, "prospective", "Prospective hotspots",
             "Baseline in seconds: incidents of the last weeks nearby, weighed by distance and age", true },
  ModelKind{ ModelKindId::LogisticLags, "logisticlags", "Logistic regression on lags",
             "Baseline in seconds: logistic regression on recent counts in and around the cell and on decayed means", true },
  ModelKind{ ModelKindId::PoissonLags, "poissonlags", "Poisson regression on lags",
             "Baseline in seconds: Poisson regression of counts on the same features", true },
  ModelKind{ ModelKindId::LastMap, "lastmap", "Last map", "Baseline: where there were incidents in the last step with reports",
             true },
  ModelKind{ ModelKindId::RandomMap, "randommap", "Random map", "Baseline: cells in random order, what chance hits", true },
};

/// The kind of that name; null if there is none.
inline const ModelKind *findModelKind( const std::string &name )
{
  const auto found = std::ranges::find_if( modelKinds, [&]( const ModelKind &each ) { return each.name == name; } );
  return found == modelKinds.end() ? nullptr : &*found;
}

/// Their names, in that order.
inline std::vector<std::string> modelKindNames()
{
  std::vector<std::string> names;
  for ( const ModelKind &kind : modelKinds )
    names.emplace_back( kind.name );
  return names;
}

} // namespace riskcast
