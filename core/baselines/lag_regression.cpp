#include "lag_regression.h"

#include "baseline_parts.h"
#include "error.h"
#include "lag_features.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

/// Beyond it, a risk is as good as 0 or 1, and exp() is still a number.
double bounded( double eta )
{
  return std::clamp( eta, -18.0, 4.0 );
}

double meanOf( RegressionKind kind, double eta )
{
  return kind == RegressionKind::Logistic ? 1 / ( 1 + std::exp( -eta ) ) : std::exp( eta );
}

/// The fitted steps whose decayed means have something to remember; all if there is none.
std::vector<int> warmSteps( const HeatmapStack &stack, const StepSplit &split )
{
  std::vector<int> steps = split.fitted();
  const auto warm = std::ranges::lower_bound( steps, warmUpSteps( stack.steps, lastFittedStep( split ) + 1 ) );
  if ( warm != steps.end() )
    steps.erase( steps.begin(), warm );
  return steps;
}

/// Steps evenly spread over \a steps, so few that they make no more than two million rows: more hardly change a dozen weights.
std::vector<int> spreadSteps( const std::vector<int> &steps, std::int64_t cells )
{
  constexpr std::int64_t mostRows = 2'000'000;
  const auto wanted = static_cast<size_t>( std::clamp<std::int64_t>( mostRows / cells, 1, std::ssize( steps ) ) );
  std::vector<int> spread;
  for ( size_t i = 0; i < wanted; ++i )
    spread.push_back( steps[steps.size() - 1 - i * steps.size() / wanted] );
  std::ranges::reverse( spread );
  return spread;
}

class LagRegression : public Forecaster
{
public:
  explicit LagRegression( RegressionKind kind )
      : mKind( kind )
  {
  }
  int firstTarget( const HeatmapStack & ) const override { return 1; }
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;
  void save( ModelFile &file ) const override;
  void load( const ModelFile &file ) override;

private:
  RegressionKind mKind;
  double mSmall = 0;        ///< see LagFeatures
  Eigen::VectorXf mWeights; ///< [count + 1] of features as they are, the constant first
};

/// The rows of the study area.
Eigen::MatrixXf insideStudyArea( const HeatmapStack &stack, const Eigen::MatrixXf &rows )
{
  std::vector<int> inside;
  for ( int cell = 0; cell < stack.cellCount(); ++cell )
    if ( stack.studyArea[cell] )
      inside.push_back( cell );
  return rows( inside, Eigen::all );
}

void LagRegression::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  const std::int64_t cells = std::ranges::count( stack.studyArea, 1 );
  const std::vector<int> steps = spreadSteps( warmSteps( stack, split ), cells );
  mSmall = std::max( 50 * rateFloor( stack, lastFittedStep( split ) ), 1e-9 ); // a twentieth of the mean count
  Eigen::MatrixXf features( cells * std::ssize( steps ), LagFeatures::count );
  Eigen::VectorXf happened( features.rows() );
  LagFeatures lags( stack, mSmall );
  for ( size_t i = 0; i < steps.size(); ++i )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( 0.5 * static_cast<double>( i ) / static_cast<double>( steps.size() ) );
    lags.advanceTo( steps[i] );
    const auto begin = static_cast<Eigen::Index>( i ) * cells;
    features.middleRows( begin, cells ) = insideStudyArea( stack, lags.rows() );
    Eigen::Index row = begin;
    const std::vector<float> counts = stack.total( steps[i] );
    for ( size_t cell = 0; cell < counts.size(); ++cell )
      if ( stack.studyArea[cell] )
        happened[row++] = mKind == RegressionKind::Logistic ? std::min( std::ceil( counts[cell] ), 1.0F ) : counts[cell];
  }
  const Eigen::RowVectorXf mean = features.colwise().mean();
  features.rowwise() -= mean;
  Eigen::RowVectorXf deviation = ( features.colwise().squaredNorm() / static_cast<float>( features.rows() ) ).cwiseSqrt();
  deviation = ( deviation.array() > 0 ).select( deviation, 1 ); // a feature that never changes
  features.array().rowwise() /= deviation.array();

  const Eigen::VectorXd weights = fitRegression( mKind, features, happened, feedback );
  mWeights.resize( weights.size() );
  mWeights.tail( LagFeatures::count ) =
      ( weights.tail( LagFeatures::count ).array() / deviation.transpose().cast<double>().array() ).cast<float>();
  mWeights[0] = static_cast<float>( weights[0] ) - mean.dot( mWeights.tail( LagFeatures::count ) );
  if ( !mWeights.allFinite() )
    throw Error( "The regression finds no weights: the training steps hold too few incidents. Use a longer period." );
}

std::vector<float> LagRegression::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  LagFeatures lags( stack, mSmall );
  std::vector<float> risk;
  risk.reserve( targets.size() * stack.cellCount() );
  for ( size_t i = 0; i < targets.size(); ++i )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( static_cast<double>( i ) / static_cast<double>( targets.size() ) );
    lags.advanceTo( targets[i] );
    const Eigen::VectorXf etas = ( lags.rows() * mWeights.tail( LagFeatures::count ) ).array() + mWeights[0];
    for ( const float eta : etas )
    {
      const double mean = meanOf( mKind, bounded( eta ) );
      risk.push_back( mKind == RegressionKind::Logistic ? static_cast<float>( mean ) : riskOfRate( mean ) );
    }
  }
  return risk;
}

void LagRegression::save( ModelFile &file ) const
{
  file.tensors["weights"] = { { mWeights.size() }, { mWeights.begin(), mWeights.end() } };
  file.description["model"] = { { "small", mSmall } };
}

void LagRegression::load( const ModelFile &file )
{
  mSmall = numberOf( file.description.at( "model" ), "small", 1e-12, 1e9 );
  const std::vector<float> &weights = file.tensor( "weights", { LagFeatures::count + 1 } ).values;
  mWeights = Eigen::Map<const Eigen::VectorXf>( weights.data(), std::ssize( weights ) );
}

/// The penalised log likelihood of weights, without terms that they do not change, and its derivatives.
struct Fit
{
  double likelihood = 0;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd curvature; ///< minus the second derivatives
};

Fit fitOf( RegressionKind kind, const Eigen::MatrixXf &features, const Eigen::VectorXf &happened, const Eigen::VectorXd &weights )
{
  constexpr Eigen::Index blockRows = 4096; // what the cache holds
  const Eigen::Index count = weights.size();
  Eigen::VectorXd penalties = Eigen::VectorXd::Ones( count );
  penalties[0] = 0;
  Fit fit{ -penalties.dot( weights.cwiseAbs2() ) / 2, -penalties.cwiseProduct( weights ), penalties.asDiagonal() };
  for ( Eigen::Index begin = 0; begin < features.rows(); begin += blockRows )
  {
    const Eigen::Index rows = std::min( blockRows, features.rows() - begin );
    Eigen::MatrixXd block( rows, count );
    block.col( 0 ).setOnes();
    block.rightCols( count - 1 ) = features.middleRows( begin, rows ).cast<double>();
    const Eigen::ArrayXd etas = ( block * weights ).unaryExpr( &bounded );
    const Eigen::ArrayXd counts = happened.segment( begin, rows ).cast<double>();
    const Eigen::ArrayXd exponentials = etas.exp();
    const bool isLogistic = kind == RegressionKind::Logistic;
    const Eigen::ArrayXd means = isLogistic ? ( exponentials / ( 1 + exponentials ) ).eval() : exponentials;
    const Eigen::ArrayXd variances = isLogistic ? ( means * ( 1 - means ) ).eval() : means;
    fit.likelihood += ( counts * etas ).sum() - ( isLogistic ? exponentials.log1p().sum() : exponentials.sum() );
    fit.gradient += block.transpose() * ( counts - means ).matrix();
    fit.curvature += block.transpose() * ( block.array().colwise() * variances ).matrix();
  }
  return fit;
}
} // namespace

Eigen::VectorXd fitRegression( RegressionKind kind, const Eigen::MatrixXf &features, const Eigen::VectorXf &happened,
                               const Feedback &feedback )
{
  constexpr int mostRounds = 50;
  constexpr double enough = 1e-6;
  const double mean = std::max( happened.cast<double>().mean(), 1e-12 );
  Eigen::VectorXd weights = Eigen::VectorXd::Zero( features.cols() + 1 );
  weights[0] = kind == RegressionKind::Logistic ? std::log( mean / ( 1 - std::min( mean, 1 - 1e-9 ) ) ) : std::log( mean );
  Fit now = fitOf( kind, features, happened, weights );
  for ( int round = 0; round < mostRounds; ++round )
  {
    feedback.throwIfCanceled();
    Eigen::VectorXd step = now.curvature.ldlt().solve( now.gradient );
    Fit next = fitOf( kind, features, happened, weights + step );
    // Where most counts are zero, Newton's first steps go much too far.
    for ( int halving = 0; halving < mostRounds && !( next.likelihood >= now.likelihood ); ++halving )
    {
      feedback.throwIfCanceled();
      step /= 2;
      next = fitOf( kind, features, happened, weights + step );
    }
    weights += step;
    now = std::move( next );
    if ( step.cwiseAbs().maxCoeff() < enough )
      break;
  }
  return weights;
}

std::unique_ptr<Forecaster> makeLogisticLags()
{
  return std::make_unique<LagRegression>( RegressionKind::Logistic );
}

std::unique_ptr<Forecaster> makePoissonLags()
{
  return std::make_unique<LagRegression>( RegressionKind::Poisson );
}

} // namespace riskcast
