#include "score_reading.h"

#include "../error.h"

#include <cmath>

namespace riskcast
{

namespace
{
// Beyond it a single batch could ruin a network.
constexpr double greatestLogRate = 4;

torch::Tensor positives( const torch::Tensor &counts )
{
  return ( counts > 0 ).to( counts.scalar_type() );
}

torch::Tensor logRate( const torch::Tensor &scores )
{
  return scores.clamp( leastLogRate, greatestLogRate );
}

/// ln(exp(λ) - 1), the logit of 1 - exp(-λ), in a form that holds where exp(λ) is more than a float can be
torch::Tensor logitOfRate( const torch::Tensor &rate )
{
  return rate + torch::log( -torch::expm1( -rate ) );
}

torch::Tensor meanOver( const torch::Tensor &losses, const torch::Tensor &cells )
{
  return ( losses * cells ).sum() / ( cells.sum() * ( losses.numel() / cells.numel() ) );
}

torch::Tensor crossEntropy( const torch::Tensor &logits, const torch::Tensor &targets, const torch::Tensor &cells,
                            double positiveWeight )
{
  const torch::Tensor weight = torch::full( { 1 }, positiveWeight, logits.options() );
  const torch::Tensor sum = torch::binary_cross_entropy_with_logits( logits, targets, cells, weight, torch::Reduction::Sum );
  return sum / ( cells.sum() * ( logits.numel() / cells.numel() ) );
}

torch::Tensor focal( const torch::Tensor &logits, const torch::Tensor &targets, double positiveWeight )
{
  const torch::Tensor q = torch::sigmoid( logits );
  return -( positiveWeight * targets * ( 1 - q ).square() * torch::log_sigmoid( logits ) +
            ( 1 - targets ) * q.square() * torch::log_sigmoid( -logits ) );
}

/// ln f(q) of the focal loss, from the logit of q.
torch::Tensor logSlopeOfFocal( const torch::Tensor &logits )
{
  // f(q) = (1 - q) [ (1 - q) / q - 2 ln q ]
  return torch::log_sigmoid( -logits ) + ( torch::exp( -logits ) - 2 * torch::log_sigmoid( logits ) ).log();
}
} // namespace

ScoreReading::ScoreReading( Loss loss, double positiveWeight )
    : mLoss( loss )
    , mPositiveWeight( positiveWeight )
{
}

torch::Tensor ScoreReading::loss( const torch::Tensor &scores, const torch::Tensor &counts, const torch::Tensor &cells ) const
{
  switch ( mLoss )
  {
    case Loss::CrossEntropy:
      return crossEntropy( scores, positives( counts ), cells, mPositiveWeight );
    case Loss::Focal:
      return meanOver( focal( scores, positives( counts ), mPositiveWeight ), cells );
    case Loss::Poisson:
      return meanOver( logRate( scores ).exp() - counts * logRate( scores ), cells );
    case Loss::SquaredError:
      return meanOver( ( scores - counts ).square(), cells );
  }
  return {};
}

torch::Tensor ScoreReading::logits( const torch::Tensor &scores ) const
{
  constexpr double mostFocal = 30; // further out q and 1 - q are 0 and 1 in 32 bits
  switch ( mLoss )
  {
    case Loss::CrossEntropy:
      return scores - std::log( mPositiveWeight );
    case Loss::Focal:
    {
      const torch::Tensor within = scores.clamp( -mostFocal, mostFocal );
      return logSlopeOfFocal( -within ) - logSlopeOfFocal( within ) - std::log( mPositiveWeight );
    }
    case Loss::Poisson:
      return logitOfRate( logRate( scores ).exp() );
    case Loss::SquaredError:
      return logitOfRate( scores.clamp( std::exp( leastLogRate ), std::exp( greatestLogRate ) ) );
  }
  return {};
}

torch::Tensor ScoreReading::scoresOf( const torch::Tensor &logRates ) const
{
  switch ( mLoss )
  {
    case Loss::CrossEntropy:
      return logitOfRate( logRates.exp() ) + std::log( mPositiveWeight );
    case Loss::Focal:
      throw Error( "The focal loss cannot correct a prior rate. Choose another loss, or no prior." );
    case Loss::Poisson:
      return logRates;
    case Loss::SquaredError:
      return logRates.exp();
  }
  return {};
}

} // namespace riskcast
