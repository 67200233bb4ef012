#include "risk_text.h"

#include <QObject>

#include <cmath>

namespace riskcast
{

QString riskText( double risk )
{
  constexpr double least = 0.001; // that is told from 0, which no risk is
  const double percent = 100 * risk;
  if ( std::isnan( risk ) )
    return QObject::tr( "no data" );
  if ( percent > 0 && percent < least )
    return QObject::tr( "< %1 %" ).arg( least );
  // In three digits: what rounding would bring to the next one has it already.
  return QObject::tr( "%1 %" ).arg( percent, 0, 'f', percent >= 9.995 ? 1 : percent >= 0.9995 ? 2 : percent > 0 ? 3 : 0 );
}

} // namespace riskcast
