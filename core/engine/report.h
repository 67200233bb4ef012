#pragma once

#include "command_result.h"
#include "feedback.h"
#include "time_left.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace riskcast
{

/// What the program says to whoever started it. Two kinds: lines for people and JSON lines for programs.
class Report : public Feedback
{
public:
  /// Passes progress on: never falling, and no more often than the report wants it.
  void setProgress( double fraction, const std::string &what ) override;

  /// Canceled by a signal, or nobody listens any more.
  bool isCanceled() const override;

  virtual void error( const std::string &message ) = 0;
  virtual void result( const CommandResult &result ) = 0;

protected:
  /// \param interval  least time between two reports of progress
  explicit Report( std::chrono::milliseconds interval );

  /// \param secondsLeft  nothing as long as it cannot be told
  virtual void showProgress( double fraction, const std::string &what, std::optional<double> secondsLeft ) = 0;

private:
  std::chrono::milliseconds mInterval;
  std::optional<std::chrono::steady_clock::time_point> mLastShown;
  TimeLeft mTimeLeft;
  double mFraction = 0;
  std::string mWhat;
};

/// Messages and the result on standard output; warnings, errors and progress on standard error: a bar where that is a
/// terminal, else a line now and then.
std::unique_ptr<Report> makeConsoleReport();

/// One JSON object a line on standard output, flushed.
std::unique_ptr<Report> makeJsonReport();

} // namespace riskcast
