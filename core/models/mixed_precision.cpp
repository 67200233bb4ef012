#include "mixed_precision.h"

#include "../error.h"

#include <ATen/autocast_mode.h>
#include <ATen/detail/CUDAHooksInterface.h>

namespace riskcast
{

namespace
{
constexpr auto shortNumbers = torch::kBFloat16;

#if TORCH_VERSION_MAJOR > 2 || ( TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4 )

void setAutocast( c10::DeviceType device, bool on )
{
  at::autocast::set_autocast_dtype( device, shortNumbers );
  at::autocast::set_autocast_enabled( device, on );
}

bool isAutocast( c10::DeviceType device )
{
  return at::autocast::is_autocast_enabled( device );
}

#else // a function for each device

void setAutocast( c10::DeviceType device, bool on )
{
  if ( device == torch::kCPU )
  {
    at::autocast::set_autocast_cpu_dtype( shortNumbers );
    at::autocast::set_cpu_enabled( on );
  }
  else
  {
    at::autocast::set_autocast_gpu_dtype( shortNumbers );
    at::autocast::set_enabled( on );
  }
}

bool isAutocast( c10::DeviceType device )
{
  return device == torch::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
}

#endif

class Autocast
{
public:
  explicit Autocast( c10::DeviceType device )
      : mDevice( device )
  {
    setAutocast( mDevice, true );
  }
  ~Autocast()
  {
    setAutocast( mDevice, false );
    at::autocast::clear_cache(); // of the weights, which the optimiser changes
  }
  Autocast( const Autocast & ) = delete;
  Autocast &operator=( const Autocast & ) = delete;

private:
  c10::DeviceType mDevice;
};
} // namespace

torch::Tensor computed( Precision precision, const torch::Device &device, const std::function<torch::Tensor()> &work )
{
  if ( precision == Precision::Full )
    return work();
  const Autocast autocast( device.type() );
  return work().to( torch::kFloat );
}

void checkSuitsMixedPrecision( const torch::Device &device )
{
  if ( device.is_cpu() )
    return;
  const c10::DeviceGuard there( device ); // of several GPUs this one is asked
  if ( !at::detail::getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8() )
    throw Error(
        "Mixed precision needs a GPU that computes with bfloat16 (NVIDIA's Ampere or newer) and a LibTorch that uses cuDNN 8 "
        "for that (from 2.0 on): leave it out." );
}

bool isMixedPrecision( const torch::Device &device )
{
  return isAutocast( device.type() );
}

} // namespace riskcast
