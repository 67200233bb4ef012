#pragma once

class QTranslator;

namespace riskcast
{

/// Loads our texts in the language that QGIS speaks and installs them, for as long as \a translator lives. In a language that we
/// don't have they stay English.
void installTranslation( QTranslator &translator );

} // namespace riskcast
