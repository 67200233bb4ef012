#include "network_inputs.h"

#include "../error.h"
#include "../stack_parts.h"

#include <algorithm>

namespace riskcast
{

Samples Samples::to( const torch::Device &device ) const
{
  const auto moved = [&device]( const torch::Tensor &tensor ) { return tensor.defined() ? tensor.to( device ) : tensor; };
  return { input.to( device ), moved( logRates ), moved( ahead ) };
}

NetworkInputs::NetworkInputs( const TrainingOptions &options )
    : mUsesCalendar( *options.calendar )
{
  if ( *options.prior != Prior::None )
    mPrior.emplace( *options.prior );
}

int NetworkInputs::firstTarget( const HeatmapStack &stack ) const
{
  return mPrior ? mPrior->firstTarget( stack ) : 0;
}

NetworkShape NetworkInputs::shape( const HeatmapStack &stack ) const
{
  return {
    .calendar = mCalendar.size(), .outputs = outputCount( stack ), .rows = stack.grid.rows(), .columns = stack.grid.columns()
  };
}

double NetworkInputs::bytesPerTarget( const HeatmapStack &stack ) const
{
  return mPrior ? static_cast<double>( sizeof( float ) ) * outputCount( stack ) * stack.cellCount() : 0;
}

void NetworkInputs::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  if ( mUsesCalendar && !mIsKept )
    mCalendar = Calendar( stack.steps, split.training.front(), split.training.back() );
  if ( mPrior )
    mPrior->fit( stack, split, feedback );
}

void NetworkInputs::useCovariates( const std::vector<Covariate> &covariates )
{
  if ( mPrior )
    mPrior->useCovariates( covariates );
}

void NetworkInputs::keepFrom( const ModelFile &model )
try
{
  const nlohmann::json &inputs = model.description.at( "model" ).at( "inputs" );
  inputs.at( "calendar" ).get_to( mCalendar );
  mIsKept = true;
  if ( mPrior )
    mPrior->keepFrom( inputs.value( "prior", nlohmann::json() ) );
}
catch ( const nlohmann::json::exception & )
{
  throw Error( "The model to start from does not say what its networks see. Train it again." );
}

void NetworkInputs::refit( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback )
{
  if ( mPrior )
    mPrior->refit( stack, targets, feedback );
}

torch::Tensor NetworkInputs::calendarOf( const TimeSteps &steps, std::span<const int> targets ) const
{
  std::vector<float> numbers;
  for ( const int target : targets )
    std::ranges::copy( mCalendar.of( steps, target ), std::back_inserter( numbers ) );
  return torch::tensor( numbers ).view( { static_cast<int64_t>( targets.size() ), mCalendar.size() } );
}

void NetworkInputs::save( ModelFile &file, nlohmann::json &description ) const
{
  description["calendar"] = mCalendar;
  if ( mPrior )
    mPrior->save( file, description["prior"] );
}

void NetworkInputs::load( const ModelFile &file, const nlohmann::json &description, int outputs )
{
  description.at( "calendar" ).get_to( mCalendar );
  if ( mPrior )
    mPrior->load( file, description.value( "prior", nlohmann::json() ), outputs );
}

std::vector<int> evenlyChosen( std::span<const int> steps, size_t most )
{
  const size_t count = std::min( steps.size(), most );
  std::vector<int> chosen;
  for ( size_t i = 0; i < count; ++i )
    chosen.push_back( steps[i * steps.size() / count] );
  return chosen;
}

torch::Tensor rowsAt( const torch::Tensor &tensor, std::span<const int> places )
{
  if ( !tensor.defined() )
    return tensor;
  return tensor.index_select( 0, torch::tensor( std::vector<int64_t>( places.begin(), places.end() ) ) );
}

} // namespace riskcast
