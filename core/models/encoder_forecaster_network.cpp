#include "encoder_forecaster_network.h"

#include <algorithm>
#include <numeric>

namespace riskcast
{

namespace
{
int filterSum( const std::vector<int> &filters )
{
  return std::accumulate( filters.begin(), filters.end(), 0 );
}

/// The states of a layer before each target, in the order of the targets, window by window.
/// \param states  of all windows before their first target, before their second, …, [N, F, H, W]
/// \return [N × targets, F, H, W]
ConvLstmState windowByWindow( const std::vector<ConvLstmState> &states )
{
  std::vector<torch::Tensor> hidden, cells;
  for ( const ConvLstmState &each : states )
  {
    hidden.push_back( each.hidden );
    cells.push_back( each.cell );
  }
  return { torch::stack( hidden, 1 ).flatten( 0, 1 ), torch::stack( cells, 1 ).flatten( 0, 1 ) };
}
} // namespace

double EncoderForecasterNetworkOptions::parameterCount( const NetworkShape &shape ) const
{
  double count = CalendarTermImpl::parameterCount( shape ) + ( filterSum( filters ) + 1.0 ) * shape.outputs;
  double from = shape.channels;
  for ( const int each : filters )
  {
    count += ConvLstmLayerImpl::parameterCount( from, each );
    from = each;
  }
  from = 0;
  for ( auto each = filters.rbegin(); each != filters.rend(); ++each )
  {
    count += ConvLstmLayerImpl::parameterCount( from, *each );
    from = *each;
  }
  return count;
}

EncoderForecasterNetworkImpl::EncoderForecasterNetworkImpl( const NetworkShape &shape,
                                                            const EncoderForecasterNetworkOptions &options )
    : mHorizon( shape.horizon )
    , mCalendar( shape )
{
  const auto addLayer = [&]( std::vector<ConvLstmLayer> &layers, const std::string &name, int channels, int filters )
  {
    layers.push_back( register_module( name + std::to_string( layers.size() + 1 ),
                                       ConvLstmLayer( channels, filters, options.gateActivation, options.padding ) ) );
    return filters;
  };
  int channels = shape.channels;
  for ( const int filters : options.filters )
    channels = addLayer( mEncoding, "encoding", channels, filters );
  channels = 0;
  for ( auto filters = options.filters.rbegin(); filters != options.filters.rend(); ++filters )
    channels = addLayer( mForecasting, "forecasting", channels, *filters );
  mScores = register_module( "scores",
                             torch::nn::Conv2d( torch::nn::Conv2dOptions( filterSum( options.filters ), shape.outputs, 1 ) ) );
  register_module( "calendar", mCalendar );
}

std::vector<ConvLstmState> EncoderForecasterNetworkImpl::encoded( const torch::Tensor &maps, int targets )
{
  std::vector<ConvLstmState> states( mEncoding.size() );
  std::vector<std::vector<ConvLstmState>> beforeTargets( mEncoding.size() );
  const auto readOn = [&]( torch::Tensor hidden )
  {
    for ( size_t layer = 0; layer < mEncoding.size(); ++layer )
    {
      hidden = mEncoding[layer]->read( hidden, states[layer], /*mapsRepeat=*/layer == 0 );
      beforeTargets[layer].push_back( states[layer] );
    }
  };
  const int64_t beforeFirst = maps.size( 0 ) - targets + 1;
  readOn( maps.narrow( 0, 0, beforeFirst ) );
  for ( int64_t map = beforeFirst; map < maps.size( 0 ); ++map )
    readOn( maps.narrow( 0, map, 1 ) );
  std::ranges::transform( beforeTargets, states.begin(), windowByWindow );
  return states;
}

torch::Tensor EncoderForecasterNetworkImpl::forecast( std::vector<ConvLstmState> states )
{
  std::vector<torch::Tensor> hidden;
  for ( ConvLstmLayer &layer : mForecasting )
  {
    hidden.push_back( hidden.empty() ? layer->continued( states.back(), mHorizon )
                                     : layer->read( hidden.back(), states.back() ) );
    states.pop_back();
  }
  return torch::cat( hidden, 2 );
}

torch::Tensor EncoderForecasterNetworkImpl::forward( const NetworkInput &input )
{
  const torch::Tensor hidden = forecast( encoded( input.maps.transpose( 0, 1 ), input.targets ) ); // [S, N, ΣF, H, W]
  const torch::Tensor scores = mScores( hidden.flatten( 0, 1 ) ).unflatten( 0, { hidden.size( 0 ), hidden.size( 1 ) } );
  return mCalendar( scores.transpose( 0, 1 ).flatten( 3 ).flatten( 1, 2 ), input.calendar );
}

void EncoderForecasterNetworkImpl::startAtZero()
{
  zeroLayer( *mScores );
}

} // namespace riskcast
