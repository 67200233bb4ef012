#include <qgisplugin.h>
#include <qgsapplication.h>
#include <qgsprocessingprovider.h>
#include <qgsprocessingregistry.h>

#include <QFile>
#include <QLibrary>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <memory>

namespace
{

const QString cppDoor = QStringLiteral( RISKCAST_PLUGIN_FOLDER "/qgis_plugin/libplugin_riskcast.so" );
const QString processingLibrary = QStringLiteral( RISKCAST_PLUGIN_FOLDER "/lib/libriskcast_processing.so" );

QgsProcessingRegistry &registry()
{
  return *QgsApplication::processingRegistry();
}

int providers()
{
  const QList<QgsProcessingProvider *> all = registry().providers();
  return static_cast<int>(
      std::count_if( all.begin(), all.end(), []( auto *p ) { return p->id() == QLatin1String( "riskcast" ); } ) );
}

/// The shared libraries that are in this process.
QSet<QString> librariesInProcess()
{
  QFile maps( QStringLiteral( "/proc/self/maps" ) );
  QSet<QString> libraries;
  if ( !maps.open( QIODevice::ReadOnly ) )
    return libraries;
  static const QRegularExpression library( QStringLiteral( "/([^/\\s]+\\.so[^/\\s]*)$" ), QRegularExpression::MultilineOption );
  auto found = library.globalMatch( QString::fromUtf8( maps.readAll() ) );
  while ( found.hasNext() )
    libraries << found.next().captured( 1 );
  return libraries;
}

/// As QGIS Desktop opens a C++ plugin.
class CppDoor
{
public:
  CppDoor()
  {
    QLibrary library( cppDoor );
    const auto factory = reinterpret_cast<create_t *>( library.resolve( "classFactory" ) );
    mDelete = reinterpret_cast<unload_t *>( library.resolve( "unload" ) );
    mPlugin = factory( nullptr );
    mPlugin->initGui();
  }

  ~CppDoor()
  {
    mPlugin->unload();
    mDelete( mPlugin );
  }

private:
  QgisPlugin *mPlugin = nullptr;
  unload_t *mDelete = nullptr;
};

/// As the Python package opens the library through ctypes.
class PythonDoor
{
public:
  PythonDoor()
      : mLibrary( processingLibrary )
  {
    mIsOpen = reinterpret_cast<bool ( * )()>( mLibrary.resolve( "riskcast_register_provider" ) )();
  }

  ~PythonDoor()
  {
    if ( mIsOpen )
      reinterpret_cast<void ( * )()>( mLibrary.resolve( "riskcast_unregister_provider" ) )();
  }

private:
  QLibrary mLibrary;
  bool mIsOpen = false;
};

/// A provider of somebody else's with our id.
class Squatter : public QgsProcessingProvider
{
public:
  QString id() const override { return QStringLiteral( "riskcast" ); }
  QString name() const override { return QStringLiteral( "Squatter" ); }
  void loadAlgorithms() override {}
};

} // namespace

class TestDoors : public QObject
{
  Q_OBJECT

private slots:
  void loadingBringsInOurLibrariesOnly();
  void aQgisWithAnotherQtCanRefuseIt();
  void qgisFindsTheEntryPoints_data();
  void qgisFindsTheEntryPoints();
  void theIconIsDrawn();
  void theProviderIsThereOnceWhenBothDoorsAreOpen();
  void closingOneDoorKeepsTheProviderForTheOther_data();
  void closingOneDoorKeepsTheProviderForTheOther();
  void openingAndClosingAgainLeavesNoTrace();
  void aProviderOfSomebodyElseIsLeftAlone();
  void theLanguageComesAndGoesWithTheDoors();
};

void TestDoors::loadingBringsInOurLibrariesOnly() // first, before anything else has loaded them
{
  const QSet<QString> before = librariesInProcess();
  QLibrary library( cppDoor );
  QVERIFY2( library.load(), qPrintable( library.errorString() ) );
  QStringList added = ( librariesInProcess() - before ).values();
  added.sort();
  QCOMPARE( added.join( QStringLiteral( ", " ) ), QStringLiteral( "libplugin_riskcast.so, libriskcast_processing.so" ) );
}

/// Only a library whose symbols are all looked up on loading fails to load where one is missing; it would crash QGIS later.
void TestDoors::aQgisWithAnotherQtCanRefuseIt()
{
  QProcess readelf;
  readelf.start( QStringLiteral( "readelf" ), { "-d", processingLibrary } );
  readelf.waitForFinished();
  QVERIFY( readelf.readAll().contains( "BIND_NOW" ) );
}

void TestDoors::qgisFindsTheEntryPoints_data()
{
  QTest::addColumn<QString>( "text" );
  QTest::newRow( "name" ) << "Riskcast";
  QTest::newRow( "description" ) << "Forecast risk maps from dated point incidents";
  QTest::newRow( "category" ) << "Analysis";
  QTest::newRow( "version" ) << RISKCAST_VERSION;
  QTest::newRow( "experimental" ) << "True";
  QTest::newRow( "create_date" ) << "";
  QTest::newRow( "update_date" ) << "";
  QTest::newRow( "icon" ) << ":/riskcast/riskcast.svg";
}

void TestDoors::qgisFindsTheEntryPoints()
{
  QFETCH( QString, text );
  QLibrary library( cppDoor );
  const auto entryPoint = reinterpret_cast<name_t *>( library.resolve( QTest::currentDataTag() ) );
  QVERIFY( entryPoint );
  QCOMPARE( *entryPoint(), text );
  const auto type = reinterpret_cast<type_t *>( library.resolve( "type" ) );
  QVERIFY( type );
  QCOMPARE( type(), static_cast<int>( QgisPlugin::UI ) );
}

void TestDoors::theIconIsDrawn()
{
  const CppDoor door;
  const QIcon icon = registry().providerById( QStringLiteral( "riskcast" ) )->icon();
  QVERIFY( !icon.pixmap( 16 ).toImage().isNull() );
}

void TestDoors::theProviderIsThereOnceWhenBothDoorsAreOpen()
{
  QCOMPARE( providers(), 0 );
  const CppDoor cpp;
  QCOMPARE( providers(), 1 );
  const PythonDoor python;
  QCOMPARE( providers(), 1 );
}

void TestDoors::closingOneDoorKeepsTheProviderForTheOther_data()
{
  QTest::addColumn<bool>( "cppFirst" );
  QTest::newRow( "the C++ door closes first" ) << true;
  QTest::newRow( "the Python door closes first" ) << false;
}

void TestDoors::closingOneDoorKeepsTheProviderForTheOther()
{
  QFETCH( bool, cppFirst );
  auto cpp = std::make_unique<CppDoor>();
  auto python = std::make_unique<PythonDoor>();
  cppFirst ? cpp.reset() : python.reset();
  QCOMPARE( providers(), 1 );
  QVERIFY( registry().algorithmById( QStringLiteral( "riskcast:predictrisk" ) ) );
  cppFirst ? python.reset() : cpp.reset();
  QCOMPARE( providers(), 0 );
}

void TestDoors::openingAndClosingAgainLeavesNoTrace()
{
  const auto before = registry().algorithms().size();
  for ( int round = 0; round < 3; ++round )
  {
    {
      const CppDoor door;
      QCOMPARE( providers(), 1 );
    }
    QCOMPARE( providers(), 0 );
    QCOMPARE( registry().algorithms().size(), before );
  }
}

void TestDoors::aProviderOfSomebodyElseIsLeftAlone()
{
  registry().addProvider( new Squatter );
  {
    const CppDoor cpp;
    const PythonDoor python;
    QCOMPARE( providers(), 1 );
  }
  QCOMPARE( registry().providerById( QStringLiteral( "riskcast" ) )->name(), QStringLiteral( "Squatter" ) );
  registry().removeProvider( QStringLiteral( "riskcast" ) );
}

void TestDoors::theLanguageComesAndGoesWithTheDoors()
{
  const auto text = [] { return QCoreApplication::translate( "QObject", "Predict risk" ); };
  const QString german = QStringLiteral( "Risiko vorhersagen" );
  QgsApplication::setTranslation( QStringLiteral( "de" ) );
  {
    const CppDoor cpp;
    QCOMPARE( registry().algorithmById( QStringLiteral( "riskcast:predictrisk" ) )->displayName(), german );
  }
  QCOMPARE( text(), QStringLiteral( "Predict risk" ) );
  auto cpp = std::make_unique<CppDoor>();
  {
    const PythonDoor python;
    cpp.reset();
    QCOMPARE( text(), german );
  }
  QCOMPARE( text(), QStringLiteral( "Predict risk" ) );
  registry().addProvider( new Squatter );
  {
    const PythonDoor python; // refused
    QCOMPARE( text(), QStringLiteral( "Predict risk" ) );
  }
  registry().removeProvider( QStringLiteral( "riskcast" ) );
  QgsApplication::setTranslation( QString() );
}

int main( int argc, char *argv[] )
{
  QgsApplication application( argc, argv, true );
  QgsApplication::initQgis();
  TestDoors test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_doors.moc"
