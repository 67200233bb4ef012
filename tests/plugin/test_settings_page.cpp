#include "error_text.h"
#include "own_profile.h"
#include "settings.h"
#include "settings_page.h"

#include <qgsapplication.h>
#include <qgsfilewidget.h>
#include <qgsfilterlineedit.h>
#include <qgssettings.h>
#include <qgsspinbox.h>

#include <QComboBox>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// The page of QGIS's options, as a user works with it, in a profile of its own.
class TestSettingsPage : public QObject
{
  Q_OBJECT

private slots:
  void init() { mPage = std::make_unique<SettingsPage>( nullptr ); }
  void cleanup() { QgsSettings().remove( QStringLiteral( "riskcast" ) ); }

  void showsWhatIsSet()
  {
    writeSettings( { QStringLiteral( RISKCAST_PLUGIN_FOLDER "/bin/riskcast" ), Device::Gpu, 3, ClassLook::Flagged } );
    init();
    QCOMPARE( engine()->filePath(), QStringLiteral( RISKCAST_PLUGIN_FOLDER "/bin/riskcast" ) );
    QCOMPARE( device()->currentText(), QStringLiteral( "GPU" ) );
    QCOMPARE( threads()->value(), 3 );
    QVERIFY( look()->currentText().startsWith( "Flagged" ) );
  }

  void nothingIsKeptUntilItIsApplied()
  {
    QCOMPARE( threads()->text(), QStringLiteral( "All processors" ) );
    device()->setCurrentText( QStringLiteral( "CPU" ) );
    threads()->setValue( 4 );
    look()->setCurrentIndex( 1 );
    engine()->setFilePath( QStringLiteral( "/opt/riskcast" ) );
    QCOMPARE( readSettings().threads, 0 );
    mPage->apply();
    const Settings settings = readSettings();
    QCOMPARE( settings.engine, QStringLiteral( "/opt/riskcast" ) );
    QCOMPARE( settings.device, Device::Cpu );
    QCOMPARE( settings.threads, 4 );
    QCOMPARE( settings.look, ClassLook::Flagged );
  }

  void theEngineIsAskedOnceThePageIsSeen()
  {
    engine()->setFilePath( QString() );
    QCOMPARE( version(), QString() );
    writeSettings( { QStringLiteral( RISKCAST_PLUGIN_FOLDER "/bin/riskcast" ) } );
    init();
    QCOMPARE( version(), QString() );
    mPage->show();
    QCOMPARE( version(), QStringLiteral( "Riskcast " RISKCAST_VERSION " runs." ) );
  }

  void aWrongEngineIsSaidInASentence()
  {
    mPage->show();
    engine()->setFilePath( QStringLiteral( "/nowhere/riskcast" ) ); // as the file dialog does
    VERIFY_SAYS( version(), "The Riskcast engine is missing: /nowhere/riskcast is no program." );
    mPage->activateWindow();
    QVERIFY( QTest::qWaitForWindowActive( mPage.get() ) );
    engine()->lineEdit()->setFocus();
    engine()->lineEdit()->clear();
    QTest::keyClicks( engine()->lineEdit(), QStringLiteral( "/bin/true" ) );
    VERIFY_SAYS( version(), "/nowhere/riskcast" ); // not with every letter
    QTest::keyClick( engine()->lineEdit(), Qt::Key_Return );
    VERIFY_SAYS( version(), "/bin/true is another program" );
  }

  void anEngineOfAnotherVersionIsNamed()
  {
    const QTemporaryDir folder;
    QFile other( folder.filePath( QStringLiteral( "riskcast" ) ) );
    QVERIFY( other.open( QIODevice::WriteOnly ) && other.write( "#!/bin/sh\necho 9.8.7\n" ) > 0 );
    other.close();
    other.setPermissions( QFile::ReadOwner | QFile::ExeOwner );
    mPage->show();
    engine()->setFilePath( other.fileName() );
    QCOMPARE( version(), QStringLiteral( "Riskcast 9.8.7 runs. The plugin is " RISKCAST_VERSION
                                         ", so some of its options may be unknown there." ) );
  }

private:
  QgsFileWidget *engine() const { return mPage->findChild<QgsFileWidget *>(); }
  QComboBox *device() const { return mPage->findChildren<QComboBox *>().at( 0 ); }
  QgsSpinBox *threads() const { return mPage->findChild<QgsSpinBox *>(); }
  QComboBox *look() const { return mPage->findChildren<QComboBox *>().at( 1 ); }
  QString version() const
  {
    for ( const QLabel *label : mPage->findChildren<QLabel *>() )
      if ( label->accessibleName() == QLatin1String( "Engine that is used" ) )
        return label->text();
    return QStringLiteral( "(no label)" );
  }

  std::unique_ptr<SettingsPage> mPage;
};

int main( int argc, char *argv[] )
{
  return runInOwnProfile<TestSettingsPage>( argc, argv );
}

#include "test_settings_page.moc"
