# `cmake --install` gives the plugin folder riskcast/; CPack makes a zip of it.
install(DIRECTORY ${RISKCAST_PLUGIN_FOLDER} DESTINATION . USE_SOURCE_PERMISSIONS)

set(CPACK_GENERATOR ZIP)
set(CPACK_PACKAGE_FILE_NAME riskcast-${PROJECT_VERSION}-qgis${QGIS_VERSION}-qt${QGIS_QT_MAJOR}) # it serves no other
set(CPACK_INCLUDE_TOPLEVEL_DIRECTORY OFF)
include(CPack)
