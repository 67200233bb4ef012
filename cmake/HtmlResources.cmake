# riskcast_html_resources(FILE): writes a C++ source with what HTML reports are made of, see core/html_resources.h.
find_path(RISKCAST_VEGA_FOLDER vega-view.min.js
  PATHS /usr/share/javascript/vega
  DOC "Folder with the modules of Vega (vega-view.min.js, …), as Debian's libjs-vega has them")
if(NOT RISKCAST_VEGA_FOLDER)
  message(FATAL_ERROR "The charts of reports need Vega: install libjs-vega, or set RISKCAST_VEGA_FOLDER.")
endif()

function(riskcast_html_resources file)
  # What the charts need, each with the name that the others know it by.
  set(vega "const vegaModules = {};\n")
  foreach(module util canvas time format loader statistics expression event-selector scale dataflow scenegraph selection
          functions runtime parser view transforms view-transforms encode)
    file(READ ${RISKCAST_VEGA_FOLDER}/vega-${module}.min.js code)
    string(REGEX REPLACE "\n//# sourceMappingURL=[^\n]*" "" code "${code}")
    string(REPLACE "selection" "selections" name ${module})
    string(APPEND vega "vegaModules[\"vega-${name}\"] = function(exports, module, require) {\n${code}\n};\n")
  endforeach()
  if(vega MATCHES "</script")
    message(FATAL_ERROR "Vega's code cannot stand in a script element as it is.")
  endif()

  foreach(part html js)
    set(source ${CMAKE_CURRENT_SOURCE_DIR}/html_report.${part})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
    file(READ ${source} ${part})
  endforeach()
  file(CONFIGURE OUTPUT ${file} @ONLY CONTENT [[
#include "html_resources.h"

const char *const riskcast::htmlTemplate = R"riskcast(@html@)riskcast";
const char *const riskcast::chartScript = R"riskcast(@js@)riskcast";
const char *const riskcast::vegaScript = R"riskcast(@vega@)riskcast";
]])
endfunction()
