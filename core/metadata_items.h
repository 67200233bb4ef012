#pragma once

namespace riskcast
{

// Names of the metadata items that rasters of ours carry; rasters of classes have neither time zone nor version.
inline constexpr const char *contentItem = "RISKCAST_CONTENT";
inline constexpr const char *startItem = "RISKCAST_START";            ///< ISO 8601 start of the first step
inline constexpr const char *stepItem = "RISKCAST_STEP";              ///< length of a step, as toString( StepLength ) writes it
inline constexpr const char *stepStartItem = "RISKCAST_STEP_START";   ///< of a band: ISO 8601 start of its step
inline constexpr const char *stepsAheadItem = "RISKCAST_STEPS_AHEAD"; ///< of the last step that was known, 1 for the next
inline constexpr const char *modelItem = "RISKCAST_MODEL";            ///< kind of the model that predicted
inline constexpr const char *breaksItem = "RISKCAST_CLASS_BREAKS";    ///< absolute risks, of the raster or of a band
inline constexpr const char *flaggedFromItem =
    "RISKCAST_FLAGGED_FROM"; ///< first class that is flagged, where that is all to show
inline constexpr const char *flaggedNameItem = "RISKCAST_FLAGGED_NAME"; ///< what the flagged classes are called
inline constexpr const char *noDataNameItem = "RISKCAST_NO_DATA_NAME";  ///< what cells without data are called, where some are
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
