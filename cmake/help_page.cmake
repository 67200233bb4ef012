# cmake -D CMARK_GFM=… -D PAGE=folder/page.md -D DOCS=… -D OUTPUT=… -D STYLE=… -P help_page.cmake: one page as HTML.
execute_process(COMMAND ${CMARK_GFM} --extension table --extension autolink ${DOCS}/${PAGE}
  OUTPUT_VARIABLE body COMMAND_ERROR_IS_FATAL ANY)
# Pages link to each other as they are in the source; what lies outside docs/ does not come along.
string(REGEX REPLACE "(href=\"[^\":]*)\\.md\"" "\\1.html\"" body "${body}")
if(NOT PAGE MATCHES "/")
  string(REGEX REPLACE "<a href=\"\\.\\./[^\"]*\">([^<]*)</a>" "\\1" body "${body}")
endif()
string(REGEX MATCH "<h1>([^<]*)</h1>" title "${body}")
set(title "${CMAKE_MATCH_1}")
file(READ ${STYLE} style)
file(WRITE ${OUTPUT} "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<title>${title} – Riskcast</title>
<style>
${style}</style>
</head>
<body>
${body}</body>
</html>
")
