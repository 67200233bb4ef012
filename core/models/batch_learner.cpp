#include "batch_learner.h"

#include "batch_norm.h"
#include "optimizer_state.h"

namespace riskcast
{

namespace
{
constexpr const char *optimizerName = "optimizer.";
}

Batch Batch::to( const torch::Device &device ) const
{
  return { samples.to( device ), counts.to( device ), known.defined() ? known.to( device ) : known, before, after };
}

torch::Tensor scoresOf( Network &network, const Samples &samples, const ScoreReading &reading )
{
  return samples.logRates.defined() ? network.corrected( samples.input, reading.scoresOf( samples.logRates ) )
                                    : network.forward( samples.input );
}

double learnTogether( const torch::Tensor &loss, const torch::Tensor &weight, const std::vector<torch::Tensor> &parameters,
                      const WorkerGroup &workers )
{
  if ( workers.isAlone() )
  {
    loss.backward();
    return loss.item<double>();
  }
  const torch::Tensor sum = loss * weight;
  sum.backward();
  std::vector<torch::Tensor> parts = { sum.detach().view( 1 ), weight.view( 1 ) };
  for ( const torch::Tensor &parameter : parameters )
    parts.push_back( ( parameter.grad().defined() ? parameter.grad() : torch::zeros_like( parameter ) ).flatten() );
  torch::Tensor all = torch::cat( parts );
  workers.sum( all );
  all.div_( all[1].clone() );
  int64_t next = 2;
  for ( torch::Tensor parameter : parameters )
  {
    parameter.mutable_grad() = all.narrow( 0, next, parameter.numel() ).view_as( parameter ).clone();
    next += parameter.numel();
  }
  return all[0].item<double>();
}

GradientLearner::GradientLearner( Network &network, const ScoreReading &reading, torch::Tensor cells,
                                  const TrainingOptions &options, const WorkerGroup &workers, double learningRate )
    : mNetwork( network )
    , mWorkers( workers )
    , mReading( reading )
    , mCells( std::move( cells ) )
    , mGradientClip( options.gradientClip )
    , mPrecision( options.mixedPrecision ? Precision::Mixed : Precision::Full )
    , mOptimizer( network.parameters(), torch::optim::AdamWOptions( learningRate ).weight_decay( *options.weightDecay ) )
{
}

double GradientLearner::learn( const Batch &batch )
{
  const SharedNormalisation shared( mWorkers, batch.isPart() );
  mOptimizer.zero_grad();
  const torch::Tensor weights = batch.weights( mCells );
  const torch::Tensor scores =
      computed( mPrecision, mCells.device(), [&] { return scoresOf( mNetwork, batch.samples, mReading ); } );
  const torch::Tensor loss = mReading.loss( scores, batch.counts, weights );
  const double value = learnTogether( loss, weights.expand_as( batch.counts ).sum(), mNetwork.parameters(), mWorkers );
  if ( mGradientClip > 0 )
    torch::nn::utils::clip_grad_norm_( mNetwork.parameters(), mGradientClip );
  mOptimizer.step();
  return value;
}

void GradientLearner::save( ModelFile &file ) const
{
  saveOptimizer( mOptimizer, file, optimizerName );
}

void GradientLearner::load( const ModelFile &file )
{
  loadOptimizer( mOptimizer, file, optimizerName );
}

} // namespace riskcast
