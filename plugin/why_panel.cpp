#include "why_panel.h"

#include "error.h"
#include "explanation_task.h"
#include "fact_texts.h"
#include "fitted_table.h"
#include "risk_text.h"

#include <qgsapplication.h>
#include <qgsfilewidget.h>
#include <qgsfilterlineedit.h>
#include <qgslayertree.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>

#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace riskcast
{

namespace
{

const QString modelProperty = QStringLiteral( "riskcast/model_file" );

/// Puts the explanation under what it explains, switched off: its numbers are in the dock.
void addBelow( const QgsRasterLayer &explained, std::unique_ptr<QgsRasterLayer> explanation )
{
  QgsProject &project = *QgsProject::instance();
  QgsLayerTreeLayer *above = project.layerTreeRoot()->findLayer( explained.id() );
  auto *group = above ? qobject_cast<QgsLayerTreeGroup *>( above->parent() ) : project.layerTreeRoot();
  const auto place = above ? group->children().indexOf( above ) + 1 : 0;
  QgsMapLayer *layer = project.addMapLayer( explanation.release(), false );
  group->insertLayer( static_cast<int>( place ), layer )->setItemVisibilityChecked( false );
}

} // namespace

WhyPanel::WhyPanel( QWidget *parent )
    : QWidget( parent )
    , mText( new QLabel )
{
  mText->setWordWrap( true );
  mText->setTextInteractionFlags( Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard );
  mText->setAccessibleName( tr( "Why this risk" ) );
  mFactors = makeFactors();
  mQuestion = makeQuestion();
  auto *layout = new QVBoxLayout( this );
  layout->setContentsMargins( 0, 0, 0, 0 );
  layout->addWidget( mText );
  layout->addWidget( mFactors );
  layout->addWidget( mQuestion );
  refresh();
}

/// The code of the algorithm may go with the plugin, and what it writes with QGIS: nothing runs on after that.
WhyPanel::~WhyPanel()
{
  if ( !mTask )
    return;
  disconnect( mTask, nullptr, this, nullptr );
  mTask->cancel();
  mTask->waitForFinished();
}

QTableWidget *WhyPanel::makeFactors()
{
  auto *table = new FittedTable( riskFactorCount, 3, tr( "What each factor does to the risk of the cell" ) );
  table->setToolTip(
      tr( "By occlusion, as the algorithm \"Explain risk\" does: the model predicts the step again with something left "
          "out, first the recent incidents in the cell, then those nearby, then season and weekday. What changes "
          "is its effect. It explains the model, not the world." ) );
  const std::array<QString, 3> help = { tr( "Share of the factor: how much of all effects is its own" ),
                                        tr( "What the factor does to the odds of an incident, p / (1 − p)" ),
                                        tr( "From the mean of the area down to the risk of the cell" ) };
  table->setHorizontalHeaderLabels( { tr( "Share" ), tr( "Odds" ), tr( "Risk with it" ) } );
  for ( int column = 0; column < table->columnCount(); ++column )
    table->horizontalHeaderItem( column )->setToolTip( help[column] );
  for ( int factor = 0; factor < riskFactorCount; ++factor )
    table->setVerticalHeaderItem( factor, new QTableWidgetItem( factorText( static_cast<RiskFactor>( factor ) ) ) );
  return table;
}

QWidget *WhyPanel::makeQuestion()
{
  auto *question = new QWidget;
  auto *form = new QFormLayout( question );
  form->setContentsMargins( 0, 0, 0, 0 );
  mModelFile = new QgsFileWidget;
  mModelFile->setFilter( tr( "Models (*.safetensors)" ) );
  mModelFile->setDialogTitle( tr( "Model that made the map" ) );
  mModelFile->lineEdit()->setAccessibleName( mModelFile->dialogTitle() );
  auto *name = new QLabel( tr( "&Model" ) );
  name->setBuddy( mModelFile->lineEdit() );
  form->addRow( name, mModelFile );
  mButton = new QPushButton;
  form->addRow( mButton );
  connect( mModelFile, &QgsFileWidget::fileChanged, this, &WhyPanel::refresh );
  connect( mButton, &QPushButton::clicked, this, &WhyPanel::startOrCancel );
  return question;
}

void WhyPanel::setRaster( QgsRasterLayer *layer, RiskExplorerModel *model )
{
  mLayer = layer;
  mModel = model;
  mProblem.clear();
  if ( layer )
    mModelFile->setFilePath( layer->customProperty( modelProperty ).toString() );
  refresh();
}

void WhyPanel::setPlace( int step, std::optional<int> cell )
{
  if ( step != mStep )
    mProblem.clear();
  mStep = step;
  mCell = cell;
  refresh();
}

void WhyPanel::refresh()
{
  const bool isExplained = mModel && mModel->explained().knows( mStep );
  const std::optional<WhyFacts> facts = isExplained && mCell ? mModel->explained().why( mStep, *mCell ) : std::nullopt;
  mFactors->setVisible( facts.has_value() );
  mQuestion->setVisible( !isExplained );
  if ( facts )
    showFactors( *facts );
  else if ( !isExplained )
    showQuestion();
  else
    mText->setText( mCell ? tr( "The cell has no data." ) : tr( "Choose a cell on the map, or the riskiest one." ) );
}

void WhyPanel::showFactors( const WhyFacts &facts )
{
  mText->setText( whyText( facts ) );
  for ( int factor = 0; factor < riskFactorCount; ++factor )
  {
    const FactorFacts &each = facts.factors[factor];
    int column = 0;
    for ( const QString &text : { shareText( each.share ), oddsText( each.effect ), riskText( each.risk ) } )
    {
      auto *item = new QTableWidgetItem( text );
      item->setTextAlignment( Qt::AlignRight | Qt::AlignVCenter );
      mFactors->setItem( factor, column++, item );
    }
  }
}

void WhyPanel::showQuestion()
{
  const QString whyNotNow = whyNot();
  mQuestion->setVisible( mTask || whyNotNow.isEmpty() );
  mModelFile->setEnabled( !mTask );
  mButton->setText( mTask ? tr( "Cance&l" ) : tr( "E&xplain this map…" ) );
  mButton->setEnabled( mTask || QFileInfo( mModelFile->filePath() ).isFile() );
  if ( mTask )
    mText->setText( tr( "A map is being explained. Its progress is in the status bar of QGIS." ) );
  else if ( !whyNotNow.isEmpty() || !mProblem.isEmpty() )
    mText->setText( whyNotNow.isEmpty() ? mProblem : whyNotNow );
  else
    mText->setText(
        tr( "This step is not explained yet. Choose the model that made the map to find out what counts in each cell." ) );
}

/// Why the step cannot be explained; empty if it can.
QString WhyPanel::whyNot() const
{
  if ( !mModel )
    return tr( "There is no risk raster." );
  if ( mModel->risks().displayFactor() > 1 )
    return tr( "The raster is finer than the grid of its model. Predict without \"Finer for display\" to see why." );
  if ( !mModel->hasPast() )
    return tr( "Add the heatmap stack that the raster was predicted from to the project to see why." );
  return ExplanationTask::problem();
}

QVariantMap WhyPanel::parameters() const
{
  return { { QStringLiteral( "HEATMAPS" ), mModel->stackFile() },
           { QStringLiteral( "MODEL" ), mModelFile->filePath() },
           { QStringLiteral( "END" ), QString::fromStdString( toIso8601( mModel->risks().steps().start( 0 ) ) ) },
           { QStringLiteral( "STEPS_AHEAD" ), mStep + 1 } };
}

void WhyPanel::startOrCancel()
{
  if ( mTask )
    mTask->cancel();
  else if ( mLayer && mModel )
    start();
  refresh();
}

void WhyPanel::start()
{
  auto task = std::make_unique<ExplanationTask>( parameters(), *mLayer );
  if ( task->algorithmCanceled() ) // what it was given cannot be read; the task manager would never say that it has ended
  {
    mProblem = task->error();
    return;
  }
  mProblem.clear();
  mLayer->setCustomProperty( modelProperty, mModelFile->filePath() );
  connect( task.get(), &QgsProcessingAlgRunnerTask::executed, this,
           [this, task = task.get(), layer = mLayer, step = mStep]( bool, const QVariantMap &results )
           { finish( *task, layer, step, results.value( QStringLiteral( "EXPLANATION" ) ).toString() ); } );
  mTask = task.get();
  QgsApplication::taskManager()->addTask( task.release() );
}

/// \param file  empty if there is none
void WhyPanel::finish( ExplanationTask &task, const QPointer<QgsRasterLayer> &layer, int step, const QString &file )
{
  mTask = nullptr;
  mProblem = task.error();
  try
  {
    if ( layer && !file.isEmpty() )
      keep( *layer, step, file );
  }
  catch ( const std::exception &error ) // the file went away, or is broken
  {
    mProblem = QString::fromUtf8( error.what() );
  }
  refresh();
}

void WhyPanel::keep( const QgsRasterLayer &layer, int step, const QString &file )
{
  if ( &layer == mLayer && mModel )
  {
    mModel->learnFrom( file );
    if ( !mModel->explained().knows( step ) )
    {
      mProblem =
          tr( "With this model and these heatmaps, the step has another map. Choose the model that made this one, or predict "
              "again." );
      return;
    }
  }
  auto explanation = std::make_unique<QgsRasterLayer>( file, tr( "Why: %1" ).arg( layer.name() ) );
  if ( !explanation->isValid() )
    throw Error( "The explanation " + file.toStdString() + " cannot be read: explain the map again." );
  addBelow( layer, std::move( explanation ) );
}

} // namespace riskcast
