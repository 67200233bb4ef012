#include "category_risks.h"

#include <algorithm>

namespace riskcast
{

void cutCategories( RiskForecast &forecast, size_t cells )
{
  if ( forecast.categories.empty() )
    return;
  const size_t perTarget = forecast.categories.size() / ( forecast.risk.size() / cells );
  for ( size_t i = 0; i < forecast.categories.size(); ++i )
    forecast.categories[i] = std::min( forecast.categories[i], forecast.risk[i / perTarget * cells + i % cells] );
}

} // namespace riskcast
