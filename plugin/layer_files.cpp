#include "layer_files.h"

#include "error.h"
#include "metadata_items.h"
#include "raster_file.h"

#include <qgsproject.h>
#include <qgsproviderregistry.h>
#include <qgsrasterlayer.h>

#include <QFileInfo>

namespace riskcast
{

QString fileOf( const QgsMapLayer *layer )
{
  const QString gdal = QStringLiteral( "gdal" );
  const auto *raster = qobject_cast<const QgsRasterLayer *>( layer );
  if ( !raster || !raster->isValid() || raster->providerType() != gdal )
    return {};
  const QString path =
      QgsProviderRegistry::instance()->decodeUri( gdal, raster->source() ).value( QStringLiteral( "path" ) ).toString();
  return QFileInfo( path ).isFile() ? path : QString(); // a look at what is far away would keep QGIS waiting
}

std::string contentOf( const QgsMapLayer *layer )
{
  const QString file = fileOf( layer );
  if ( file.isEmpty() )
    return {};
  try
  {
    return readRasterMetadata( file.toStdString() )[contentItem];
  }
  catch ( const Error & ) // broken, or gone by now
  {
    return {};
  }
}

QStringList filesOfWhatIsKnown()
{
  QStringList files;
  for ( const QgsRasterLayer *layer : QgsProject::instance()->layers<QgsRasterLayer *>() )
  {
    const std::string content = contentOf( layer );
    if ( content == heatmapsContent || content == labelsContent || content == explanationContent )
      files << fileOf( layer );
  }
  files.removeDuplicates();
  return files;
}

} // namespace riskcast
