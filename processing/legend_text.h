#pragma once

#include <QString>

#include <string>

namespace riskcast
{

/// The name of a class or a label in the language of QGIS: "Top 5 % of cells" becomes "Riskanteste 5 % der Zellen".
/// \param name  as rasters and style files have it; a name that is none of ours, or not translated, stays as it is
QString legendText( const QString &name );
QString legendText( const std::string &name );

} // namespace riskcast
