#include "distinct_maps.h"

#include <string_view>
#include <unordered_map>

namespace riskcast
{

DistinctMaps distinctMaps( const torch::Tensor &maps )
{
  const torch::Tensor all = maps.flatten( 0, 1 ), memory = all.cpu().contiguous();
  const auto *bytes = static_cast<const char *>( memory.data_ptr() );
  const size_t length = memory.nbytes() / memory.size( 0 );
  std::unordered_map<std::string_view, int64_t> known;
  std::vector<int64_t> places, firstOnes;
  for ( int64_t map = 0; map < all.size( 0 ); ++map )
  {
    const auto [found, isNew] = known.try_emplace( { bytes + map * length, length }, std::ssize( firstOnes ) );
    places.push_back( found->second );
    if ( isNew )
      firstOnes.push_back( map );
  }
  const auto onDevice = [&]( const std::vector<int64_t> &numbers ) { return torch::tensor( numbers ).to( maps.device() ); };
  return { all.index_select( 0, onDevice( firstOnes ) ), onDevice( places ).view( { maps.size( 0 ), maps.size( 1 ) } ) };
}

} // namespace riskcast
