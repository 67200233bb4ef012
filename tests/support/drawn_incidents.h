#pragma once

#include "incidents.h"

namespace riskcast
{

inline constexpr const char *utm = "EPSG:32643";

/// An incident at a time written as ISO 8601.
inline Incident at( double x, double y, const std::string &time, const std::string &category = {}, double weight = 1 )
{
  return { x, y, *parseTime( time ), category, weight };
}

/// A table called "drawn".
inline TableIncidentReader table( std::vector<Incident> incidents, const std::string &crs = utm )
{
  return TableIncidentReader( std::move( incidents ), crs, "drawn" );
}

} // namespace riskcast
