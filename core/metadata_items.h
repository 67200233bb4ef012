#pragma once

namespace riskcast
{

// Names of the metadata items that rasters of ours carry; rasters of classes have neither time zone nor version.
inline constexpr const char *contentItem = "RISKCAST_CONTENT";
inline constexpr const char *startItem = "RISKCAST_START";          ///< ISO 8601 start of the first step
inline constexpr const char *stepItem = "RISKCAST_STEP";            ///< length of a step, as toString( StepLength ) writes it
inline constexpr const char *stepStartItem = "RISKCAST_STEP_START"; ///< of a band: ISO 8601 start of its step
inline constexpr const char *timeZoneItem = "RISKCAST_TIME_ZONE";
inline constexpr const char *categoriesItem = "RISKCAST_CATEGORIES"; ///< JSON list of their names
inline constexpr const char *versionItem = "RISKCAST_VERSION";

// What the content item says: which kind of raster it is.
inline constexpr const char *heatmapsContent = "heatmaps";
inline constexpr const char *filledContent = "filled and binary maps";
inline constexpr const char *riskContent = "risk";
inline constexpr const char *classesContent = "classes";
inline constexpr const char *labelsContent = "labels";
inline constexpr const char *explanationContent = "explanation";

} // namespace riskcast
