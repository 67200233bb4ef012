#pragma once

#include "baselines.h"
#include "error.h"
#include "rate_mixtures.h"
#include "training_options.h"

namespace riskcast
{

/// Makes the kinds of model that need no LibTorch; core's tests train with these.
inline std::unique_ptr<Forecaster> makeCoreForecaster( const TrainingOptions &options )
{
  if ( options.kind == "ratemixture" )
    return makeRateMixtures();
  if ( options.kind == "ewma" )
    return makeEwma();
  if ( options.kind == "longrunrate" )
    return makeLongRunRate();
  if ( options.kind == "randommap" )
    return makeRandomMap( options );
  throw Error( "No kind of model is called " + options.kind + "." );
}

} // namespace riskcast
