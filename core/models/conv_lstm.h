#pragma once

#include "../forecaster.h"
#include "../training_options.h"

namespace riskcast
{

/// The published model: binary maps → four blocks of ConvLSTM and 3-D max pooling → dense layer → risk of the next map.
/// Source: Holm and Plynning 2018 as reconstructed in docs/methods/convlstm.md.
std::unique_ptr<Forecaster> makeConvLstm( const TrainingOptions &options );

} // namespace riskcast
