#include "network_ensemble.h"

#include "batch_learner.h"
#include "score_reading.h"
#include "training_task.h"

#include <algorithm>
#include <array>
#include <iterator>

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

/// A batch; of small maps up to four, so that a convolution has enough to do. A processor keeps less for them than while it
/// learns; a GPU keeps all steps.
int64_t windowsAtOnce( int64_t batchSize, const NetworkShape &shape, const torch::Device &device )
{
  constexpr int64_t enoughCells = 1 << 15;
  if ( !device.is_cpu() )
    return batchSize;
  return std::max( batchSize, std::min( 4 * batchSize, enoughCells / ( shape.rows * shape.columns ) ) );
}

/// [N, S × O, H × W]
torch::Tensor logits( const NetworkEnsemble &of, Network &network, const Samples &samples )
{
  network.eval();
  const ScoreReading reading( of.loss, of.positiveWeight );
  return reading.logits( scoresOf( network, samples, reading ) );
}

/// What a network, whose number among them is given, says once it is put right, [N, S × O, H × W]
torch::Tensor risks( const NetworkEnsemble &of, size_t number, const Samples &samples )
{
  const std::vector<torch::Tensor> outputs = logits( of, *of.networks[number], samples ).unbind( 1 );
  std::vector<torch::Tensor> right;
  for ( size_t output = 0; output < outputs.size(); ++output )
  {
    const torch::Tensor risk = torch::sigmoid( of.calibration[number * outputs.size() + output]( outputs[output] ) );
    const size_t category = output % of.shape.outputs; // whose line is made for risks that are cut
    right.push_back( category > 0 ? torch::minimum( risk, right[output - category] ) : risk );
  }
  return torch::stack( right, 1 );
}

/// What one network says of the cells of the validation steps, and what happened there: of each output, as far as it is known.
struct ScoredCells
{
  std::vector<std::vector<torch::Tensor>> logits, happened;
};

ScoredCells scoredCells( const NetworkEnsemble &of, Network &network, const TrainingTask &task )
{
  const size_t outputs = static_cast<size_t>( of.shape.horizon ) * of.shape.outputs;
  ScoredCells all{ std::vector<std::vector<torch::Tensor>>( outputs ), std::vector<std::vector<torch::Tensor>>( outputs ) };
  const torch::Tensor counted = task.cells.nonzero().flatten();
  for ( const int place : task.validation )
  {
    const Batch batch = task.batch( std::array{ place } );
    const torch::Tensor said = logits( of, network, batch.samples.to( of.device ) ).squeeze( 0 ).to( torch::kCPU );
    const torch::Tensor scores = said.index_select( 1, counted );
    const torch::Tensor positive = batch.counts.squeeze( 0 ).index_select( 1, counted ) > 0;
    for ( size_t output = 0; output < outputs; ++output )
      if ( batch.isKnown( 0, output ) )
      {
        all.logits[output].push_back( scores[output] );
        all.happened[output].push_back( positive[output] );
      }
  }
  return all;
}

/// \param shares  [O], of the cells that had incidents in the training
std::vector<CalibrationCurve> curvesFor( const ScoredCells &cells, const std::vector<double> &shares )
{
  std::vector<CalibrationCurve> curves;
  torch::Tensor any; // risk of an incident of any category in a step, which comes before those of each
  for ( size_t output = 0; output < cells.logits.size(); ++output )
  {
    const size_t category = output % shares.size();
    if ( 2 * cells.logits[output].size() < cells.logits[category].size() )
    {
      curves.push_back( curves[output - shares.size()] ); // too few maps show a level; that of the step before does
      continue;
    }
    const torch::Tensor scores = torch::cat( cells.logits[output] ), positive = torch::cat( cells.happened[output] );
    const auto count = static_cast<double>( positive.numel() ), happened = positive.sum().item<double>();
    const bool tellsLevel = happened > 0 && happened < count;
    const double inTraining =
        category > 0 ? shares[category] / shares[0] * any.sum( torch::kDouble ).item<double>() : shares[0] * count;
    const double sum = tellsLevel ? happened : inTraining;
    CalibrationCurve curve = CalibrationCurve::fitted( scores, positive );
    if ( category > 0 || !tellsLevel )
      curve = curve.movedTo( sum, category > 0 ? any : torch::ones_like( scores ), scores );
    if ( category == 0 )
      any = torch::sigmoid( curve( scores ) );
    curves.push_back( curve );
  }
  return curves;
}
} // namespace

void NetworkEnsemble::forgetCalibration()
{
  calibration.assign( networks.size() * shape.horizon * shape.outputs, {} );
}

void NetworkEnsemble::calibrate( const TrainingTask &task )
{
  const torch::NoGradGuard noGrad;
  calibration.clear();
  for ( const std::shared_ptr<Network> &network : networks )
    std::ranges::copy( curvesFor( scoredCells( *this, *network, task ), task.shares ), std::back_inserter( calibration ) );
}

void NetworkEnsemble::forecast( const SampleSource &source, int64_t batchSize, const torch::Tensor &risk,
                                const torch::Tensor &spread, Feedback &feedback ) const
{
  const torch::NoGradGuard noGrad;
  const int64_t count = risk.size( 0 ), atOnce = windowsAtOnce( batchSize, shape, device );
  for ( int64_t first = 0; first < count; first += atOnce )
  {
    feedback.throwIfCanceled();
    const int64_t length = std::min( atOnce, count - first );
    const Samples samples = source( places( first, length ) ).to( device );
    std::vector<torch::Tensor> each;
    for ( size_t number = 0; number < networks.size(); ++number )
      each.push_back( risks( *this, number, samples ) );
    const torch::Tensor all = targetsOf( torch::stack( each ), samples, shape.horizon );
    risk.narrow( 0, first, length ).copy_( all.mean( 0 ) );
    if ( networks.size() > 1 )
      spread.narrow( 0, first, length ).copy_( all.select( 2, 0 ).std( 0, /*unbiased=*/false ) );
    feedback.setProgress( static_cast<double>( first + length ) / static_cast<double>( count ) );
  }
}

} // namespace riskcast
