#include "gan_network.h"

namespace riskcast
{

namespace
{
size_t levelCount( const NetworkShape &shape, size_t most )
{
  size_t levels = 0;
  for ( int side = std::max( shape.rows, shape.columns ); side > 2 && levels < most; side = ( side + 1 ) / 2 )
    ++levels;
  return std::max<size_t>( levels, 1 );
}

UNetShape generatorShape( const NetworkShape &shape, const GanNetworkOptions &options )
{
  const auto levels = static_cast<std::ptrdiff_t>( levelCount( shape, options.filters.size() ) );
  constexpr int noiseChannels = 1;
  return { .from = shape.steps * shape.channels + shape.calendar + noiseChannels,
           .to = shape.outputs,
           .filters = { options.filters.begin(), options.filters.begin() + levels } };
}
} // namespace

double GanNetworkOptions::parameterCount( const NetworkShape &shape ) const
{
  return generatorShape( shape, *this ).parameterCount();
}

torch::Tensor conditionMaps( const NetworkInput &input )
{
  const torch::Tensor maps = input.maps.flatten( 1, 2 );
  if ( !input.calendar.defined() )
    return maps;
  const torch::Tensor calendar = input.calendar.unsqueeze( -1 ).unsqueeze( -1 );
  return torch::cat( { maps, calendar.expand( { -1, -1, maps.size( 2 ), maps.size( 3 ) } ) }, 1 );
}

torch::Tensor noiseMaps( int64_t count, const torch::Tensor &like, const c10::optional<at::Generator> &generator )
{
  return ( 2 * torch::rand( { count, 1, like.size( 2 ), like.size( 3 ) }, generator ) - 1 ).to( like.options() );
}

GanNetworkImpl::GanNetworkImpl( const NetworkShape &shape, const GanNetworkOptions &options )
    : mDraws( options.draws )
    , mSeed( options.seed )
    , mGenerator( register_module( "generator", UNet( generatorShape( shape, options ), options.padding ) ) )
{
}

torch::Tensor GanNetworkImpl::drawn( const torch::Tensor &condition, const torch::Tensor &noise )
{
  return mGenerator( torch::cat( { condition, noise }, 1 ) ).flatten( 2 );
}

torch::Tensor GanNetworkImpl::forward( const NetworkInput &input )
{
  return corrected( input, torch::zeros( 1, input.maps.options() ) );
}

torch::Tensor GanNetworkImpl::corrected( const NetworkInput &input, const torch::Tensor &prior )
{
  const torch::Tensor condition = conditionMaps( input );
  const int64_t windows = condition.size( 0 );
  if ( is_training() )
    return prior + drawn( condition, input.noise );

  const at::Generator generator = at::detail::createCPUGenerator( mSeed );
  std::vector<torch::Tensor> maps;
  for ( int draw = 0; draw < mDraws; ++draw )
    maps.push_back( prior + drawn( condition, noiseMaps( 1, condition, generator ).expand( { windows, -1, -1, -1 } ) ) );
  const torch::Tensor logits = torch::stack( maps );
  // ln Σ q - ln Σ (1 - q): finite however sure the maps are.
  return torch::logsumexp( torch::log_sigmoid( logits ), 0 ) - torch::logsumexp( torch::log_sigmoid( -logits ), 0 );
}

void GanNetworkImpl::startAtZero()
{
  mGenerator->startAtZero();
}

} // namespace riskcast
