#include "baseline_parts.h"
#include "rate_features.h"

namespace riskcast
{

namespace
{

class LastMap : public Forecaster
{
public:
  int firstTarget( const HeatmapStack & ) const override { return 1; }
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;

  void save( ModelFile &file ) const override
  {
    file.description["model"] = { { "riskAfterIncident", mAfterIncident }, { "riskAfterNone", mAfterNone } };
  }

  void load( const ModelFile &file ) override
  {
    mAfterIncident = numberOf( file.description.at( "model" ), "riskAfterIncident", 0, 1 );
    mAfterNone = numberOf( file.description.at( "model" ), "riskAfterNone", 0, 1 );
  }

private:
  double mAfterIncident = 0;
  double mAfterNone = 0;
};

/// The binary map of the last step before \a target that has reports or is predicted; zeros if there is none.
std::vector<float> lastMap( const HeatmapStack &stack, int target )
{
  for ( int step = target - 1; step >= 0; --step )
    if ( stack.states[step] != StepState::WithoutReports )
      return rateInput( stack, step, RateInput::Binary );
  return std::vector<float>( stack.cellCount(), 0 );
}

void LastMap::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  double cells[2] = { 0, 0 };
  double positive[2] = { 0, 0 };
  for ( const int step : split.fitted() )
  {
    feedback.throwIfCanceled();
    const std::vector<float> before = lastMap( stack, step );
    const std::vector<float> happened = stack.total( step );
    for ( size_t cell = 0; cell < happened.size(); ++cell )
    {
      if ( !stack.studyArea[cell] )
        continue;
      const int had = before[cell] > 0 ? 1 : 0;
      cells[had] += 1;
      positive[had] += happened[cell] > 0 ? 1 : 0;
    }
  }
  // Half an incident more than there were, in one cell more, keeps both risks away from certainty.
  mAfterNone = ( positive[0] + 0.5 ) / ( cells[0] + 1 );
  mAfterIncident = ( positive[1] + 0.5 ) / ( cells[1] + 1 );
}

std::vector<float> LastMap::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  std::vector<float> risk;
  risk.reserve( targets.size() * stack.cellCount() );
  for ( const int target : targets )
  {
    feedback.throwIfCanceled();
    for ( const float before : lastMap( stack, target ) )
      risk.push_back( static_cast<float>( before * mAfterIncident + ( 1 - before ) * mAfterNone ) );
  }
  return risk;
}

} // namespace

std::unique_ptr<Forecaster> makeLastMap()
{
  return std::make_unique<LastMap>();
}

} // namespace riskcast
