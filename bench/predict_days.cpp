// How long does a model take to predict the last 365 steps of a stack, each from those before it? Reading is not part of it.
// convlstm_year.py compares that with plain PyTorch.
//
// Usage: bench_predict_days STACK MODEL  → a line of JSON: { "seconds": s, "threads": n }
#include "loaded_model.h"
#include "registry.h"
#include "stack_file.h"

#include <ATen/Parallel.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <iostream>
#include <numeric>

using namespace riskcast;

int main( int argc, char *argv[] )
{
  if ( argc != 3 )
  {
    std::cerr << "Usage: " << argv[0] << " STACK MODEL\n";
    return 2;
  }
  Feedback silent;
  const HeatmapStack stack = readHeatmapStack( argv[1], silent );
  const LoadedModel model = loadModel( ModelFile::read( argv[2] ), makeForecaster );
  std::vector<int> targets( 365 );
  std::iota( targets.begin(), targets.end(), stack.stepCount() - static_cast<int>( targets.size() ) );

  const auto start = std::chrono::steady_clock::now();
  const std::vector<float> risk = model.forecaster->predict( stack, targets, silent );
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << nlohmann::json( { { "seconds", seconds.count() }, { "threads", at::get_num_threads() } } ) << "\n";
  return risk.size() == targets.size() * static_cast<size_t>( stack.cellCount() ) ? 0 : 1;
}
