#include "calendar_term.h"

namespace riskcast
{

CalendarTermImpl::CalendarTermImpl( const NetworkShape &shape )
{
  if ( shape.calendar == 0 )
    return;
  mLinear = register_module(
      "beta", torch::nn::Linear( torch::nn::LinearOptions( shape.calendar, shape.horizon * shape.outputs ).bias( false ) ) );
  torch::nn::init::zeros_( mLinear->weight );
}

torch::Tensor CalendarTermImpl::forward( const torch::Tensor &scores, const torch::Tensor &calendar )
{
  return mLinear ? scores + mLinear( calendar ).unsqueeze( -1 ) : scores;
}

double CalendarTermImpl::parameterCount( const NetworkShape &shape )
{
  return static_cast<double>( shape.calendar ) * shape.horizon * shape.outputs;
}

} // namespace riskcast
