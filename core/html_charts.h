#pragma once

#include "html_report.h"

namespace riskcast
{

/// Markup of a page.
namespace html
{

std::string escaped( const std::string &text );

/// \a text, escaped, in an element. \param name  with its attributes
std::string element( const std::string &name, const std::string &text );

std::string table( const HtmlTable &table );

} // namespace html

/// The charts of a page in order: markup for each, and what core/html_report.js draws into it.
class HtmlCharts
{
public:
  /// \return markup, with the numbers as a table that can be unfolded
  std::string add( const HtmlChart &chart );
  std::string add( const HtmlLineChart &chart );

  /// \return markup with a slider and a list of days
  std::string add( const HtmlLabelMap &map );

  /// An array with an object for each chart.
  const nlohmann::json &json() const { return mJson; }

private:
  std::string nextId() const;
  std::string figure( const std::string &title, const std::string &description, const HtmlTable &numbers ) const;

  nlohmann::json mJson = nlohmann::json::array();
};

} // namespace riskcast
