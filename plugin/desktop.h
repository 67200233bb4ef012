#pragma once

#include <QtGlobal>

class QgisInterface;

extern "C"
{
  /// Puts the risk explorer into QGIS Desktop: the menu Plugins, the toolbar of plugins, and the context menu of risk rasters;
  /// and what helps with Riskcast (see Assistance). Each door into QGIS calls it once; the second finds it there. The Python
  /// package calls it through ctypes with the address of its `iface`: so the dock is in the library of the C++ door, and
  /// qgis_process, which loads that of the algorithms alone, loads no widgets.
  Q_DECL_EXPORT void riskcast_open_explorer( QgisInterface *qgis );

  /// The last door that closes takes it away again.
  Q_DECL_EXPORT void riskcast_close_explorer();
}
