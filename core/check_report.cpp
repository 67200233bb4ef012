#include "check_report.h"

#include "check_findings.h"
#include "number_text.h"

#include <algorithm>

namespace riskcast
{

namespace
{

/// "far-off" as a heading: "Far off".
std::string heading( CheckRule rule )
{
  std::string text = enumName( rule );
  std::ranges::replace( text, '-', ' ' );
  text[0] = static_cast<char>( text[0] - 'a' + 'A' );
  return text;
}

HtmlSection overview( const IncidentCheck &check )
{
  HtmlTable table{ "What was checked", { "Rule", "Rows", "Share", "What it looks for" }, {} };
  HtmlChart chart{ .title = "Flagged rows by rule",
                   .description = "Rows that each rule flags. A row may have several reasons.",
                   .labelTitle = "Rule",
                   .valueTitle = "Rows",
                   .bars = {},
                   .direction = HtmlChart::Bars::Lying };
  for ( const Finding &finding : check.findings )
  {
    table.rows.push_back( { heading( finding.rule ), countText( finding.rows ), shareText( finding.rows, check.rowCount ),
                            checkRuleSentence( finding.rule ) } );
    if ( flagsRows( finding.rule ) )
      chart.bars.push_back( { heading( finding.rule ), static_cast<double>( finding.rows ) } );
  }
  HtmlSection section{ .heading = "Overview" };
  if ( !chart.bars.empty() )
    section.charts.push_back( std::move( chart ) );
  section.tables.push_back( std::move( table ) );
  return section;
}

HtmlSection rows( const IncidentCheck &check )
{
  HtmlSection section{ .heading = "Rows that are flagged",
                       .paragraphs = {
                           "Up to five examples of each. Rows are counted from 1 in the order of the table, without its "
                           "header." } };
  for ( const Finding &finding : check.findings )
  {
    if ( finding.examples.empty() )
      continue;
    HtmlTable table{ heading( finding.rule ) + ": " + finding.text, { "Row", "Id", "Value" }, {} };
    for ( const CheckExample &example : finding.examples )
      table.rows.push_back( { countText( example.row ), example.id, example.value } );
    section.tables.push_back( std::move( table ) );
  }
  return section;
}

HtmlSection table( const IncidentCheck &check )
{
  HtmlTable findings{ "The table as a whole", { "Rule", "Finding" }, {} };
  for ( const Finding &finding : check.findings )
  {
    if ( !flagsRows( finding.rule ) )
      findings.rows.push_back( { heading( finding.rule ), finding.text } );
  }
  return { .heading = "The table as a whole",
           .paragraphs = { "What the rows are like together. None of it flags a row." },
           .tables = { std::move( findings ) } };
}

HtmlChart months( const TimeFacts &times )
{
  HtmlChart chart{ .title = "Incidents per month",
                   .description = "Rows by month, without implausible dates. Those that dominate the months "
                                  "around them are drawn in orange.",
                   .labelTitle = "Month",
                   .valueTitle = "Rows",
                   .bars = {} };
  const std::vector<int> dominant = times.dominantMonths();
  for ( const auto &[month, rows] : times.months )
    chart.bars.push_back(
        { monthName( month ), static_cast<double>( rows ), std::ranges::find( dominant, month ) != dominant.end() } );
  return chart;
}

HtmlChart hours( const TimeFacts &times )
{
  HtmlChart chart{ .title = "Incidents by hour of the day",
                   .description = "Rows by the hour in which they happened; hour 0 starts at midnight.",
                   .labelTitle = "Hour",
                   .valueTitle = "Rows",
                   .bars = {} };
  for ( size_t hour = 0; hour < times.hours.size(); ++hour )
    chart.bars.push_back( { std::to_string( hour ), static_cast<double>( times.hours[hour] ) } );
  return chart;
}

HtmlChart days( const TimeFacts &times )
{
  HtmlChart chart{ .title = "Incidents by day of the month",
                   .description =
                       "Rows by day of the month. Dates of which only the month is known are often written as the first.",
                   .labelTitle = "Day",
                   .valueTitle = "Rows",
                   .bars = {} };
  for ( size_t day = 0; day < times.daysOfMonth.size(); ++day )
    chart.bars.push_back( { std::to_string( day + 1 ), static_cast<double>( times.daysOfMonth[day] ) } );
  return chart;
}

HtmlChart precisions( const TimeFacts &times )
{
  HtmlChart chart{ .title = "Precision of the times",
                   .description =
                       "Rows by the finest part of their time that is not at its start: 2022-01-01 00:00 tells a month, "
                       "14:30 a minute.",
                   .labelTitle = "Precision",
                   .valueTitle = "Rows",
                   .bars = {},
                   .direction = HtmlChart::Bars::Lying };
  for ( size_t unit = 0; unit < times.precisions.size(); ++unit )
    chart.bars.push_back( { enumNames<TimePrecision>()[unit], static_cast<double>( times.precisions[unit] ) } );
  return chart;
}

HtmlSection places( const IncidentCheck &check )
{
  HtmlTable largest{ "Positions with the most rows", { "x", "y", "Rows", "Share" }, {} };
  for ( const PlaceCount &place : check.places.largest )
    largest.rows.push_back( { coordinateText( place.x ), coordinateText( place.y ), countText( place.rows ),
                              shareText( place.rows, check.places.rows ) } );
  return { .heading = "Places", .tables = { std::move( largest ) } };
}

} // namespace

HtmlReport checkReport( const IncidentCheck &check )
{
  HtmlReport report{ .title = "Check of " + check.source,
                     .summary = countText( check.flaggedCount ) + " of " + countText( check.rowCount ) + " rows (" +
                                shareText( check.flaggedCount, check.rowCount ) + ") are flagged. Nothing was dropped.",
                     .sections = { overview( check ), rows( check ), table( check ) },
                     .data = toJson( check ) };
  if ( check.times.rows > 0 )
    report.sections.push_back(
        { .heading = "Times",
          .charts = { months( check.times ), hours( check.times ), days( check.times ), precisions( check.times ) } } );
  if ( check.places.rows > 0 )
    report.sections.push_back( places( check ) );
  return report;
}

} // namespace riskcast
