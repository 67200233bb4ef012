#include "check_rules.h"

#include <array>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<CheckRule>()
{
  static const std::vector<std::string> names = {
    "missing-time",   "unreadable-time", "missing-coordinates", "zero-coordinates", "swapped-coordinates",
    "far-off",        "duplicate-id",    "duplicate-incident",  "implausible-date", "end-before-start",
    "piled-up-times", "piled-up-places", "time-precision",      "dominant-months",  "utc-offsets",
  };
  return names;
}

std::vector<CheckRule> allCheckRules()
{
  std::vector<CheckRule> rules;
  for ( size_t rule = 0; rule < enumNames<CheckRule>().size(); ++rule )
    rules.push_back( static_cast<CheckRule>( rule ) );
  return rules;
}

bool flagsRows( CheckRule rule )
{
  return rule <= CheckRule::EndBeforeStart;
}

const std::string &checkRuleSentence( CheckRule rule )
{
  static const std::array<std::string, checkRuleCount> sentences = {
    "Nothing is written where the time should be.",
    "What is written as a time, or as the end of one, has none of the formats, or names no real date.",
    "There is no position, or a coordinate is missing or no number.",
    "Both coordinates are exactly 0, which is how many systems write that they do not know, or do not tell, the place.",
    "x and y (longitude and latitude) seem to be exchanged: the place lies far off as it is, but near the others once the two "
    "are exchanged; or the latitude is beyond 90°.",
    "The place lies outside the given area or, without one, more than 10 times as far from the median position as half of the "
    "table does.",
    "An earlier row has the same id.",
    "An earlier row has the same place, time and category.",
    "The date lies outside the given period or, without one, more than a year, and more than 10 times as far from the median "
    "date as half of the table does.",
    "It ends before it starts.",
    "Midnight, noon, full hours or the first of the month hold at least 1 % of the rows and more than twice what an even spread "
    "would put there.",
    "One position holds more than 1 % of the rows.",
    "The finest unit in which the times of the table differ.",
    "A month holds at least 1 % of the rows and more than three times as many as the median of the months with rows that are at "
    "most "
    "six months away.",
    "Times carry an offset from UTC, such as Z or +05:30, that is not applied.",
  };
  return sentences.at( static_cast<size_t>( rule ) );
}

CheckRules::CheckRules( const std::vector<CheckRule> &rules )
{
  for ( const CheckRule rule : rules )
    insert( rule );
}

std::string CheckRules::toString() const
{
  std::string text;
  for ( const CheckRule rule : allCheckRules() )
  {
    if ( contains( rule ) )
      text += ( text.empty() ? "" : "; " ) + enumName( rule );
  }
  return text;
}

} // namespace riskcast
