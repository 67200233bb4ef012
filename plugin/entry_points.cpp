// The C++ door: QGIS Desktop finds the plugin by these functions, without Python. A library that lacks type() crashes QGIS 3.40.
#include "desktop.h"
#include "provider.h"

#include <qgis.h>
#include <qgisplugin.h>

namespace
{

class RiskcastPlugin : public QgisPlugin
{
public:
  /// \param qgis  null outside of QGIS Desktop
  explicit RiskcastPlugin( QgisInterface *qgis )
      : mQgis( qgis )
  {
  }

  void initGui() override
  {
    mIsOpen = riskcast_register_provider();
    if ( mIsOpen && mQgis )
      riskcast_open_explorer( mQgis );
  }

  void unload() override
  {
    if ( !mIsOpen )
      return;
    if ( mQgis )
      riskcast_close_explorer();
    riskcast_unregister_provider();
    mIsOpen = false;
  }

private:
  QgisInterface *mQgis;
  bool mIsOpen = false; ///< not where another copy of the plugin is there already
};

} // namespace

QGISEXTERN QgisPlugin *classFactory( QgisInterface *qgis )
{
  return new RiskcastPlugin( qgis );
}

QGISEXTERN void unload( QgisPlugin *plugin )
{
  delete plugin;
}

QGISEXTERN int type()
{
  return QgisPlugin::UI;
}

QGISEXTERN const QString *name()
{
  static const QString text = QStringLiteral( RISKCAST_NAME );
  return &text;
}

QGISEXTERN const QString *description()
{
  static const QString text = QStringLiteral( RISKCAST_DESCRIPTION );
  return &text;
}

QGISEXTERN const QString *category()
{
  static const QString text = QStringLiteral( RISKCAST_CATEGORY );
  return &text;
}

QGISEXTERN const QString *version()
{
  static const QString text = QStringLiteral( RISKCAST_VERSION );
  return &text;
}

QGISEXTERN const QString *icon()
{
  static const QString path = QStringLiteral( ":/riskcast/riskcast.svg" ); // in the processing library
  return &path;
}

QGISEXTERN const QString *experimental()
{
  static const QString text = QStringLiteral( RISKCAST_EXPERIMENTAL );
  return &text;
}

// Only the repository of Python plugins keeps dates. QGIS names these two functions.
// NOLINTBEGIN(readability-identifier-naming)
QGISEXTERN const QString *create_date()
{
  static const QString text;
  return &text;
}

QGISEXTERN const QString *update_date()
{
  return create_date();
}
// NOLINTEND(readability-identifier-naming)
