#pragma once

#include "feedback.h"

#include <QFile>

namespace riskcast
{

/// Writes down what a run of the engine says, line by line, so that it can be looked at after whatever happened: a file in the
/// profile, which the next run replaces. Passes everything on. A profile that cannot be written to is no reason to stop: then
/// there is no file.
class RunLog : public Feedback
{
public:
  explicit RunLog( Feedback &listener );

  /// The file of the last run; it may be missing.
  static QString path();

  /// A line of its own.
  void write( const QString &line );

  void setProgress( double fraction, const std::string &what = {} ) override;
  void info( const std::string &message ) override;
  void warning( const std::string &message ) override;
  bool isCanceled() const override;

private:
  Feedback &mListener;
  QFile mFile;
};

} // namespace riskcast
