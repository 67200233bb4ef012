#pragma once

#include "channels.h"
#include "sample.h"

namespace riskcast
{

/// Incidents that a frame is laid around.
class Wanted
{
public:
  Wanted( const CountOptions &count, const PeriodOptions &period )
      : mChannels( count )
      , mPeriod( period )
  {
  }

  bool hasTime( const Incident &incident ) const
  {
    return ( !mPeriod.start || incident.time >= *mPeriod.start ) && ( !mPeriod.end || incident.time < *mPeriod.end );
  }

  bool holds( const Incident &incident ) const { return hasTime( incident ) && mChannels.of( incident.category ); }

private:
  Channels mChannels;
  const PeriodOptions &mPeriod;
};

/// When incidents are.
struct Timeline
{
  std::int64_t incidents = 0; ///< that are counted
  std::int64_t inPeriod = 0;  ///< of whatever place and category
  TimeSpan counted;
  Sample<LocalTime> times{}; ///< of those
  TimeSpan table;            ///< of whatever place and category
};

/// \throws Error if the period ends before it starts
void checkPeriod( const PeriodOptions &period );

/// Looks at the times of the incidents; positions matter only where start or end of the period are not given.
Timeline timelineOf( IncidentReader &incidents, const Frame &frame, const HeatmapOptions &options, Feedback &feedback );

/// Sets steps, start and end of a frame, and says so in the log.
/// \throws Error if no step is left
void setSteps( Frame &frame, const HeatmapOptions &options, const Timeline &timeline, Feedback &feedback );

} // namespace riskcast
