#pragma once

#include "enum_names.h"

#include <cstdint>
#include <string>
#include <vector>

namespace riskcast
{

/// What a table of incidents is checked for. The rules up to EndBeforeStart are about one row each and flag it; the others are
/// about the table and only report.
enum class CheckRule
{
  MissingTime,
  UnreadableTime,
  MissingCoordinates,
  ZeroCoordinates,
  SwappedCoordinates,
  FarOff,
  DuplicateId,
  DuplicateIncident,
  ImplausibleDate,
  EndBeforeStart,
  PiledUpTimes,
  PiledUpPlaces,
  TimePrecision,
  DominantMonths,
  UtcOffsets,
};
inline constexpr size_t checkRuleCount = static_cast<size_t>( CheckRule::UtcOffsets ) + 1;
template<> const std::vector<std::string> &enumNames<CheckRule>(); ///< missing-time, unreadable-time, …

/// All of them, in the order of the enum.
std::vector<CheckRule> allCheckRules();

/// Whether the rule flags rows.
bool flagsRows( CheckRule rule );

/// What the rule looks for, in one sentence.
const std::string &checkRuleSentence( CheckRule rule );

/// A set of rules.
class CheckRules
{
public:
  CheckRules() = default;
  explicit CheckRules( const std::vector<CheckRule> &rules );

  bool contains( CheckRule rule ) const { return ( mBits & bit( rule ) ) != 0; }
  void insert( CheckRule rule ) { mBits |= bit( rule ); }
  bool isEmpty() const { return mBits == 0; }

  /// Names joined by "; ", in the order of the enum.
  std::string toString() const;

private:
  static std::uint16_t bit( CheckRule rule ) { return static_cast<std::uint16_t>( 1U << static_cast<unsigned>( rule ) ); }

  static_assert( checkRuleCount <= 16 );
  std::uint16_t mBits = 0; ///< two bytes a row, in tables of millions of them
};

} // namespace riskcast
