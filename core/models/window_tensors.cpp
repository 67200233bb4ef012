#include "window_tensors.h"

#include "../error.h"

#include <algorithm>
#include <numeric>

namespace riskcast
{

torch::Tensor windowTensor( const Windows &windows, const Grid &grid, std::span<const int> targets )
{
  const auto count = static_cast<int64_t>( targets.size() );
  const torch::Tensor tensor = torch::empty( { count, static_cast<int64_t>( windows.windowSize() ) } );
  const std::span<float> values( tensor.data_ptr<float>(), static_cast<size_t>( tensor.numel() ) );
  for ( size_t i = 0; i < targets.size(); ++i )
    windows.fill( targets[i], values.subspan( i * windows.windowSize(), windows.windowSize() ) );
  return tensor.view( { count, -1, windows.channelCount(), grid.rows(), grid.columns() } );
}

torch::Tensor targetTensor( const Windows &windows, std::span<const int> targets )
{
  std::vector<torch::Tensor> maps;
  for ( const int target : targets )
    maps.push_back( torch::tensor( windows.target( target ) ) );
  return torch::stack( maps );
}

torch::Tensor cellTensor( const HeatmapStack &stack )
{
  return torch::tensor( std::vector<float>( stack.studyArea.begin(), stack.studyArea.end() ) );
}

double balancingWeight( const Windows &windows, const HeatmapStack &stack, std::span<const int> targets )
{
  double positives = 0;
  for ( const int target : targets )
  {
    const std::vector<float> map = windows.target( target );
    positives += std::inner_product( map.begin(), map.end(), stack.studyArea.begin(), 0.0 );
  }
  const double cells =
      static_cast<double>( targets.size() ) * std::accumulate( stack.studyArea.begin(), stack.studyArea.end(), 0.0 );
  const std::string where =
      " cell of the " + std::to_string( targets.size() ) + " training maps has an incident: there is nothing to tell apart. Use ";
  if ( positives == 0 )
    throw Error( "No" + where + "longer steps or larger cells." );
  if ( positives == cells )
    throw Error( "Every" + where + "shorter steps or smaller cells." );
  return ( cells - positives ) / positives;
}

} // namespace riskcast
