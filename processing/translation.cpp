#include "translation.h"

#include "plugin_folder.h"

#include <qgsapplication.h>

#include <QTranslator>

namespace riskcast
{

namespace
{

/// QGIS Desktop knows the language that it was started with; qgis_process and scripts, which speak English, know that of the
/// settings or the system.
QString language()
{
  const QgsApplication *qgis = QgsApplication::instance();
  const QString started = qgis ? qgis->translation() : QString();
  return started.isEmpty() ? QgsApplication::locale() : started;
}

} // namespace

void installTranslation( QTranslator &translator )
{
  const QString folder = pluginFolder() + "/i18n";
  // Where there is no riskcast_de_AT.qm, Qt takes riskcast_de.qm by itself. English has a file for its plurals.
  if ( translator.load( "riskcast_" + language(), folder ) || translator.load( "riskcast_en", folder ) )
    QCoreApplication::installTranslator( &translator );
}

} // namespace riskcast
