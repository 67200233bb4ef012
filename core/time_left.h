#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace riskcast
{

/// How long a piece of work will still take, going by how long its done share took.
class TimeLeft
{
public:
  /// \param fraction  share of the work that is done, 0 … 1
  /// \return nothing in the first two seconds, when an estimate would only jump about
  std::optional<double> seconds( double fraction ) const;

  /// The same in words, "about 3 min left"; empty as long as nothing can be said.
  std::string text( double fraction ) const;

private:
  std::chrono::steady_clock::time_point mStart = std::chrono::steady_clock::now();
};

/// "about 40 s left", "about 3 min left", "about 2 h 10 min left": as exact as an estimate deserves.
std::string timeLeftText( double seconds );

} // namespace riskcast
