#include "settings.h"

#include <qgssettings.h>

namespace riskcast
{

namespace
{

// The names are part of docs/settings.md.
const QString engineKey = QStringLiteral( "riskcast/engine" );
const QString deviceKey = QStringLiteral( "riskcast/device" );
const QString threadsKey = QStringLiteral( "riskcast/threads" );
const QString lookKey = QStringLiteral( "riskcast/look" );
const QString welcomedKey = QStringLiteral( "riskcast/welcomed" );

/// \param otherwise  where the setting names no value
template<class Enum> Enum choice( const QString &key, Enum otherwise )
{
  const std::string name = QgsSettings().value( key ).toString().toStdString();
  const std::vector<std::string> &names = enumNames<Enum>();
  return std::ranges::find( names, name ) == names.end() ? otherwise : enumFromName<Enum>( name );
}

template<class Enum> QString nameOf( Enum value )
{
  return QString::fromStdString( enumName( value ) );
}

} // namespace

Settings readSettings()
{
  const Settings defaults;
  return { QgsSettings().value( engineKey ).toString(), choice( deviceKey, defaults.device ),
           std::max( 0, QgsSettings().value( threadsKey, defaults.threads ).toInt() ), choice( lookKey, defaults.look ) };
}

void writeSettings( const Settings &settings )
{
  QgsSettings file;
  file.setValue( engineKey, settings.engine );
  file.setValue( deviceKey, nameOf( settings.device ) );
  file.setValue( threadsKey, settings.threads );
  file.setValue( lookKey, nameOf( settings.look ) );
}

bool wasWelcomed()
{
  return QgsSettings().value( welcomedKey, false ).toBool();
}

void rememberWelcome()
{
  QgsSettings().setValue( welcomedKey, true );
}

} // namespace riskcast
