#pragma once

#include "feedback.h"

#include <algorithm>
#include <string>
#include <vector>

namespace riskcast
{

/// Keeps what long work reports, and cancels it when told to.
class RecordedFeedback : public Feedback
{
public:
  void setProgress( double fraction, const std::string &what = {} ) override
  {
    fractions.push_back( fraction );
    if ( !what.empty() )
      texts.push_back( what );
  }
  void info( const std::string &message ) override { infos.push_back( message ); }
  void warning( const std::string &message ) override { warnings.push_back( message ); }
  bool isCanceled() const override
  {
    return ( cancelsAfter >= 0 && mTimesAsked++ >= cancelsAfter ) || ( !cancelsAt.empty() && says( texts, cancelsAt ) );
  }

  /// Whether progress never fell and ended at 1.
  bool isSteady() const
  {
    return !fractions.empty() && std::is_sorted( fractions.begin(), fractions.end() ) && fractions.back() == 1;
  }

  /// Whether a message of \a messages holds \a text.
  static bool says( const std::vector<std::string> &messages, const std::string &text )
  {
    return std::any_of( messages.begin(), messages.end(),
                        [&text]( const std::string &each ) { return each.find( text ) != std::string::npos; } );
  }

  std::vector<double> fractions;
  std::vector<std::string> texts; ///< of the progress
  std::vector<std::string> infos;
  std::vector<std::string> warnings;
  int cancelsAfter = -1; ///< the user cancels when asked for the time after so many; below 0: never
  std::string cancelsAt; ///< the user cancels when the progress says this; empty: never

private:
  mutable int mTimesAsked = 0;
};

} // namespace riskcast
