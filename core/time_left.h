#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace riskcast
{

/// How long a piece of work will still take, going by how long its done share took. The first second does not count: what is
/// done in it (reading small files, say) goes faster or slower than the rest.
class TimeLeft
{
public:
  /// To be asked again and again while the work goes on.
  /// \param fraction  share of the work that is done, 0 … 1
  /// \return nothing in the first three seconds, when an estimate would only jump about
  std::optional<double> seconds( double fraction );

  /// The same in words, "about 3 min left"; empty as long as nothing can be said.
  std::string text( double fraction );

private:
  using Clock = std::chrono::steady_clock;

  /// How far the work was, and when.
  struct Mark
  {
    Clock::time_point time;
    double fraction;
  };

  Clock::time_point mStart = Clock::now();
  std::optional<Mark> mMark; ///< after the first second
};

/// "about 40 s left", "about 3 min left", "about 2 h 10 min left": as exact as an estimate deserves.
std::string timeLeftText( double seconds );

} // namespace riskcast
