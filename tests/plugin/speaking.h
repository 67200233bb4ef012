#pragma once

#include "provider.h"

#include <qgsapplication.h>
#include <qgsprocessingregistry.h>
#include <qgssettingsentryimpl.h>

#include <QTest>

namespace riskcast
{

/// Who says what QGIS speaks.
enum class Says
{
  Settings, ///< or the system; qgis_process and scripts
  Start,    ///< QGIS Desktop, which may have been started with --lang
};

/// A QGIS that speaks a language, with the plugin in it.
class Speaking
{
public:
  explicit Speaking( const QString &language, Says who = Says::Settings )
  {
    QgsApplication::settingsLocaleOverrideFlag->setValue( true );
    QgsApplication::settingsLocaleUserLocale->setValue( who == Says::Settings ? language : QStringLiteral( "en" ) );
    QgsApplication::setTranslation( who == Says::Start ? language : QString() );
    mIsOpen = riskcast_register_provider();
  }

  ~Speaking()
  {
    if ( mIsOpen )
      riskcast_unregister_provider();
    QgsApplication::setTranslation( QString() );
  }

  const QgsProcessingAlgorithm &algorithm( const QString &name ) const
  {
    return *QgsApplication::processingRegistry()->algorithmById( "riskcast:" + name );
  }

  QList<const QgsProcessingAlgorithm *> algorithms() const
  {
    return QgsApplication::processingRegistry()->providerById( QStringLiteral( "riskcast" ) )->algorithms();
  }

private:
  bool mIsOpen = false;
};

/// A row for each language that we have, besides English.
inline void eachLanguage()
{
  QTest::addColumn<QString>( "language" );
  QTest::newRow( "German" ) << "de";
  QTest::newRow( "Hindi" ) << "hi";
}

} // namespace riskcast
