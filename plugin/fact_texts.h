#pragma once

#include <QString>

#include <cstdint>

namespace riskcast
{

enum class CellLabel : std::uint8_t;
struct CellFacts;
struct FlagFacts;
struct LabelCounts;
struct WhyFacts;
enum class RiskFactor;

/// "1.25 km², 5.0 % of the map"
QString areaText( const FlagFacts &facts );

/// "51 of 1,024"
QString cellsText( const FlagFacts &facts );

/// "3.21, 47.2 % of all"
QString incidentsText( const FlagFacts &facts );

/// "23.5 %": the share of the cells with an incident that are flagged; a dash where there is none.
QString hitRateText( const LabelCounts &counts );

/// "Row 3, column 5 from the north-west: risk 12.3 %, rank 4 of 1,024."
QString cellText( const CellFacts &facts );

/// "False negative neighbour"
QString labelText( CellLabel label );

/// "Recent incidents here"
QString factorText( RiskFactor factor );

/// "× 1.8" or "÷ 1.8": what an effect on the logarithm of the odds does to the odds.
QString oddsText( double effect );

/// "12 %", "< 1 %": the share of an effect.
QString shareText( double share );

/// "The mean risk of the area is 5.0 %. What counts most: … With that, the odds of an incident are 2.1 times higher."
QString whyText( const WhyFacts &facts );

} // namespace riskcast
