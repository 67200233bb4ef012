#pragma once

#include "output_file.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
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
  std::vector<size_t> emphasisedRows{};
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

/// One line of a chart.
struct HtmlLine
{
  std::string name;
  std::vector<std::array<double, 2>> points; ///< x, y
  std::vector<std::array<double, 3>> band{}; ///< x, low, high; at the same x as the points
  bool isEmphasised = false;
};

struct HtmlLineChart
{
  enum class Reference
  {
    None,
    Diagonal,
  };
  enum class Points
  {
    Hidden,
    Shown,
  };
  enum class Scale
  {
    Linear,
    SquareRoot, ///< from 0 on, for what matters most near it
  };
  std::string title;
  std::string description;
  std::string xTitle;
  std::string yTitle;
  std::vector<HtmlLine> lines;
  Reference reference = Reference::None;
  Points points = Points::Hidden;
  Scale xScale = Scale::Linear;
};

/// Risk classes and truth of one step.
struct HtmlLabelDay
{
  std::string name;
  std::vector<std::uint8_t> level;    ///< [H × W], number of thresholds that the risk exceeds
  std::vector<std::uint8_t> happened; ///< [H × W], 1 where an incident was
};

/// A map of the six labels, drawn in the page: a slider moves the threshold, a list chooses the day.
struct HtmlLabelMap
{
  std::string title;
  std::string description;
  int rows = 0;
  int columns = 0;
  int neighbourRadius = 1;
  std::vector<std::uint8_t> scored; ///< [H × W], 0: outside
  std::vector<double> percentiles;  ///< the slider's positions, ascending
  size_t initialPercentile = 0;
  std::vector<HtmlLabelDay> days;
  std::vector<HtmlLine> curves; ///< over percentiles
  std::string curveTitle;
  std::string yTitle;
};

struct HtmlSection
{
  std::string heading;
  std::vector<std::string> paragraphs{};
  std::vector<HtmlTable> tables{};
  std::vector<HtmlChart> charts{};
  std::vector<HtmlLineChart> lineCharts{};
  std::vector<HtmlLabelMap> labelMaps{};
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

/// For before the work. \throws Error if the name does not end in .html or .htm
void checkHtmlName( const std::string &path );

/// The caller commits the file. \throws Error if it cannot be written
void writeHtmlReport( const HtmlReport &report, OutputFile &output );

} // namespace riskcast
