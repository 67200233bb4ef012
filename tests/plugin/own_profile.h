#pragma once

#include <qgsapplication.h>

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace riskcast
{

/// Runs a test in a QGIS with widgets and a profile of its own, so that the developer's settings stay as they are.
template<class Test> int runInOwnProfile( int argc, char *argv[] )
{
  const QTemporaryDir profile;
  QSettings::setDefaultFormat( QSettings::IniFormat );
  QSettings::setPath( QSettings::IniFormat, QSettings::UserScope, profile.path() );
  QgsApplication application( argc, argv, true );
  QgsApplication::init( profile.path() );
  QgsApplication::initQgis();
  Test test;
  return QTest::qExec( &test, argc, argv );
}

} // namespace riskcast
