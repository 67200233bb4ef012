#include "sftt_network.h"

#include "distinct_maps.h"

namespace riskcast
{

namespace
{
constexpr size_t convolutionsPerStage = 2;
constexpr int sfttLayers = 2;

/// What the stages leave of a map.
double stageOutputs( const NetworkShape &shape, const std::vector<int> &filters )
{
  double rows = shape.rows, columns = shape.columns;
  for ( size_t stage = 0; stage < filters.size(); ++stage )
  {
    rows = std::ceil( rows / 2 );
    columns = std::ceil( columns / 2 );
  }
  return filters.back() * rows * columns;
}

torch::nn::Linear dense( double from, double to )
{
  return torch::nn::Linear( static_cast<int64_t>( from ), static_cast<int64_t>( to ) );
}
} // namespace

SfttBranchImpl::SfttBranchImpl( const NetworkShape &shape, const SfttNetworkOptions &options )
    : mSummary( dense( stageOutputs( shape, options.filters ), options.hidden ) )
    , mLstm( options.hidden, options.hidden, sfttLayers )
    , mMaps( dense( options.hidden, static_cast<double>( shape.scoreCount() ) ) )
{
  int channels = shape.channels;
  for ( const int filters : options.filters )
    for ( size_t i = 0; i < convolutionsPerStage; ++i )
    {
      const std::string name = "convolution" + std::to_string( mConvolutions.size() + 1 );
      mConvolutions.push_back( register_module( name, ConvolutionBlock( channels, filters, options.padding ) ) );
      channels = filters;
    }
  register_module( "summary", mSummary );
  register_module( "lstm", mLstm );
  register_module( "maps", mMaps );
}

torch::Tensor SfttBranchImpl::summaries( const torch::Tensor &maps )
{
  torch::Tensor features = maps;
  for ( size_t i = 0; i < mConvolutions.size(); ++i )
  {
    features = mConvolutions[i]( features );
    if ( ( i + 1 ) % convolutionsPerStage == 0 )
      features = halved( features );
  }
  return mSummary( features.flatten( 1 ) );
}

torch::Tensor SfttBranchImpl::stepsOf( const torch::Tensor &maps )
{
  // While training, batch normalisation counts a map once in each window.
  if ( is_training() )
    return summaries( maps.flatten( 0, 1 ) ).unflatten( 0, { maps.size( 0 ), maps.size( 1 ) } );
  const DistinctMaps distinct = distinctMaps( maps );
  return summaries( distinct.maps ).index( { distinct.places } );
}

torch::Tensor SfttBranchImpl::forward( const NetworkInput &input )
{
  const torch::Tensor states = mLstm( stepsOf( input.maps.transpose( 0, 1 ) ), input.targets );
  return mMaps( states.flatten( 0, 1 ) ).unflatten( 1, { -1, input.maps.size( -2 ) * input.maps.size( -1 ) } );
}

double SfttBranchImpl::parameterCount( const NetworkShape &shape, const SfttNetworkOptions &options )
{
  const double hidden = options.hidden;
  double count = ( stageOutputs( shape, options.filters ) + 1 ) * hidden +
                 StepLstmImpl::parameterCount( hidden, hidden, sfttLayers ) +
                 ( hidden + 1 ) * static_cast<double>( shape.scoreCount() );
  double channels = shape.channels;
  for ( const double filters : options.filters )
    for ( size_t i = 0; i < convolutionsPerStage; ++i )
    {
      count += ConvolutionBlockImpl::parameterCount( channels, filters );
      channels = filters;
    }
  return count;
}

double SfttNetworkOptions::parameterCount( const NetworkShape &shape ) const
{
  return SfttBranchImpl::parameterCount( shape, *this ) + CalendarTermImpl::parameterCount( shape );
}

SfttNetworkImpl::SfttNetworkImpl( const NetworkShape &shape, const SfttNetworkOptions &options )
    : mBranch( register_module( "branch", SfttBranch( shape, options ) ) )
    , mCalendar( register_module( "calendar", CalendarTerm( shape ) ) )
{
}

torch::Tensor SfttNetworkImpl::forward( const NetworkInput &input )
{
  return mCalendar( mBranch( input ), input.calendar );
}

void SfttNetworkImpl::startAtZero()
{
  mBranch->startAtZero();
}

} // namespace riskcast
