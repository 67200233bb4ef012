#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace riskcast
{

/// What a page that toHtml() made holds for programs: its HtmlReport::data.
/// \throws Error if the file is missing, or no such page
nlohmann::json readReportData( const std::string &path );

} // namespace riskcast
