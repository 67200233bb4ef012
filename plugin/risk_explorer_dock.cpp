#include "risk_explorer_dock.h"

#include "algorithm_buttons.h"
#include "cell_panel.h"
#include "cell_picker.h"
#include "compare_panel.h"
#include "flag_panel.h"
#include "flag_style.h"
#include "label_tally.h"
#include "layer_files.h"
#include "raster_box.h"
#include "step_link.h"
#include "why_panel.h"

#include <qgsguiutils.h>
#include <qgsmapcanvas.h>
#include <qgsproject.h>
#include <qgsrasterlayer.h>

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>

namespace riskcast
{

namespace
{

QGroupBox *groupOf( const QString &title, QWidget *content )
{
  auto *group = new QGroupBox( title );
  group->setLayout( new QVBoxLayout );
  group->layout()->addWidget( content );
  return group;
}

/// Scrolls up and down alone: it is never narrower than what it holds, whatever the size of the font.
class TallArea : public QScrollArea
{
public:
  QSize minimumSizeHint() const override
  {
    const int width = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width() + 2 * frameWidth();
    return { width, QScrollArea::minimumSizeHint().height() };
  }
  QSize sizeHint() const override { return minimumSizeHint().expandedTo( QScrollArea::sizeHint() ); }

protected:
  bool eventFilter( QObject *watched, QEvent *event ) override
  {
    if ( watched == widget() && event->type() == QEvent::LayoutRequest )
      updateGeometry();
    return QScrollArea::eventFilter( watched, event );
  }
};

} // namespace

RiskExplorerDock::RiskExplorerDock( QgsMapCanvas &canvas, QWidget *parent )
    : QgsDockWidget( tr( "Risk explorer" ), parent )
    , mLink( new StepLink( canvas, this ) )
    , mStyle( new FlagStyle( this ) )
    , mPicker( new CellPicker( canvas, this ) )
    , mTally( new LabelTally( this ) )
{
  setObjectName( QStringLiteral( "RiskcastExplorer" ) );
  addWidgets();
  connectWidgets();
  followProject();
  release();
}

RiskExplorerDock::~RiskExplorerDock() = default;

void RiskExplorerDock::addWidgets()
{
  mRaster = new RasterBox( nullptr );
  mRaster->setAccessibleName( tr( "Risk raster" ) );
  mStep = new QComboBox;
  mStep->setAccessibleName( tr( "Step" ) );
  mMessage = new QLabel;
  mMessage->setAccessibleName( tr( "Message" ) );
  mMessage->setWordWrap( true );
  mMessage->setTextInteractionFlags( Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard );
  mFlags = new FlagPanel( nullptr );
  mCell = new CellPanel( mPicker->action(), nullptr );
  mWhy = new WhyPanel( nullptr );
  mOther = new ComparePanel( nullptr );
  mAlgorithms = new AlgorithmButtons( nullptr );

  auto *scrolled = new QWidget;
  auto *layout = new QVBoxLayout( scrolled );
  auto *form = new QFormLayout;
  form->addRow( tr( "Risk r&aster" ), mRaster );
  form->addRow( tr( "&Step" ), mStep );
  layout->addLayout( form );
  layout->addWidget( mMessage );
  mContent = new QWidget;
  auto *groups = new QVBoxLayout( mContent );
  groups->setContentsMargins( 0, 0, 0, 0 );
  groups->addWidget( groupOf( tr( "Flagged cells" ), mFlags ) );
  groups->addWidget( groupOf( tr( "Cell" ), mCell ) );
  groups->addWidget( groupOf( tr( "Why" ), mWhy ) );
  groups->addWidget( groupOf( tr( "Another raster" ), mOther ) );
  groups->addWidget( mAlgorithms );
  layout->addWidget( mContent );
  layout->addStretch();

  auto *area = new TallArea;
  area->setWidgetResizable( true );
  area->setFrameShape( QFrame::NoFrame );
  area->setHorizontalScrollBarPolicy( Qt::ScrollBarAlwaysOff );
  area->setWidget( scrolled );
  setWidget( area );
}

void RiskExplorerDock::connectWidgets()
{
  connect( mRaster, &QgsMapLayerComboBox::layerChanged, this, &RiskExplorerDock::chooseRaster );
  connect( mStep, qOverload<int>( &QComboBox::currentIndexChanged ), this, &RiskExplorerDock::chooseStep );
  connect( mLink, &StepLink::moved, mStep, &QComboBox::setCurrentIndex );
  connect( mFlags, &FlagPanel::percentileMoved, this, &RiskExplorerDock::movePercentile );
  connect( mFlags, &FlagPanel::classesWanted, this,
           [this] { attempt( [&] { mStyle->showClasses( mStep->currentIndex() + 1 ); } ); } );
  connect( mStyle, &FlagStyle::changed, this, [this] { mFlags->setFlagsShown( mStyle->percentile().has_value() ); } );
  connect( mTally, &LabelTally::finished, mFlags, [this]( int, const LabelCounts &counts ) { mFlags->setAllLabels( counts ); } );
  connect( mPicker, &CellPicker::picked, this, [this]( int cell ) { chooseCell( cell ); } );
  connect( mPicker, &CellPicker::missed, mCell,
           [this]( const QString &why )
           {
             chooseCell( std::nullopt );
             mCell->setNothing( why );
           } );
  connect( mCell, &CellPanel::riskiestWanted, this, &RiskExplorerDock::chooseRiskiest );
  connect( mCell, &CellPanel::neighbourWanted, this, &RiskExplorerDock::chooseNeighbour );
  connect( mOther, &ComparePanel::changed, this, &RiskExplorerDock::updateCell );
  connect( mOther, &ComparePanel::changed, this, &RiskExplorerDock::updateFlags );
  connect( this, &QgsDockWidget::opened, this, &RiskExplorerDock::open );
  connect( this, &QgsDockWidget::closed, this, &RiskExplorerDock::release );
}

void RiskExplorerDock::followProject()
{
  connect( QgsProject::instance(), &QgsProject::layersAdded, this, &RiskExplorerDock::refreshRasters );
  connect( QgsProject::instance(), &QgsProject::layersRemoved, this, &RiskExplorerDock::refreshRasters );
}

void RiskExplorerDock::explore( QgsRasterLayer *layer )
{
  setUserVisible( true );
  if ( layer )
    mRaster->setLayer( layer );
}

void RiskExplorerDock::open()
{
  mIsOpen = true;
  mAlgorithms->refresh();
  refreshRasters();
}

void RiskExplorerDock::release()
{
  mIsOpen = false;
  mPicker->leaveMap();
  closeRaster();
  mOther->forget();
}

void RiskExplorerDock::refreshRasters()
{
  if ( !mIsOpen )
    return;
  mRaster->refresh();
  mOther->refresh();
  const std::optional<int> cell = mChosenCell;
  const QgsRasterLayer *layer = mLayer;
  if ( mModel && filesOfWhatIsKnown() != mLearnedFrom )
    closeRaster();
  chooseRaster();
  if ( cell && layer == mLayer && !mChosenCell )
    chooseCell( cell ); // what is known changed, and nothing else
}

void RiskExplorerDock::chooseRaster()
{
  QgsRasterLayer *layer = mRaster->raster();
  if ( !mIsOpen || ( mModel && layer == mLayer ) )
    return;
  closeRaster();
  if ( layer )
    attempt( [&] { openRaster( *layer ); } );
  else
    say( tr( "There is no risk raster in the project. Add one, or make one with the algorithm \"Predict risk\"." ) );
}

void RiskExplorerDock::closeRaster()
{
  mTally->stop();
  mWhy->setRaster( nullptr, nullptr );
  mModel.reset();
  mContent->hide();
  if ( mLayer )
    disconnect( mLayer, nullptr, this, nullptr );
  mLayer = nullptr;
  mLink->setLayer( nullptr, {} );
  mStyle->setLayer( nullptr );
  chooseCell( std::nullopt );
}

void RiskExplorerDock::openRaster( QgsRasterLayer &layer )
{
  const QgsTemporaryCursorOverride waiting( Qt::WaitCursor );
  auto model = std::make_unique<RiskExplorerModel>( fileOf( &layer ), QgsProject::instance()->transformContext() );
  say( {} );
  mLearnedFrom = filesOfWhatIsKnown();
  for ( const QString &file : mLearnedFrom )
    attempt( [&] { model->learnFrom( file ); } ); // a broken one is named, and the others still count
  mModel = std::move( model );
  mWhy->setRaster( &layer, mModel.get() );
  mLayer = &layer;
  connect( &layer, &QgsMapLayer::dataChanged, this, &RiskExplorerDock::reopenRaster );
  mLink->setLayer( &layer, mModel->risks().steps() );
  mStyle->setLayer( &layer );
  mPicker->setGrid( mModel->risks().grid(), layer.crs() );
  mAlgorithms->setInputs( layer.id(), mModel->stackFile() );
  mFlags->setPercentile( mStyle->percentile().value_or( mFlags->percentile() ) );
  mFlags->setFlagsShown( mStyle->percentile().has_value() );
  listSteps();
  mContent->show();
  updateFlags();
  updateCell();
  tally();
}

void RiskExplorerDock::reopenRaster()
{
  closeRaster();
  chooseRaster();
}

void RiskExplorerDock::listSteps()
{
  const QSignalBlocker silent( mStep );
  const TimeSteps &steps = mModel->risks().steps();
  mStep->clear();
  for ( int step = 0; step < steps.count(); ++step )
    mStep->addItem( QString::fromStdString( toIso8601( steps.start( step ) ) ) );
  mStep->setCurrentIndex( mLink->shownStep().value_or( 0 ) );
}

void RiskExplorerDock::chooseStep()
{
  if ( !mModel )
    return;
  if ( mLink->shownStep() != mStep->currentIndex() )
    mLink->show( mStep->currentIndex() );
  updateFlags();
  if ( mStyle->percentile() )
    showFlags();
  updateCellInStep();
}

void RiskExplorerDock::movePercentile()
{
  if ( !mModel )
    return;
  showFlags();
  updateFlags();
  tally();
}

void RiskExplorerDock::tally()
{
  mFlags->setKnownSteps( static_cast<int>( mModel->known().steps().size() ) );
  mTally->start( *mModel, mFlags->percentile() );
}

/// The threshold is that of the step: each step flags the same share of the cells.
void RiskExplorerDock::showFlags()
{
  attempt(
      [&]
      {
        const int step = mStep->currentIndex();
        const int percentile = mFlags->percentile();
        mStyle->showFlags( step + 1, mModel->flags( step, percentile ).threshold, percentile );
      } );
}

void RiskExplorerDock::updateFlags()
{
  if ( !mModel )
    return;
  attempt(
      [&]
      {
        mFlags->setFacts( mModel->flags( mStep->currentIndex(), mFlags->percentile() ) );
        mOther->setFlags( mModel->risks(), mStep->currentIndex(), mFlags->percentile() );
      } );
}

void RiskExplorerDock::chooseCell( std::optional<int> cell )
{
  mChosenCell = cell;
  mPicker->mark( cell );
  updateCell();
}

void RiskExplorerDock::chooseNeighbour( int rows, int columns )
{
  if ( !mModel || !mChosenCell )
    return;
  const Grid &grid = mModel->risks().grid();
  const int row = *mChosenCell / grid.columns() + rows;
  const int column = *mChosenCell % grid.columns() + columns;
  if ( row >= 0 && row < grid.rows() && column >= 0 && column < grid.columns() )
    chooseCell( row * grid.columns() + column );
}

void RiskExplorerDock::chooseRiskiest()
{
  attempt(
      [&]
      {
        const int cell = mModel->risks().map( mStep->currentIndex() )->riskiest();
        chooseCell( cell < 0 ? std::nullopt : std::optional( cell ) );
        if ( cell < 0 )
          mCell->setNothing( tr( "No cell has data in this step." ) );
      } );
}

/// All of the cell, over all steps.
void RiskExplorerDock::updateCell()
{
  if ( !mModel || !mChosenCell )
  {
    mWhy->setPlace( mStep->currentIndex(), std::nullopt );
    return mCell->setNothing( tr( "Choose a cell on the map, or the riskiest one." ) );
  }
  RiskSeries &risks = mModel->risks();
  const RiskSeries *other = mOther->series();
  const bool isComparable = other && other->grid().sameAs( risks.grid() );
  mCell->setRisks( *mChosenCell, risks, mModel->longRunRisk( *mChosenCell ), isComparable ? other : nullptr );
  mCell->setWeeks( mModel->weeks( *mChosenCell ) );
  updateCellInStep();
}

void RiskExplorerDock::updateCellInStep()
{
  mWhy->setPlace( mStep->currentIndex(), mChosenCell );
  if ( !mModel || !mChosenCell )
    return;
  attempt(
      [&]
      {
        mCell->setFacts( mModel->cell( mStep->currentIndex(), *mChosenCell ) );
        mCell->setStep( mModel->risks().steps().start( mStep->currentIndex() ) );
      } );
}

template<class Work> void RiskExplorerDock::attempt( const Work &work )
{
  try
  {
    work();
  }
  catch ( const std::exception &error )
  {
    say( QString::fromUtf8( error.what() ) );
  }
}

void RiskExplorerDock::say( const QString &message )
{
  mMessage->setText( message );
  mMessage->setVisible( !message.isEmpty() );
}

} // namespace riskcast
