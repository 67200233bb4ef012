#pragma once

#include "feedback.h"
#include "time_left.h"

#include <chrono>
#include <functional>
#include <optional>

class QgsProcessingFeedback;

namespace riskcast
{

/// Runs \a work and turns everything that it throws into a QgsProcessingException, which is all that QGIS catches in its worker
/// threads.
void runCore( const std::function<void()> &work );

/// Passes what core reports on to QGIS: progress that never falls, what is being done and how long that will still take, and
/// messages. Passes QGIS's cancel button back.
class ProcessingFeedback : public Feedback
{
public:
  explicit ProcessingFeedback( QgsProcessingFeedback *feedback );

  void setProgress( double fraction, const std::string &what = {} ) override;
  void info( const std::string &message ) override;
  void warning( const std::string &message ) override;
  bool isCanceled() const override;

private:
  QgsProcessingFeedback *mFeedback;
  TimeLeft mTimeLeft;
  double mFraction = 0;
  std::string mWhat;
  std::optional<std::chrono::steady_clock::time_point> mLastText;
};

} // namespace riskcast
