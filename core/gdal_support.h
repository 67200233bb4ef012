#pragma once

#include "feedback.h"

#include <string>
#include <vector>

class CPLStringList;

namespace riskcast
{

/// Registers GDAL's drivers unless somebody (QGIS) did; whoever opens or creates a data set calls it before.
void registerGdalDrivers();

/// Says before the work whether the computer has the memory for it.
/// \param what  beginning of the message, "The heatmap stack"
/// \param advice  end of the message
/// \throws Error if it has not
void checkMemory( const std::string &what, double bytes, const std::string &advice = "Take fewer cells or steps." );

/// \a defaults, with the creation options "NAME=VALUE" of the user in place of those of the same name.
/// \throws Error if one is not written like that
CPLStringList withChosen( CPLStringList defaults, const std::vector<std::string> &chosen );

/// While it lives, what GDAL and PROJ complain about in this thread is kept here instead of being printed.
class GdalMessages
{
public:
  GdalMessages();
  ~GdalMessages();
  GdalMessages( const GdalMessages & ) = delete;
  GdalMessages &operator=( const GdalMessages & ) = delete;

  /// The first failure, which is the cause of the later ones; empty if there was none.
  const std::string &failure() const { return mFailure; }

  const std::vector<std::string> &warnings() const { return mWarnings; }

private:
  static void keep( int severity, int number, const char *message );

  std::string mFailure;
  std::vector<std::string> mWarnings;
};

/// What GDAL said while the file \a path was written: warnings go to the user. \throws Error if something failed
void checkWritten( const std::string &path, const GdalMessages &messages, Feedback &feedback );

} // namespace riskcast
