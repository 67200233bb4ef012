#pragma once

#include "ogr_incidents.h"

#include <CLI/CLI.hpp>

namespace riskcast
{

/// Where the incidents are and how to read them.
struct ReadingOptions
{
  std::string source;
  OgrIncidentOptions ogr;
};

/// Declares INCIDENTS and the options that every command has which reads incidents.
void declareReadingOptions( CLI::App &command, ReadingOptions &options );

} // namespace riskcast
