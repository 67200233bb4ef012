#include "baseline_parts.h"
#include "error.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{
class LongRunRate : public Forecaster
{
public:
  int firstTarget( const HeatmapStack & ) const override { return 1; }

  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback & ) override
  {
    mMean = meanCounts( stack, lastFittedStep( split ) );
    mRows = stack.grid.rows();
  }

  std::vector<float> predict( const HeatmapStack &, std::span<const int> targets, Feedback & ) const override
  {
    std::vector<float> risk;
    risk.reserve( targets.size() * mMean.size() );
    for ( size_t i = 0; i < targets.size(); ++i )
      std::ranges::transform( mMean, std::back_inserter( risk ), []( float mean ) { return -std::expm1( -mean ); } );
    return risk;
  }

  void save( ModelFile &file ) const override
  {
    const std::int64_t columns = static_cast<std::int64_t>( mMean.size() ) / mRows;
    file.tensors["mean"] = { { mRows, columns }, mMean };
    file.description["model"] = nlohmann::json::object();
  }

  void load( const ModelFile &file ) override
  {
    const nlohmann::json &grid = file.description.at( "grid" );
    mRows = grid.at( "rows" );
    mMean = file.tensor( "mean", { mRows, grid.at( "columns" ) } ).values;
    if ( !mMean.empty() && std::ranges::min( mMean ) < 0 )
      throw Error( "The model has mean counts below 0. Train it again." );
  }

private:
  std::vector<float> mMean;
  std::int64_t mRows = 0;
};
} // namespace

std::unique_ptr<Forecaster> makeLongRunRate()
{
  return std::make_unique<LongRunRate>();
}

} // namespace riskcast
