#include "network_ensemble.h"

#include "batch_learner.h"
#include "score_reading.h"
#include "training_task.h"

namespace riskcast
{

namespace
{
/// Of several steps the one that is asked for, [networks, N, S × O, H × W] → [networks, N, O, H × W].
torch::Tensor targetsOf( const torch::Tensor &all, const Samples &samples, int horizon )
{
  if ( horizon == 1 )
    return all;
  const torch::Tensor windows = torch::arange( all.size( 1 ), samples.ahead.options() );
  return all.unflatten( 2, { horizon, -1 } ).index( { torch::indexing::Slice(), windows, samples.ahead } );
}

/// A batch; of small maps, for which nothing is kept for a gradient, up to four, so that a convolution has enough to do.
int64_t windowsAtOnce( int64_t batchSize, const NetworkShape &shape )
{
  constexpr int64_t enoughCells = 1 << 15;
  return std::max( batchSize, std::min( 4 * batchSize, enoughCells / ( shape.rows * shape.columns ) ) );
}

/// [N, S × O, H × W]
torch::Tensor logits( const NetworkEnsemble &of, Network &network, const Samples &samples )
{
  network.eval();
  const ScoreReading reading( of.loss, of.positiveWeight );
  return reading.logits( scoresOf( network, samples, reading ) );
}

torch::Tensor calibratedLogits( const NetworkEnsemble &of, Network &network, const Samples &samples )
{
  std::vector<torch::Tensor> outputs = logits( of, network, samples ).unbind( 1 );
  for ( size_t output = 0; output < outputs.size(); ++output )
    outputs[output] = of.calibration[output]( outputs[output] );
  return torch::stack( outputs, 1 );
}
} // namespace

void NetworkEnsemble::forgetCalibration()
{
  calibration.assign( static_cast<size_t>( shape.horizon ) * shape.outputs, {} );
}

void NetworkEnsemble::calibrate( const TrainingTask &task )
{
  const torch::NoGradGuard noGrad;
  forgetCalibration();
  std::vector<std::vector<torch::Tensor>> all( calibration.size() ), happened( calibration.size() );
  const torch::Tensor counted = task.cells.nonzero().flatten();
  for ( const int place : task.validation )
  {
    const Batch batch = task.batch( std::array{ place } );
    const Samples samples = batch.samples.to( device );
    std::vector<torch::Tensor> each;
    for ( const std::shared_ptr<Network> &network : networks )
      each.push_back( logits( *this, *network, samples ).squeeze( 0 ).to( torch::kCPU ) );
    const torch::Tensor mean = torch::stack( each ).mean( 0 ).index_select( 1, counted );
    const torch::Tensor positive = batch.counts.squeeze( 0 ).index_select( 1, counted ) > 0;
    for ( size_t output = 0; output < calibration.size(); ++output )
      if ( batch.isKnown( 0, output ) )
      {
        all[output].push_back( mean[output] );
        happened[output].push_back( positive[output] );
      }
  }
  torch::Tensor any; // risk of an incident of any category in a step, which comes before those of each
  for ( size_t output = 0; output < calibration.size(); ++output )
  {
    if ( all[output].empty() )
    {
      calibration[output] = calibration[output - shape.outputs]; // of the step before
      continue;
    }
    const torch::Tensor scores = torch::cat( all[output] ), positive = torch::cat( happened[output] );
    CalibrationCurve &curve = calibration[output];
    curve = CalibrationCurve::fitted( scores, positive );
    if ( output % shape.outputs == 0 )
      any = torch::sigmoid( curve( scores ) );
    else
      curve = curve.cutAt( any, scores, positive );
  }
}

void NetworkEnsemble::forecast( const SampleSource &source, int64_t batchSize, const torch::Tensor &risk,
                                const torch::Tensor &spread, Feedback &feedback ) const
{
  const torch::NoGradGuard noGrad;
  const int64_t count = risk.size( 0 ), atOnce = windowsAtOnce( batchSize, shape );
  for ( int64_t first = 0; first < count; first += atOnce )
  {
    feedback.throwIfCanceled();
    const int64_t length = std::min( atOnce, count - first );
    const Samples samples = source( places( first, length ) ).to( device );
    std::vector<torch::Tensor> each;
    for ( const std::shared_ptr<Network> &network : networks )
      each.push_back( calibratedLogits( *this, *network, samples ) );
    const torch::Tensor all = targetsOf( torch::stack( each ), samples, shape.horizon );
    risk.narrow( 0, first, length ).copy_( torch::sigmoid( all.mean( 0 ) ) );
    if ( networks.size() > 1 )
      spread.narrow( 0, first, length ).copy_( torch::sigmoid( all.select( 2, 0 ) ).std( 0, /*unbiased=*/false ) );
    feedback.setProgress( static_cast<double>( first + length ) / static_cast<double>( count ) );
  }
}

} // namespace riskcast
