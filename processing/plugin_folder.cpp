#include "plugin_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <dlfcn.h>

namespace riskcast
{

QString pluginFolder()
{
  Dl_info library;
  if ( !dladdr( reinterpret_cast<void *>( &pluginFolder ), &library ) )
    return {};
  return QDir::cleanPath( QFileInfo( QFile::decodeName( library.dli_fname ) ).absolutePath() + "/.." );
}

} // namespace riskcast
