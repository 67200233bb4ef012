#include "report_texts.h"

namespace riskcast
{

std::vector<std::string> notForUse()
{
  return {
    "Reports are not incidents: who reports, which app or office takes reports, and where campaigns were shape these numbers as "
    "much as what happened. A place without reports is not a place without incidents, and no class of the map means \"safe\".",
    "A risk is that of a whole cell in a whole step, not of a person, a house or a street. It says nothing about anybody who "
    "lives or walks there, and must not be a reason to suspect them.",
    "Where patrols follow the map and their findings become new reports, the map confirms itself. Keep incidents that were found "
    "because of the map apart from those that were reported anyway, and look at the districts below or above their share.",
    "Most flagged cells have no incident in a given step. Tell everyone who uses the map the base rate and the hit rate with it."
  };
}

} // namespace riskcast
