#include "torch_support.h"

#include "../error.h"
#include "../first_line.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <new>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef __linux__
#include <sched.h>
#endif

namespace riskcast
{

namespace
{
[[noreturn]] void throwOutOfMemory( const std::string &doing )
{
  throw Error( "There is not enough memory for " + doing + ". " + memoryAdvice );
}

/// glibc hands large blocks back to the system when they are freed, and the system clears their pages anew each time: with
/// the tensors of a training that costs more than the arithmetic (bench/convlstm_epoch.py).
void keepFreedMemory()
{
#ifdef __GLIBC__
  mallopt( M_MMAP_MAX, 0 );
  mallopt( M_TRIM_THRESHOLD, std::numeric_limits<int>::max() );
#endif
}

/// Fewer than the machine has where something bound this process to some of them, as mpirun does.
int ownProcessors()
{
#ifdef __linux__
  cpu_set_t own;
  if ( sched_getaffinity( 0, sizeof own, &own ) == 0 )
    return CPU_COUNT( &own );
#endif
  return static_cast<int>( std::thread::hardware_concurrency() );
}

/// As many threads as OMP_NUM_THREADS says, which OpenMP may have read before the program set it; else one for each of this
/// process's processors, but no more than its part of the machine's.
void useThreads( int processes )
{
  const char *asked = std::getenv( "OMP_NUM_THREADS" );
  if ( const int threads = asked ? std::atoi( asked ) : 0; threads > 0 )
    return at::set_num_threads( threads );
  const int counted = at::get_num_threads(); // 1 on some virtual machines, whatever they have
  const int own = counted > 1 ? counted : ownProcessors();
  const int all = std::max( own, static_cast<int>( std::thread::hardware_concurrency() ) );
  at::set_num_threads( std::max( 1, std::min( own, all / processes ) ) );
}

/// Not every GPU that is there does: one may be too old for this LibTorch, which then has no code for it, or filled by others.
bool computes( const torch::Device &gpu )
try
{
  return torch::ones( 1, gpu ).add_( 1 ).item<float>() == 2;
}
catch ( const c10::Error & )
{
  return false;
}
} // namespace

void callTorch( const std::string &doing, const std::function<void()> &work )
{
  try
  {
    work();
  }
  catch ( const Error & )
  {
    throw;
  }
  catch ( const Canceled & )
  {
    throw;
  }
  catch ( const std::bad_alloc & )
  {
    throwOutOfMemory( doing );
  }
  catch ( const std::exception &error )
  {
    const std::string text = error.what();
    // The last three are what a lack of memory becomes inside cuDNN and cuBLAS.
    for ( const char *lack : { "allocate memory", "enough memory", "out of memory", "valid cuDNN algorithm",
                               "unable to find an engine", "ALLOC_FAILED" } )
      if ( text.find( lack ) != std::string::npos )
        throwOutOfMemory( doing );
    throw Error( "LibTorch failed at " + doing + ": " + firstLine( text ) );
  }
}

void prepareTorch( int processesOnMachine )
{
  keepFreedMemory();
  useThreads( processesOnMachine );
  at::globalContext().setDeterministicCuDNN( true );
  at::globalContext().setAllowTF32CuDNN( false ); // which keeps 10 bits of a number's digits
}

torch::Device torchDevice( Device device, int number )
{
  if ( device == Device::Cpu )
    return torch::kCPU;
  if ( const auto count = static_cast<int>( torch::cuda::device_count() ); count > 0 )
    if ( const torch::Device gpu( torch::kCUDA, static_cast<c10::DeviceIndex>( number % count ) ); computes( gpu ) )
      return gpu;
  if ( device == Device::Gpu )
    throw Error( "There is no GPU that LibTorch can use here: choose the device cpu or auto." );
  return torch::kCPU;
}

bool hasMemory( const torch::Device &device, double bytes )
try
{
  torch::empty( { static_cast<int64_t>( bytes ) }, torch::dtype( torch::kByte ).device( device ) );
  return true;
}
catch ( const c10::Error & )
{
  return false;
}

std::string deviceName( const torch::Device &device )
{
  return enumName( device.is_cpu() ? Device::Cpu : Device::Gpu );
}

std::vector<std::pair<std::string, torch::Tensor>> stateOf( const torch::nn::Module &module )
{
  std::vector<std::pair<std::string, torch::Tensor>> state;
  for ( const auto &each : module.named_parameters() )
    state.emplace_back( each.key(), each.value() );
  for ( const auto &each : module.named_buffers() )
    state.emplace_back( each.key(), each.value() );
  return state;
}

void saveState( const torch::nn::Module &module, ModelFile &file, const std::string &prefix )
{
  for ( const auto &[name, tensor] : stateOf( module ) )
    file.tensors[prefix + name] = toTensor( tensor );
}

void loadState( torch::nn::Module &module, const ModelFile &file, const std::string &prefix )
{
  const torch::NoGradGuard noGrad;
  for ( auto &[name, tensor] : stateOf( module ) )
    tensor.copy_( fromTensor( file.tensor( prefix + name, tensor.sizes().vec() ) ) );
}

Tensor toTensor( const torch::Tensor &values )
{
  const torch::Tensor plain = values.detach().to( torch::kCPU, torch::kFloat ).contiguous();
  const float *first = plain.data_ptr<float>();
  return { plain.sizes().vec(), { first, first + plain.numel() } };
}

torch::Tensor fromTensor( const Tensor &tensor )
{
  return torch::tensor( tensor.values, torch::kFloat ).view( tensor.shape );
}

torch::Tensor cellTensor( const HeatmapStack &stack )
{
  return torch::tensor( std::vector<float>( stack.studyArea.begin(), stack.studyArea.end() ) );
}

} // namespace riskcast
