#pragma once

#include "parameter_values.h"

namespace riskcast
{

// What several algorithms hand on to the engine, as its command line takes it.

/// START and END, if they are given.
QStringList startAndEndArguments( const ParameterValues &values );

/// \param options  see ParameterValues::creationOptions()
QStringList creationArguments( const std::vector<std::string> &options );

} // namespace riskcast
