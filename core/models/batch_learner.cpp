#include "batch_learner.h"

namespace riskcast
{

Batch Batch::to( const torch::Device &device ) const
{
  return { samples.to( device ), counts.to( device ), known.defined() ? known.to( device ) : known };
}

torch::Tensor scoresOf( Network &network, const Samples &samples, const ScoreReading &reading )
{
  const torch::Tensor scores = network.forward( samples.input );
  if ( !samples.logRates.defined() )
    return scores;
  const torch::Tensor prior = reading.scoresOf( samples.logRates );
  return scores + prior.repeat( { 1, scores.size( 1 ) / prior.size( 1 ), 1 } );
}

GradientLearner::GradientLearner( Network &network, const ScoreReading &reading, torch::Tensor cells,
                                  const TrainingOptions &options, double learningRate )
    : mNetwork( network )
    , mReading( reading )
    , mCells( std::move( cells ) )
    , mGradientClip( options.gradientClip )
    , mOptimizer( network.parameters(), torch::optim::AdamWOptions( learningRate ).weight_decay( *options.weightDecay ) )
{
}

double GradientLearner::learn( const Batch &batch )
{
  mOptimizer.zero_grad();
  const torch::Tensor loss =
      mReading.loss( scoresOf( mNetwork, batch.samples, mReading ), batch.counts, batch.weights( mCells ) );
  loss.backward();
  if ( mGradientClip > 0 )
    torch::nn::utils::clip_grad_norm_( mNetwork.parameters(), mGradientClip );
  mOptimizer.step();
  return loss.item<double>();
}

void GradientLearner::save( torch::serialize::OutputArchive &archive ) const
{
  mOptimizer.save( archive );
}

void GradientLearner::load( torch::serialize::InputArchive &archive )
{
  mOptimizer.load( archive );
}

} // namespace riskcast
