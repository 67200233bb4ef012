// The library of networks, which the program loads only when it needs one: LibTorch takes a second and a hundred megabytes.
#include "networks_module.h"

#include "network_forecaster.h"

extern "C" __attribute__( ( visibility( "default" ) ) ) riskcast::Forecaster *
riskcastMakeNetwork( const riskcast::TrainingOptions &options )
{
  return riskcast::makeNetworkForecaster( options ).release();
}
