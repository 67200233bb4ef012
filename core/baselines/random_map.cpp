#include "baseline_parts.h"

#include <algorithm>

namespace riskcast
{

namespace
{

/// A well-mixed number for each number (S. Vigna's splitmix64).
std::uint64_t mixed( std::uint64_t number )
{
  number += 0x9e3779b97f4a7c15;
  number = ( number ^ ( number >> 30 ) ) * 0xbf58476d1ce4e5b9;
  number = ( number ^ ( number >> 27 ) ) * 0x94d049bb133111eb;
  return number ^ ( number >> 31 );
}

class RandomMap : public Forecaster
{
public:
  explicit RandomMap( std::uint64_t seed )
      : mSeed( seed )
  {
  }

  int firstTarget( const HeatmapStack & ) const override { return 1; }

  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback & ) override
  {
    double positive = 0;
    double cells = 0;
    for ( const int step : split.fitted() )
    {
      const std::vector<float> happened = stack.total( step );
      for ( size_t cell = 0; cell < happened.size(); ++cell )
      {
        cells += stack.studyArea[cell];
        positive += stack.studyArea[cell] && happened[cell] > 0 ? 1 : 0;
      }
    }
    mRisk = positive / cells;
  }

  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback & ) const override
  {
    std::vector<float> risk;
    risk.reserve( targets.size() * stack.cellCount() );
    for ( const int target : targets )
    {
      const auto start = static_cast<std::uint64_t>( stack.steps.start( target ).time_since_epoch().count() );
      const std::uint64_t ofStep = mixed( mSeed ^ mixed( start ) );
      for ( int cell = 0; cell < stack.cellCount(); ++cell )
        risk.push_back( nearMean( mixed( ofStep + cell ) ) );
    }
    return risk;
  }

  void save( ModelFile &file ) const override { file.description["model"] = { { "risk", mRisk }, { "seed", mSeed } }; }

  void load( const ModelFile &file ) override
  {
    const nlohmann::json &model = file.description.at( "model" );
    mRisk = numberOf( model, "risk", 0, 1 );
    mSeed = model.at( "seed" );
  }

private:
  /// The mean risk give or take a two-thousandth of it, or of what it lacks to 1: enough to rank cells, too little to change what
  /// the probabilities are worth.
  float nearMean( std::uint64_t random ) const
  {
    const double share = static_cast<double>( random >> 11 ) * 0x1p-53; // 0 … 1
    return static_cast<float>( mRisk + std::min( mRisk, 1 - mRisk ) * ( share - 0.5 ) / 1000 );
  }

  std::uint64_t mSeed;
  double mRisk = 0;
};

} // namespace

std::unique_ptr<Forecaster> makeRandomMap( const TrainingOptions &options )
{
  return std::make_unique<RandomMap>( options.seed );
}

} // namespace riskcast
