#include "gan_trainer.h"

namespace riskcast
{

namespace
{
constexpr double differenceWeight = 100;

torch::optim::AdamOptions adamOptions( double learningRate )
{
  return torch::optim::AdamOptions( learningRate ).betas( { 0.5, 0.999 } );
}

GanCritic criticBeside( const Network &generator, const NetworkShape &shape, Padding padding )
{
  GanCritic critic( shape, padding );
  const torch::Tensor like = generator.parameters().front();
  critic->to( like.device(), like.scalar_type() );
  return critic;
}

/// Mean of \a values [N, X, H, W] where \a counted [H, W] is 1.
torch::Tensor meanWhere( const torch::Tensor &counted, const torch::Tensor &values )
{
  return ( values * counted ).sum() / ( counted.sum() * ( values.size( 0 ) * values.size( 1 ) ) );
}

/// -ln sigmoid( logits )
torch::Tensor surprise( const torch::Tensor &logits )
{
  return -torch::log_sigmoid( logits );
}
} // namespace

GanTrainer::GanTrainer( Network &generator, const NetworkShape &shape, const GanNetworkOptions &options, double learningRate )
    : mGenerator( generator )
    , mCritic( criticBeside( generator, shape, options.padding ) )
    , mGeneratorOptimizer( generator.parameters(), adamOptions( learningRate ) )
    , mCriticOptimizer( mCritic->parameters(), adamOptions( learningRate ) )
{
}

double GanTrainer::trainBatch( const NetworkInput &input, const torch::Tensor &targets, const torch::Tensor &cells )
{
  const std::vector<int64_t> grid = { input.maps.size( -2 ), input.maps.size( -1 ) };
  const torch::Tensor counted = cells.view( grid );
  const torch::Tensor patches = GanCriticImpl::patches( counted );
  const torch::Tensor condition = conditionMaps( input );
  const torch::Tensor real = targets.unflatten( 2, grid ) * counted;
  const torch::Tensor drawn = torch::sigmoid( mGenerator.forward( input ) ).unflatten( 2, grid ) * counted;

  mCriticOptimizer.zero_grad();
  const torch::Tensor ofReal = surprise( mCritic( condition, real ) );
  const torch::Tensor ofDrawn = surprise( -mCritic( condition, drawn.detach() ) );
  meanWhere( patches, ofReal + ofDrawn ).backward();
  mCriticOptimizer.step();

  mGeneratorOptimizer.zero_grad();
  const torch::Tensor loss = meanWhere( patches, surprise( mCritic( condition, drawn ) ) ) +
                             differenceWeight * meanWhere( counted, ( real - drawn ).abs() );
  loss.backward(); // also into the critic, which forgets it before its next step
  mGeneratorOptimizer.step();
  return loss.item<double>();
}

} // namespace riskcast
