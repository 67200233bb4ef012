# riskcast_help_pages(FOLDER): target riskcast_help, which makes HTML of docs/ in FOLDER, so that help needs no network.
find_program(CMARK_GFM cmark-gfm DOC "GitHub's CommonMark converter, which makes the help pages")
if(NOT CMARK_GFM)
  message(FATAL_ERROR "The help pages need cmark-gfm (Debian: cmark-gfm): install it, or set CMARK_GFM.")
endif()

function(riskcast_help_pages folder)
  set(docs ${PROJECT_SOURCE_DIR}/docs)
  set(script ${PROJECT_SOURCE_DIR}/cmake/help_page.cmake)
  set(style ${PROJECT_SOURCE_DIR}/docs/help.css)
  file(GLOB_RECURSE pages CONFIGURE_DEPENDS RELATIVE ${docs} ${docs}/*.md)
  foreach(page ${pages})
    string(REGEX REPLACE "\\.md$" ".html" output ${folder}/${page})
    add_custom_command(OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -D CMARK_GFM=${CMARK_GFM} -D PAGE=${page} -D DOCS=${docs} -D OUTPUT=${output} -D STYLE=${style} -P ${script}
      DEPENDS ${docs}/${page} ${script} ${style}
      COMMENT "")
    list(APPEND outputs ${output})
  endforeach()
  add_custom_target(riskcast_help ALL
    COMMAND ${CMAKE_COMMAND} -E copy_directory ${docs}/images ${folder}/images
    COMMAND ${CMAKE_COMMAND} -E copy_directory ${docs}/examples ${folder}/examples
    DEPENDS ${outputs}
    COMMENT "Putting help pages into the plugin folder")
endfunction()
