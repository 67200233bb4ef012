// The library of networks, which the program loads only when it needs one: LibTorch takes a second and a hundred megabytes.
#include "networks_module.h"

#include "conv_lstm.h"

extern "C" __attribute__( ( visibility( "default" ) ) ) riskcast::Forecaster *
riskcastMakeConvLstm( const riskcast::TrainingOptions &options )
{
  return riskcast::makeConvLstm( options ).release();
}
