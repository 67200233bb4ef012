#include "assistance.h"

#include "diagnostics.h"
#include "plugin_folder.h"
#include "settings.h"

#include <qgisinterface.h>
#include <qgsguiutils.h>
#include <qgsmessagebar.h>
#include <qgsmessagebaritem.h>
#include <qgsmessageviewer.h>
#include <qgsproject.h>

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLayout>
#include <QMainWindow>
#include <QPushButton>

namespace riskcast
{

namespace
{

QString sampleProject()
{
  return pluginFolder() + QStringLiteral( "/sample/delhi.qgz" );
}

} // namespace

Assistance::Assistance( QgisInterface &qgis, const QString &menu, QObject *parent )
    : QObject( parent )
    , mQgis( &qgis )
    , mMenu( menu )
{
  add( QStringLiteral( "RiskcastSampleAction" ), tr( "Open &Sample Project" ), &Assistance::openSample );
  add( QStringLiteral( "RiskcastSettingsAction" ), tr( "S&ettings…" ), &Assistance::openSettings );
  add( QStringLiteral( "RiskcastDiagnosticsAction" ), tr( "Copy &Diagnostics" ), &Assistance::copyDiagnostics );
  qgis.registerOptionsWidgetFactory( &mSettingsPage );
  if ( mQgis->mainWindow()->isVisible() )
    welcome();
  else // a QGIS that starts empties its message bar once more
    connect( mQgis, &QgisInterface::initializationCompleted, this, &Assistance::welcome );
}

Assistance::~Assistance()
{
  if ( !mQgis )
    return;
  mQgis->unregisterOptionsWidgetFactory( &mSettingsPage );
  for ( QAction *action : mActions )
    mQgis->removePluginMenu( mMenu, action );
  if ( mNotice )
    mQgis->messageBar()->popWidget( mNotice );
}

void Assistance::add( const QString &name, const QString &text, void ( Assistance::*work )() )
{
  auto *action = new QAction( text, this );
  action->setObjectName( name );
  connect( action, &QAction::triggered, this, work );
  mQgis->addPluginToMenu( mMenu, action );
  mActions << action;
}

/// Shown is shown: also who closes it, or QGIS, does not see it again.
void Assistance::welcome()
{
  if ( wasWelcomed() )
    return;
  rememberWelcome();
  mNotice = QgsMessageBar::createMessage( tr( "Riskcast is ready. Try it on reports from Delhi." ) );
  auto *button = new QPushButton( tr( "Open Sample Project" ) );
  connect( button, &QPushButton::clicked, this,
           [this]
           {
             mQgis->messageBar()->popWidget( mNotice );
             openSample();
           } );
  mNotice->layout()->addWidget( button );
  mQgis->messageBar()->pushItem( mNotice );
}

/// As QGIS opens a template: whoever saves it is asked where, and the plugin's own stays as it is.
void Assistance::openSample()
{
  if ( !QFileInfo( sampleProject() ).isFile() )
  {
    mQgis->messageBar()->pushWarning( QStringLiteral( "Riskcast" ),
                                      tr( "The sample project %1 is missing. Install Riskcast again." ).arg( sampleProject() ) );
    return;
  }
  constexpr bool askToSave = true;
  if ( !mQgis->newProject( askToSave ) || !mQgis->addProject( sampleProject() ) )
    return; // the user wants to keep what is open, or QGIS has said what is wrong
  QgsProject::instance()->setFileName( QString() );
  QgsProject::instance()->setDirty( false );
}

void Assistance::openSettings()
{
  mQgis->showOptionsDialog( mQgis->mainWindow(), SettingsPage::pageName );
}

void Assistance::copyDiagnostics()
{
  QString report;
  {
    const QgsTemporaryCursorOverride wait( Qt::WaitCursor );
    report = diagnosticsReport();
  }
  QGuiApplication::clipboard()->setText( report );
  auto *viewer = new QgsMessageViewer( mQgis->mainWindow() ); // deletes itself when it is closed
  viewer->setTitle( tr( "Riskcast diagnostics, copied to the clipboard" ) );
  viewer->setMessageAsPlainText( report );
  constexpr QSize letters( 90, 35 );
  viewer->resize( viewer->fontMetrics().averageCharWidth() * letters.width(), viewer->fontMetrics().height() * letters.height() );
  viewer->showMessage( false );
}

} // namespace riskcast
