#include "parb_network.h"

namespace riskcast
{

namespace
{
/// Maps of both branches.
int mapCount( const NetworkShape &shape, const ParbNetworkOptions &options )
{
  return shape.outputs + options.tfts.filters.back();
}
} // namespace

double ParbNetworkOptions::parameterCount( const NetworkShape &shape ) const
{
  return SfttBranchImpl::parameterCount( shape, sftt ) + TftsBranchImpl::parameterCount( shape, tfts ) +
         ( mapCount( shape, *this ) + 1.0 ) * shape.outputs + CalendarTermImpl::parameterCount( shape );
}

ParbNetworkImpl::ParbNetworkImpl( const NetworkShape &shape, const ParbNetworkOptions &options )
    : mSftt( register_module( "sftt", SfttBranch( shape, options.sftt ) ) )
    , mTfts( register_module( "tfts", TftsBranch( shape, options.tfts ) ) )
    , mScores( register_module( "scores",
                                torch::nn::Conv2d( torch::nn::Conv2dOptions( mapCount( shape, options ), shape.outputs, 1 ) ) ) )
    , mCalendar( register_module( "calendar", CalendarTerm( shape ) ) )
{
}

torch::Tensor ParbNetworkImpl::forward( const NetworkInput &input )
{
  const torch::Tensor timeFirst = mTfts( input );
  const torch::Tensor spaceFirst = mSftt( input ).unflatten( 2, { timeFirst.size( 2 ), timeFirst.size( 3 ) } );
  return mCalendar( mScores( torch::cat( { spaceFirst, timeFirst }, 1 ) ).flatten( 2 ), input.calendar );
}

void ParbNetworkImpl::startAtZero()
{
  zeroLayer( *mScores );
}

} // namespace riskcast
