# Reads name, version, description and minimum QGIS from metadata.txt, where QGIS reads them too.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/metadata.txt)

function(riskcast_metadata key variable)
  file(STRINGS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../metadata.txt line REGEX "^${key}=" LIMIT_COUNT 1)
  string(REGEX REPLACE "^${key}=" "" value "${line}")
  if(value STREQUAL "")
    message(FATAL_ERROR "metadata.txt has no line \"${key}=…\".")
  endif()
  set(${variable} "${value}" PARENT_SCOPE)
endfunction()

riskcast_metadata(version RISKCAST_VERSION)
riskcast_metadata(description RISKCAST_DESCRIPTION)
riskcast_metadata(qgisMinimumVersion RISKCAST_QGIS_MINIMUM)
