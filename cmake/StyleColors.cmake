# riskcast_style_colors(HEADER): the colours of the styles as C++, so that rasters' own tables and reports have those of the map.
function(riskcast_style_colors header)
  foreach(style risk flagged labels)
    set(source ${PROJECT_SOURCE_DIR}/styles/${style}.qml)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    file(READ ${source} text)
    string(REGEX MATCHALL "color=\"#[0-9a-f]+\"" colors "${text}")
    list(TRANSFORM colors REPLACE "color=" "")
    list(JOIN colors ", " ${style})
  endforeach()
  file(CONFIGURE OUTPUT ${header} @ONLY CONTENT [[
#pragma once

#include <array>

namespace riskcast
{

inline constexpr std::array riskColors = { @risk@ };       ///< from the lowest risk to the highest
inline constexpr std::array flaggedColors = { @flagged@ }; ///< of other cells, and of flagged ones
inline constexpr std::array labelColors = { @labels@ };    ///< in the order of CellLabel

} // namespace riskcast
]])
endfunction()
