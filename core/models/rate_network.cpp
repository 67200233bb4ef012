#include "rate_network.h"

namespace riskcast
{

namespace
{
torch::nn::Conv2d ofEachCell( int from, int to, bool bias = true )
{
  return torch::nn::Conv2d( torch::nn::Conv2dOptions( from, to, 1 ).bias( bias ) );
}
} // namespace

double RateNetworkOptions::parameterCount( const NetworkShape &shape ) const
{
  const double width = filters;
  const double features = shape.features;
  return ( features + 1 ) * width + ( width + 1 ) * width + ( features + 1 + width ) * shape.outputs +
         CalendarTermImpl::parameterCount( shape );
}

RateNetworkImpl::RateNetworkImpl( const NetworkShape &shape, const RateNetworkOptions &options )
    : mFirst( register_module( "first", ofEachCell( shape.features, options.filters ) ) )
    , mSecond( register_module( "second", ofEachCell( options.filters, options.filters ) ) )
    , mLinear( register_module( "linear", ofEachCell( shape.features, shape.outputs ) ) )
    , mLast( register_module( "last", ofEachCell( options.filters, shape.outputs, /*bias=*/false ) ) )
    , mCalendar( register_module( "calendar", CalendarTerm( shape ) ) )
{
}

torch::Tensor RateNetworkImpl::forward( const NetworkInput &input )
{
  torch::Tensor hidden = torch::relu( mFirst( input.features ) );
  hidden = hidden + torch::relu( mSecond( hidden ) );
  return mCalendar( ( mLinear( input.features ) + mLast( hidden ) ).flatten( 2 ), input.calendar );
}

void RateNetworkImpl::startAtZero()
{
  const torch::NoGradGuard noGrad;
  for ( const torch::Tensor &each : { mLinear->weight, mLinear->bias, mLast->weight } )
    each.zero_();
}

} // namespace riskcast
