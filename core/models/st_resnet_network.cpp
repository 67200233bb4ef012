#include "st_resnet_network.h"

#include "batch_norm.h"
#include "cubic_spline.h"

namespace riskcast
{

namespace
{
constexpr int calendarHidden = 10;

NetworkShape refined( NetworkShape shape, int factor )
{
  shape.rows *= factor;
  shape.columns *= factor;
  return shape;
}

/// \param maps  [N, L, C, H, W]
torch::Tensor refined( const torch::Tensor &maps, int factor )
{
  if ( factor == 1 )
    return maps;
  const auto spline = [&]( int64_t cells ) { return cubicSpline( static_cast<int>( cells ), factor ).to( maps.options() ); };
  return torch::matmul( torch::matmul( spline( maps.size( 3 ) ), maps ), spline( maps.size( 4 ) ).t() );
}
} // namespace

StResNetUnitImpl::StResNetUnitImpl( int filters, Padding padding )
    : mNorm1( register_module( "norm1", torch::nn::BatchNorm2d( filters ) ) )
    , mConvolution1( register_module( "convolution1", PaddedConv2d( filters, filters, kernelSize, padding, /*bias=*/false ) ) )
    , mNorm2( register_module( "norm2", torch::nn::BatchNorm2d( filters ) ) )
    , mConvolution2( register_module( "convolution2", PaddedConv2d( filters, filters, kernelSize, padding, /*bias=*/false ) ) )
{
}

torch::Tensor StResNetUnitImpl::forward( const torch::Tensor &maps )
{
  const torch::Tensor hidden = mConvolution1( torch::relu( normalised( mNorm1, maps ) ) );
  return maps + mConvolution2( torch::relu( normalised( mNorm2, hidden ) ) );
}

StResNetBranchImpl::StResNetBranchImpl( int length, const NetworkShape &shape, const StResNetNetworkOptions &options )
    : mFusion( register_parameter( "fusion", torch::rand( { shape.outputs, shape.rows, shape.columns } ) ) )
    , mFirst( register_module( "first", PaddedConv2d( length * shape.channels, options.filters, kernelSize, options.padding ) ) )
    , mLast( nullptr )
{
  for ( int unit = 1; unit <= options.residualUnits; ++unit )
    mUnits.push_back( register_module( "unit" + std::to_string( unit ), StResNetUnit( options.filters, options.padding ) ) );
  mLast = register_module( "last", PaddedConv2d( options.filters, shape.outputs, kernelSize, options.padding ) );
}

torch::Tensor StResNetBranchImpl::forward( const torch::Tensor &maps )
{
  torch::Tensor hidden = mFirst( maps.flatten( 1, 2 ) );
  for ( StResNetUnit &unit : mUnits )
    hidden = unit( hidden );
  return mFusion * mLast( torch::relu( hidden ) );
}

void StResNetBranchImpl::startAtZero()
{
  zeroLayer( *mLast );
}

StResNetCalendarImpl::StResNetCalendarImpl( const NetworkShape &shape )
    : mHidden( register_module( "hidden", torch::nn::Linear( shape.calendar, calendarHidden ) ) )
    , mScores( register_module( "scores", torch::nn::Linear( calendarHidden, shape.scoreCount() ) ) )
{
}

torch::Tensor StResNetCalendarImpl::forward( const torch::Tensor &calendar )
{
  return mScores( torch::relu( mHidden( calendar ) ) );
}

void StResNetCalendarImpl::startAtZero()
{
  zeroLayer( *mScores );
}

double StResNetNetworkOptions::parameterCount( const NetworkShape &ofGrid ) const
{
  const NetworkShape shape = refined( ofGrid, superResolution );
  constexpr double weights = kernelSize * kernelSize;
  const double outputs = shape.outputs;
  const double scores = static_cast<double>( shape.scoreCount() );
  double count = shape.calendar > 0 ? calendarHidden * ( shape.calendar + 1.0 ) + ( calendarHidden + 1 ) * scores : 0;
  for ( const double length : { closeness, period, trend } )
    if ( length > 0 )
      count += filters * ( weights * length * shape.channels + 1 ) + residualUnits * ( 2 * weights * filters + 4 ) * filters +
               outputs * ( weights * filters + 1 ) + scores;
  return count;
}

StResNetNetworkImpl::StResNetNetworkImpl( const NetworkShape &ofGrid, const StResNetNetworkOptions &options )
    : mCumulativeDay( options.cumulativeDay )
    , mSuperResolution( options.superResolution )
{
  const NetworkShape shape = refined( ofGrid, mSuperResolution );
  const std::pair<const char *, int> branches[] = { { "closeness", options.closeness },
                                                    { "period", options.period },
                                                    { "trend", options.trend } };
  for ( const auto &[name, length] : branches )
  {
    if ( length == 0 )
      continue;
    mLengths.push_back( length );
    mBranches.push_back( register_module( name, StResNetBranch( length, shape, options ) ) );
  }
  if ( shape.calendar > 0 )
    mCalendar = register_module( "calendar", StResNetCalendar( shape ) );
}

torch::Tensor StResNetNetworkImpl::forward( const NetworkInput &input )
{
  const std::vector<torch::Tensor> maps = refined( input.maps, mSuperResolution ).split_with_sizes( mLengths, 1 );
  torch::Tensor scores = mBranches.front()( maps.front() );
  for ( size_t branch = 1; branch < mBranches.size(); ++branch )
    scores = scores + mBranches[branch]( maps[branch] );
  if ( mCalendar )
    scores = scores + mCalendar( input.calendar ).view_as( scores );
  if ( mSuperResolution > 1 )
    scores = torch::avg_pool2d( scores, mSuperResolution );
  return mCumulativeDay ? scores.flatten( 2 ) - input.today : scores.flatten( 2 );
}

void StResNetNetworkImpl::startAtZero()
{
  for ( StResNetBranch &branch : mBranches )
    branch->startAtZero();
  if ( mCalendar )
    mCalendar->startAtZero();
}

} // namespace riskcast
