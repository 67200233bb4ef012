#pragma once

#include "forecaster.h"
#include "training_options.h"

#include <functional>

namespace riskcast
{

/// Makes an untrained forecaster; handed in so that core needs no LibTorch (see models/registry.h).
using ForecasterMaker = std::function<std::unique_ptr<Forecaster>( const TrainingOptions & )>;

/// A forecaster as a model file keeps it.
struct LoadedModel
{
  TrainingOptions options; ///< it was trained with
  std::unique_ptr<Forecaster> forecaster;
};

/// \throws Error if the file does not say properly how the model was made
LoadedModel loadModel( const ModelFile &file, const ForecasterMaker &maker );

} // namespace riskcast
