#pragma once

namespace riskcast
{

/// What CMake puts into the program, see cmake/HtmlResources.cmake: core/html_report.html, core/html_report.js, and Vega as a
/// script that declares `vegaModules`, functions by the names of Vega's modules.
extern const char *const htmlTemplate;
extern const char *const chartScript;
extern const char *const vegaScript;

} // namespace riskcast
