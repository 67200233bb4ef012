#include "flag_panel.h"

#include "fact_texts.h"
#include "fitted_table.h"
#include "number_text.h"
#include "risk_explorer_model.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

namespace riskcast
{

namespace
{

constexpr int lowest = 85;
constexpr int highest = 99;
constexpr int usual = 95;
constexpr int ofStep = 0; // columns of the table
constexpr int ofAll = 1;
constexpr int labelCount = 6;

/// A number that a screen reader finds and that can be copied.
QLabel *addNumber( QFormLayout &form, const QString &name )
{
  auto *label = new QLabel;
  label->setTextInteractionFlags( Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard );
  label->setAccessibleName( name );
  label->setWordWrap( true );
  form.addRow( name, label );
  return label;
}

QIcon swatch( const std::string &color )
{
  constexpr int side = 16; // as small icons are
  QPixmap square( side, side );
  square.fill( QColor( QString::fromStdString( color ) ) );
  return square;
}

QTableWidgetItem *numberItem( const QString &text )
{
  auto *item = new QTableWidgetItem( text );
  item->setTextAlignment( Qt::AlignRight | Qt::AlignVCenter );
  return item;
}

} // namespace

FlagPanel::FlagPanel( QWidget *parent )
    : QWidget( parent )
{
  auto *form = new QFormLayout( this );
  form->setContentsMargins( 0, 0, 0, 0 );
  mSlider = new QSlider( Qt::Horizontal );
  mSlider->setRange( lowest, highest );
  mSlider->setValue( usual );
  mSlider->setPageStep( 1 );
  mSlider->setTickPosition( QSlider::TicksBelow );
  mSlider->setAccessibleName( tr( "Percentile above which cells are flagged" ) );
  auto *number = new QSpinBox;
  number->setRange( lowest, highest );
  number->setValue( usual );
  number->setAccessibleName( tr( "Percentile as a number" ) );
  connect( mSlider, &QSlider::valueChanged, number, &QSpinBox::setValue );
  connect( number, qOverload<int>( &QSpinBox::valueChanged ), mSlider, &QSlider::setValue );
  connect( mSlider, &QSlider::valueChanged, this, &FlagPanel::percentileMoved );
  auto *row = new QHBoxLayout;
  row->addWidget( mSlider, 1 );
  row->addWidget( number );
  form->addRow( tr( "&Percentile" ), row );
  static_cast<QLabel *>( form->labelForField( row ) )->setBuddy( mSlider );
  addNumbers( *form );
  addLabels( *form );
}

void FlagPanel::addNumbers( QFormLayout &form )
{
  mArea = addNumber( form, tr( "Area" ) );
  mCells = addNumber( form, tr( "Cells" ) );
  mIncidents = addNumber( form, tr( "Expected incidents" ) );
  mClasses = new QPushButton( tr( "Show risk c&lasses" ) );
  mClasses->setToolTip( tr( "Draws the map in the graded classes of its model again" ) );
  connect( mClasses, &QPushButton::clicked, this, &FlagPanel::classesWanted );
  form.addRow( QString(), mClasses );
}

void FlagPanel::addLabels( QFormLayout &form )
{
  mUnknown = new QLabel;
  mUnknown->setWordWrap( true );
  form.addRow( mUnknown );
  mLabels = new FittedTable( labelCount + 1, 2, tr( "What happened: cells by label" ) );
  mLabels->setHorizontalHeaderLabels( { tr( "This step" ), QString() } );
  for ( int label = 0; label < labelCount; ++label )
  {
    auto *header = new QTableWidgetItem( labelText( static_cast<CellLabel>( label ) ) );
    header->setIcon( swatch( labelColor( static_cast<CellLabel>( label ) ) ) );
    mLabels->setVerticalHeaderItem( label, header );
  }
  auto *hitRate = new QTableWidgetItem( tr( "Hit rate" ) );
  hitRate->setToolTip( tr( "Share of the cells with an incident that are flagged" ) );
  mLabels->setVerticalHeaderItem( labelCount, hitRate );
  form.addRow( mLabels );
}

int FlagPanel::percentile() const
{
  return mSlider->value();
}

void FlagPanel::setPercentile( int percentile )
{
  const QSignalBlocker silent( this );
  mSlider->setValue( percentile );
}

void FlagPanel::setFlagsShown( bool areShown )
{
  mClasses->setEnabled( areShown );
}

void FlagPanel::setFacts( const FlagFacts &facts )
{
  mArea->setText( areaText( facts ) );
  mCells->setText( cellsText( facts ) );
  mIncidents->setText( incidentsText( facts ) );
  mUnknown->setVisible( !facts.labels );
  for ( int row = 0; row <= labelCount; ++row )
    mLabels->setItem( row, ofStep, numberItem( QStringLiteral( "–" ) ) );
  if ( facts.labels )
    setColumn( ofStep, *facts.labels );
}

void FlagPanel::setKnownSteps( int steps )
{
  mLabels->setVisible( steps > 0 );
  mLabels->horizontalHeaderItem( ofAll )->setText( tr( "%n step(s)", nullptr, steps ) );
  mLabels->horizontalHeaderItem( ofAll )->setToolTip( tr( "All steps of the raster of which it is known what happened" ) );
  const QString unknown = tr( "What happened in this step is not known." );
  const QString help =
      tr( "Add a heatmap stack of the same grid that goes on beyond it, or its raster of six labels, to the project." );
  mUnknown->setText( steps > 0 ? unknown : unknown + ' ' + help );
  for ( int row = 0; row <= labelCount; ++row )
    mLabels->setItem( row, ofAll, numberItem( QStringLiteral( "…" ) ) );
}

void FlagPanel::setAllLabels( const LabelCounts &counts )
{
  setColumn( ofAll, counts );
}

void FlagPanel::setColumn( int column, const LabelCounts &counts )
{
  for ( int label = 0; label < labelCount; ++label )
    mLabels->setItem( label, column, numberItem( QString::fromStdString( countText( counts.cells[label] ) ) ) );
  mLabels->setItem( labelCount, column, numberItem( hitRateText( counts ) ) );
}

} // namespace riskcast
