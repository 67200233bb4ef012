#include "network_validation.h"

#include "calibration_curve.h"

namespace riskcast
{

namespace
{

/// Loss, and of each validation step and counted cell the logit and whether there was an incident.
struct ValidationOutcomes
{
  torch::Tensor loss;     ///< a number
  torch::Tensor logits;   ///< [V, cells]
  torch::Tensor happened; ///< the same, 0 and 1
};

/// Those of all workers.
ValidationOutcomes outcomesOf( Network &network, const TrainingTask &task, const TrainingMeans &means,
                               const std::function<void( size_t targets )> &done )
{
  const torch::Tensor cells = task.cells.to( means.device ), counted = cells.nonzero().flatten();
  const size_t count = task.validation.size(), batchSize = *means.options.batchSize;
  ValidationOutcomes all{ torch::zeros( {}, torch::kDouble ),
                          torch::zeros( { static_cast<int64_t>( count ), counted.numel() }, torch::kDouble ),
                          {} };
  all.happened = torch::zeros_like( all.logits );
  for ( size_t first = 0; first < count; first += batchSize )
  {
    if ( !means.workers.isMine( first / batchSize ) )
      continue;
    const size_t some = std::min( batchSize, count - first );
    const Batch samples = task.batch( std::span( task.validation ).subspan( first, some ) ).to( means.device );
    const torch::Tensor scores = scoresOf( network, samples.samples, task.reading );
    all.loss += static_cast<double>( some ) / static_cast<double>( count ) *
                task.reading.loss( scores, samples.counts, samples.weights( cells ) ).item<double>();
    const auto put = [&]( torch::Tensor &rows, const torch::Tensor &ofCells ) {
      rows.narrow( 0, static_cast<int64_t>( first ), static_cast<int64_t>( some ) ).copy_( ofCells.index_select( 1, counted ) );
    };
    put( all.logits, task.reading.logits( scores.select( 1, 0 ) ) );
    put( all.happened, samples.counts.select( 1, 0 ) > 0 );
    done( some );
  }
  for ( torch::Tensor *each : { &all.loss, &all.logits, &all.happened } )
    means.workers.sum( *each );
  return all;
}

/// Log loss of the risks; \a calibrates: once they are put right, as those of the model will be. A level that is wrong
/// everywhere, as after few batches or by a loss that asks for no probability, then counts for nothing.
double logLoss( const ValidationOutcomes &outcomes, bool calibrates )
{
  const CalibrationCurve curve =
      calibrates ? CalibrationCurve::fitted( outcomes.logits.flatten(), outcomes.happened.flatten() ) : CalibrationCurve();
  return torch::binary_cross_entropy_with_logits( curve( outcomes.logits ), outcomes.happened ).item<double>();
}

} // namespace

Validation validateNetwork( Network &network, const TrainingTask &task, const TrainingMeans &means,
                            const std::function<void( size_t targets )> &done )
{
  const torch::NoGradGuard noGrad;
  network.eval();
  const ValidationOutcomes outcomes = outcomesOf( network, task, means, done );
  // The first one says it for all: on other processors the last digits differ, and by them which epoch is kept.
  torch::Tensor found = torch::zeros( { 4 }, torch::kDouble );
  if ( means.workers.isFirst() )
  {
    const torch::Tensor risk = torch::sigmoid( outcomes.logits );
    const double ofRisk = logLoss( outcomes, /*calibrates=*/!task.hasPrior );
    found.copy_( torch::stack( { outcomes.loss, torch::tensor( ofRisk, torch::kDouble ), risk.min(), risk.max() } ) );
  }
  means.workers.sum( found );
  const auto number = [&found]( int place ) { return found[place].item<double>(); };
  return { .loss = number( 0 ), .logLoss = number( 1 ), .leastRisk = number( 2 ), .greatestRisk = number( 3 ) };
}

} // namespace riskcast
