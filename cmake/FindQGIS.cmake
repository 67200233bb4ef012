# Finds the QGIS C++ API and the Qt it was built with.
#
# Input:   QGIS_PREFIX_PATH, the folder that holds QGIS's lib/ and include/: an environment variable, or a CMake variable where
#          that is not set. It is kept in the cache. Empty: the system's QGIS. Given: that one and no other.
# Result:  QGIS_VERSION, QGIS_QT_MAJOR (5 or 6), targets QGIS::core, QGIS::analysis and QGIS::gui, and what belongs to these
#          libraries: the programs QGIS_DESKTOP and QGIS_PROCESS; if QGIS_HAS_PYTHON, QGIS_PYTHON, the interpreter, and
#          QGIS_PYTHON_PLUGINS, the folder of QGIS's own plugins
include(FindPackageHandleStandardArgs)

set(QGIS_PREFIX_PATH "" CACHE PATH "Folder that holds lib/ and include/ of the QGIS to build against; empty: the system's")
if(NOT "$ENV{QGIS_PREFIX_PATH}" STREQUAL "")
  set_property(CACHE QGIS_PREFIX_PATH PROPERTY VALUE "$ENV{QGIS_PREFIX_PATH}")
endif()

set(_found QGIS_INCLUDE_DIR QGIS_core_LIBRARY QGIS_analysis_LIBRARY QGIS_gui_LIBRARY QGIS_python_LIBRARY QGIS_DESKTOP
  QGIS_PROCESS QGIS_PYTHON QGIS_PYTHON_PLUGINS)
if(NOT "${QGIS_PREFIX_PATH}" STREQUAL "${QGIS_SEARCHED_PREFIX}")
  foreach(_variable ${_found})
    unset(${_variable} CACHE)
  endforeach()
endif()
set(QGIS_SEARCHED_PREFIX "${QGIS_PREFIX_PATH}" CACHE INTERNAL "Where the QGIS in the cache was found")

if(QGIS_PREFIX_PATH)
  set(_where PATHS ${QGIS_PREFIX_PATH} NO_DEFAULT_PATH)
endif()
find_path(QGIS_INCLUDE_DIR qgsconfig.h ${_where} PATH_SUFFIXES include/qgis qgis)
foreach(_library core analysis gui)
  find_library(QGIS_${_library}_LIBRARY qgis_${_library} ${_where} PATH_SUFFIXES lib)
endforeach()

if(QGIS_INCLUDE_DIR AND QGIS_core_LIBRARY)
  file(STRINGS ${QGIS_INCLUDE_DIR}/qgsconfig.h _line REGEX "define _QGIS_VERSION \"" LIMIT_COUNT 1)
  string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" QGIS_VERSION "${_line}")
  file(STRINGS ${QGIS_core_LIBRARY} _line REGEX "libQt[56]Core" LIMIT_COUNT 1)
  string(REGEX REPLACE ".*libQt([56])Core.*" "\\1" QGIS_QT_MAJOR "${_line}")
endif()

find_package_handle_standard_args(QGIS
  REQUIRED_VARS QGIS_core_LIBRARY QGIS_analysis_LIBRARY QGIS_gui_LIBRARY QGIS_INCLUDE_DIR QGIS_QT_MAJOR
  VERSION_VAR QGIS_VERSION
  REASON_FAILURE_MESSAGE "QGIS_PREFIX_PATH is \"${QGIS_PREFIX_PATH}\" (empty: the system's QGIS was looked for)")

if(QGIS_FOUND)
  get_filename_component(_libdir ${QGIS_core_LIBRARY} DIRECTORY)
  set(_programs PATHS ${_libdir}/../bin ${_libdir}/../../bin NO_DEFAULT_PATH)
  find_program(QGIS_DESKTOP qgis ${_programs})
  find_program(QGIS_PROCESS qgis_process ${_programs})
  find_library(QGIS_python_LIBRARY qgispython PATHS ${_libdir} NO_DEFAULT_PATH)
  find_program(QGIS_PYTHON python3 ${_programs})
  find_path(QGIS_PYTHON_PLUGINS processing/__init__.py
    PATHS ${_libdir}/../share/qgis/python/plugins ${_libdir}/../../share/qgis/python/plugins NO_DEFAULT_PATH)
  if(QGIS_python_LIBRARY AND QGIS_PYTHON AND QGIS_PYTHON_PLUGINS)
    set(QGIS_HAS_PYTHON ON)
  else()
    set(QGIS_HAS_PYTHON OFF)
  endif()
endif()

if(QGIS_FOUND AND NOT TARGET QGIS::core)
  set(_qt Qt${QGIS_QT_MAJOR})
  set(_components Core Gui Widgets Xml Network Sql Positioning Concurrent PrintSupport Svg)
  find_package(${_qt} REQUIRED COMPONENTS ${_components})

  add_library(QGIS::core SHARED IMPORTED)
  set_target_properties(QGIS::core PROPERTIES
    IMPORTED_LOCATION ${QGIS_core_LIBRARY}
    INTERFACE_LINK_OPTIONS "LINKER:-rpath-link,${_libdir}")
  target_link_libraries(QGIS::core INTERFACE ${_qt}::Core ${_qt}::Gui ${_qt}::Widgets ${_qt}::Xml ${_qt}::Network
    ${_qt}::Sql ${_qt}::Positioning ${_qt}::Concurrent ${_qt}::PrintSupport)
  if(EXISTS ${QGIS_INCLUDE_DIR}/nlohmann)
    # Some builds install the old nlohmann-json that QGIS brings along: the system's must come first.
    target_compile_options(QGIS::core INTERFACE "SHELL:-idirafter ${QGIS_INCLUDE_DIR}")
  else()
    target_include_directories(QGIS::core INTERFACE ${QGIS_INCLUDE_DIR})
  endif()

  add_library(QGIS::analysis SHARED IMPORTED)
  set_target_properties(QGIS::analysis PROPERTIES IMPORTED_LOCATION ${QGIS_analysis_LIBRARY})
  target_link_libraries(QGIS::analysis INTERFACE QGIS::core)

  add_library(QGIS::gui SHARED IMPORTED)
  set_target_properties(QGIS::gui PROPERTIES IMPORTED_LOCATION ${QGIS_gui_LIBRARY})
  target_link_libraries(QGIS::gui INTERFACE QGIS::core ${_qt}::Svg)
endif()
mark_as_advanced(${_found})
