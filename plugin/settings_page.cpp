#include "settings_page.h"

#include "engine_program.h"
#include "settings.h"
#include "version.h"

#include <qgsfilewidget.h>
#include <qgsfilterlineedit.h>
#include <qgsguiutils.h>
#include <qgsspinbox.h>

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

namespace riskcast
{

namespace
{

constexpr int mostThreads = 1024;

/// A list of an enum's values. \param texts  what they are called, in their order
template<class Enum> QComboBox *choiceOf( const QStringList &texts, Enum chosen )
{
  auto *box = new QComboBox;
  box->addItems( texts );
  box->setCurrentIndex( static_cast<int>( chosen ) );
  return box;
}

/// What is to be known of an engine, in a sentence.
QString engineText( const QString &path )
{
  const EngineAnswer answer = engineVersion( path );
  if ( !answer.problem.isEmpty() )
    return answer.problem;
  const QString text = QObject::tr( "Riskcast %1 runs." ).arg( answer.text );
  return answer.text == QLatin1String( version )
             ? text
             : text + ' ' + QObject::tr( "The plugin is %1, so some of its options may be unknown there." ).arg( version );
}

} // namespace

const QString SettingsPage::pageName = QStringLiteral( "riskcast" );

SettingsPage::SettingsPage( QWidget *parent )
    : QgsOptionsPageWidget( parent )
    , mEngine( new QgsFileWidget )
    , mVersion( new QLabel )
    , mThreads( new QgsSpinBox )
{
  setObjectName( pageName );
  const Settings settings = readSettings();
  mEngine->setFilePath( settings.engine );
  mEngine->setDialogTitle( tr( "Choose the Riskcast Engine" ) );
  mEngine->lineEdit()->setPlaceholderText( tr( "The one that came with the plugin" ) );
  mVersion->setAccessibleName( tr( "Engine that is used" ) );
  mVersion->setWordWrap( true );
  mVersion->setTextInteractionFlags( Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard );
  mDevice = choiceOf( { tr( "Automatic: a GPU if there is one" ), tr( "CPU" ), tr( "GPU" ) }, settings.device );
  mDevice->setToolTip( tr( "Where networks are trained, unless a training is told otherwise" ) );
  mThreads->setRange( 0, mostThreads );
  mThreads->setSpecialValueText( tr( "All processors" ) );
  mThreads->setClearValue( 0 );
  mThreads->setValue( settings.threads );
  mThreads->setToolTip( tr( "Threads that networks compute with. Fewer leave the computer free for other work" ) );
  mLook = choiceOf( { tr( "Graded: a colour for each class" ), tr( "Flagged: flagged cells in one colour, the rest muted" ) },
                    settings.look );
  mLook->setToolTip( tr( "Of the results of \"Classify risk\", unless it is told otherwise" ) );

  auto *form = new QFormLayout( this );
  form->addRow( tr( "&Engine" ), mEngine );
  form->addRow( QString(), mVersion );
  form->addRow( tr( "&Device for training" ), mDevice );
  form->addRow( tr( "&Threads" ), mThreads );
  form->addRow( tr( "&Look of risk classes" ), mLook );
  connect( mEngine->lineEdit(), &QLineEdit::editingFinished, this, &SettingsPage::checkEngine );
  connect( mEngine, &QgsFileWidget::fileChanged, this,
           [this]
           {
             if ( !mEngine->lineEdit()->hasFocus() ) // chosen in the dialog, not being written
               checkEngine();
           } );
}

void SettingsPage::apply()
{
  writeSettings( { mEngine->filePath(), static_cast<Device>( mDevice->currentIndex() ), mThreads->value(),
                   static_cast<ClassLook>( mLook->currentIndex() ) } );
}

void SettingsPage::showEvent( QShowEvent *event )
{
  QgsOptionsPageWidget::showEvent( event );
  checkEngine();
}

void SettingsPage::checkEngine()
{
  const QgsTemporaryCursorOverride wait( Qt::WaitCursor );
  mVersion->setText( engineText( mEngine->filePath().isEmpty() ? ownEngine() : mEngine->filePath() ) );
}

SettingsPageFactory::SettingsPageFactory()
    : QgsOptionsWidgetFactory( QStringLiteral( "Riskcast" ), QIcon( QStringLiteral( ":/riskcast/riskcast.svg" ) ),
                               SettingsPage::pageName )
{
}

QgsOptionsPageWidget *SettingsPageFactory::createWidget( QWidget *parent ) const
{
  return new SettingsPage( parent );
}

} // namespace riskcast
