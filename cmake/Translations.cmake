# riskcast_translations(FOLDER): target riskcast_translations, which makes of i18n/*.ts what QGIS loads, in FOLDER; and target
# riskcast_update_translations, which brings the texts of the sources into i18n/*.ts. Building never writes to these.
find_package(${RISKCAST_QT} REQUIRED COMPONENTS LinguistTools)

function(riskcast_translations folder)
  set(ts ${PROJECT_SOURCE_DIR}/i18n)
  file(GLOB files CONFIGURE_DEPENDS ${ts}/riskcast_*.ts)
  foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    add_custom_command(OUTPUT ${folder}/${name}.qm
      COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
      COMMAND ${RISKCAST_QT}::lrelease -silent ${file} -qm ${folder}/${name}.qm
      DEPENDS ${file}
      COMMENT "")
    list(APPEND outputs ${folder}/${name}.qm)
  endforeach()
  add_custom_target(riskcast_translations ALL DEPENDS ${outputs} COMMENT "Putting translations into the plugin folder")

  # Without places in the sources, a changed line there changes no file here. Of English only the plurals need a file.
  set(english ${ts}/riskcast_en.ts)
  list(REMOVE_ITEM files ${english})
  set(lupdate ${RISKCAST_QT}::lupdate -locations none -no-obsolete processing plugin)
  add_custom_target(riskcast_update_translations
    COMMAND ${lupdate} -ts ${files}
    COMMAND ${lupdate} -pluralonly -ts ${english}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    VERBATIM)
endfunction()
