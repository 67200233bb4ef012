#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <vector>

namespace riskcast
{

struct AreaRisk;
struct DistrictRisk;
struct RiskMaps;

/// When a step is, and what predicted it: "Friday 2016-07-01 (1 day), local time of Asia/Kolkata", then a line on the model.
QString periodText( const RiskMaps &maps, int step );

/// The mean risk in words: how many cells of how many are expected to have an incident, and how likely one is in the riskiest.
QString baseRateText( const AreaRisk &area );

/// The same of a district, beside the whole area. \param of  number of districts
QString baseRateText( const DistrictRisk &district, size_t of, const AreaRisk &area );

/// The rows of the table: the whole area, then the districts.
QList<QStringList> districtRows( const AreaRisk &area, const std::vector<DistrictRisk> &districts );

/// The classes of the legend from the lowest to the highest: "up to 3.21 %: Top 75 to 25 % of cells".
QStringList legendTexts( const RiskMaps &maps );

/// The verdict of a report of "Evaluate risk model"; without one, that there is none.
/// \param report  HTML file; may be empty \throws Error if it is no such report
QString verdictText( const QString &report );

/// How a map must be read, in a few sentences.
QString caveatsText();

} // namespace riskcast
