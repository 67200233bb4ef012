#pragma once

#include "html_report.h"
#include "maps.h"

namespace riskcast
{

/// The worked example of docs/algorithms/evaluate_risk_model.md, above 0.5 and above 0.85; and a day on which nothing happened.
inline HtmlLabelMap drawnLabelMap()
{
  const auto bytes = []( const char *drawing )
  {
    const std::vector<float> values = map( drawing ).values;
    return std::vector<std::uint8_t>( values.begin(), values.end() );
  };
  return { .title = "Six labels",
           .description = "Drawn.",
           .rows = 4,
           .columns = 4,
           .neighbourRadius = 1,
           .scored = std::vector<std::uint8_t>( 16, 1 ),
           .percentiles = { 90, 95 },
           .initialPercentile = 0,
           .days = { { "2024-01-01", bytes( "2 . . . / 1 . . . / . . . . / . . . ." ),
                       bytes( ". 1 . . / 1 . . . / . . . . / . . . 1" ) },
                     { "2024-01-02", bytes( ". . . . / . . . . / . . . . / . . . 1" ),
                       bytes( ". . . . / . . . . / . . . . / . . . ." ) } },
           .curves = { { .name = "Correct", .points = { { 90, 33 }, { 95, 0 } } } },
           .curveTitle = "Labels over percentiles",
           .yTitle = "%" };
}

/// A report with one of each.
inline HtmlReport sampleReport()
{
  HtmlReport report{ .title = "A <title> & more", .summary = "\"Quoted\"", .sections = {}, .data = { { "text", "</script>" } } };
  report.sections.push_back(
      { .heading = "Charts",
        .tables = { { "Table", { "Row", "Value" }, { { "plain", "1" }, { "strong", "2" } }, { 1 } } },
        .charts = { { .title = "Bars",
                      .description = "Two bars.",
                      .labelTitle = "Label",
                      .valueTitle = "Value",
                      .bars = { { "one", 1 }, { "two", 2000 } } } },
        .lineCharts = { { .title = "Lines",
                          .description = "Two lines.",
                          .xTitle = "x",
                          .yTitle = "y",
                          .lines = { { .name = "A", .points = { { 0, 0 }, { 1, 2.5 } }, .band = { { 0, 0, 0 }, { 1, 2, 3 } } },
                                     { .name = "B", .points = { { 0.5, 1 } } } },
                          .reference = HtmlLineChart::Reference::Diagonal,
                          .points = HtmlLineChart::Points::Shown } },
        .labelMaps = { drawnLabelMap() } } );
  return report;
}

} // namespace riskcast
