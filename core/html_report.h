#pragma once

#include "output_file.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace riskcast
{

/// A table; the first column names the rows.
struct HtmlTable
{
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

struct HtmlBar
{
  std::string label;
  double value = 0;
  bool isConspicuous = false; ///< drawn in another colour; the description says what that means
};

/// A bar chart. The numbers follow it as a table that can be unfolded, so that nobody needs to see it.
struct HtmlChart
{
  enum class Bars
  {
    Upright,
    Lying, ///< for long labels
  };

  std::string title;
  std::string description; ///< what it shows, in a sentence: the caption, and what screen readers say
  std::string labelTitle;
  std::string valueTitle;
  std::vector<HtmlBar> bars;
  Bars direction = Bars::Upright;
};

struct HtmlSection
{
  std::string heading;
  std::vector<std::string> paragraphs{};
  std::vector<HtmlTable> tables{};
  std::vector<HtmlChart> charts{};
};

/// A report for people. All texts are plain text.
struct HtmlReport
{
  std::string title;
  std::string summary;
  std::vector<HtmlSection> sections;
  nlohmann::json data; ///< the same for programs: embedded as JSON in the script element "data"
};

/// One self-contained page: it loads nothing (and its content security policy forbids it), reads on a phone and on paper, and has
/// all texts and tables without JavaScript; charts are drawn by Vega (https://vega.github.io), which is embedded.
std::string toHtml( const HtmlReport &report );

/// The caller commits the file. \throws Error if it cannot be written
void writeHtmlReport( const HtmlReport &report, OutputFile &output );

} // namespace riskcast
