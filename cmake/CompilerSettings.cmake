# Warnings, ccache and sanitizers, for the targets of this project only. Warnings become errors with CMake's own
# CMAKE_COMPILE_WARNING_AS_ERROR, as the presets for developers and CI set it.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(riskcast_settings INTERFACE)
target_compile_options(riskcast_settings INTERFACE -Wall -Wextra -Wnon-virtual-dtor -Wsuggest-override -Werror=switch)

# GCC 12 raises false alarms about "text" + std::string (its bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(riskcast_settings INTERFACE -Wno-restrict)
endif()

set(RISKCAST_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")
if(RISKCAST_SANITIZE)
  target_compile_options(riskcast_settings INTERFACE -fsanitize=${RISKCAST_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(riskcast_settings INTERFACE -fsanitize=${RISKCAST_SANITIZE})
endif()
