// The library of networks, which the program loads only when it needs one: LibTorch takes a second and a hundred megabytes.
#include "networks_module.h"

#include "../output_file.h"
#include "network_forecaster.h"
#include "torch_support.h"

#include <nlohmann/json.hpp>

extern "C" __attribute__( ( visibility( "default" ) ) ) riskcast::Forecaster *
riskcastMakeNetwork( const riskcast::TrainingOptions &options )
{
  return riskcast::makeNetworkForecaster( options ).release();
}

extern "C" __attribute__( ( visibility( "default" ) ) ) void riskcastRemoveUnfinished()
{
  riskcast::OutputFile::removeAllForGood();
}

extern "C" __attribute__( ( visibility( "default" ) ) ) void riskcastDescribeTorch( nlohmann::json &facts )
{
  riskcast::callTorch( "looking for devices",
                       [&facts]
                       {
                         riskcast::prepareTorch();
                         facts["libtorch"] = TORCH_VERSION;
                         facts["gpus"] = torch::cuda::device_count();
                         facts["threads"] = at::get_num_threads();
                       } );
}
