#include "gan_trainer.h"

#include "batch_norm.h"
#include "optimizer_state.h"
#include "torch_support.h"

namespace riskcast
{

namespace
{
constexpr double differenceWeight = 100;

constexpr const char *criticName = "critic.";
constexpr const char *generatorOptimizerName = "generator_optimizer.";
constexpr const char *criticOptimizerName = "critic_optimizer.";

torch::optim::AdamWOptions adamOptions( const GanTrainerOptions &training )
{
  return torch::optim::AdamWOptions( training.learningRate ).betas( { 0.5, 0.999 } ).weight_decay( training.weightDecay );
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

/// The samples with noise, which every worker draws for the whole batch, so that together they have what a single one would.
Samples withNoise( const Batch &batch, const torch::Tensor &condition )
{
  const int64_t own = condition.size( 0 );
  Samples samples = batch.samples;
  samples.input.noise = noiseMaps( batch.before + own + batch.after, condition ).narrow( 0, batch.before, own );
  return samples;
}

/// -ln sigmoid( logits )
torch::Tensor surprise( const torch::Tensor &logits )
{
  return -torch::log_sigmoid( logits );
}
} // namespace

GanTrainer::GanTrainer( Network &generator, const NetworkShape &shape, const GanNetworkOptions &options,
                        const torch::Tensor &cells, const GanTrainerOptions &training, const WorkerGroup &workers )
    : mGenerator( generator )
    , mWorkers( workers )
    , mCritic( criticBeside( generator, shape, options.padding ) )
    , mCells( cells.view( { shape.rows, shape.columns } ) )
    , mPrecision( training.precision )
    , mGradientClip( training.gradientClip )
    , mGeneratorOptimizer( generator.parameters(), adamOptions( training ) )
    , mCriticOptimizer( mCritic->parameters(), adamOptions( training ) )
{
}

void GanTrainer::step( torch::optim::AdamW &optimizer, const std::vector<torch::Tensor> &parameters )
{
  if ( mGradientClip > 0 )
    torch::nn::utils::clip_grad_norm_( parameters, mGradientClip );
  optimizer.step();
}

torch::Tensor GanTrainer::drawn( const Samples &samples )
{
  const ScoreReading asLogits( Loss::CrossEntropy, /*positiveWeight=*/1 );
  const torch::Tensor logits = computed( mPrecision, mCells.device(), [&] { return scoresOf( mGenerator, samples, asLogits ); } );
  return torch::sigmoid( logits ).unflatten( 2, mCells.sizes() ) * mCells;
}

torch::Tensor GanTrainer::judged( const torch::Tensor &condition, const torch::Tensor &maps )
{
  return computed( mPrecision, mCells.device(), [&] { return mCritic( condition, maps ); } );
}

double GanTrainer::learn( const Batch &batch )
{
  const SharedNormalisation shared( mWorkers, batch.isPart() );
  const torch::Tensor patches = GanCriticImpl::patches( mCells );
  const torch::Tensor condition = conditionMaps( batch.samples.input );
  const torch::Tensor happened = ( batch.counts > 0 ).to( batch.counts.scalar_type() );
  const torch::Tensor real = happened.unflatten( 2, mCells.sizes() ) * mCells;
  const torch::Tensor imagined = drawn( withNoise( batch, condition ) );
  const torch::Tensor weight = torch::full( {}, real.size( 0 ), real.options() );

  mCriticOptimizer.zero_grad();
  const torch::Tensor ofReal = surprise( judged( condition, real ) );
  const torch::Tensor ofDrawn = surprise( -judged( condition, imagined.detach() ) );
  learnTogether( meanWhere( patches, ofReal + ofDrawn ), weight, mCritic->parameters(), mWorkers );
  step( mCriticOptimizer, mCritic->parameters() );

  mGeneratorOptimizer.zero_grad();
  const torch::Tensor loss = meanWhere( patches, surprise( judged( condition, imagined ) ) ) +
                             differenceWeight * meanWhere( mCells, ( real - imagined ).abs() );
  // also into the critic, which forgets it before its next step
  const double value = learnTogether( loss, weight, mGenerator.parameters(), mWorkers );
  step( mGeneratorOptimizer, mGenerator.parameters() );
  return value;
}

void GanTrainer::save( ModelFile &file ) const
{
  saveState( *mCritic, file, criticName );
  saveOptimizer( mGeneratorOptimizer, file, generatorOptimizerName );
  saveOptimizer( mCriticOptimizer, file, criticOptimizerName );
}

void GanTrainer::load( const ModelFile &file )
{
  loadState( *mCritic, file, criticName );
  loadOptimizer( mGeneratorOptimizer, file, generatorOptimizerName );
  loadOptimizer( mCriticOptimizer, file, criticOptimizerName );
}

} // namespace riskcast
