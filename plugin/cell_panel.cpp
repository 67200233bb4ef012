#include "cell_panel.h"

#include "fact_texts.h"
#include "fitted_table.h"
#include "number_text.h"
#include "risk_text.h"
#include "time_chart.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace riskcast
{

namespace
{

constexpr int side = 3; // of the neighbourhood

ChartSeries risksOverTime( const QString &name, const RiskSeries &risks, int cell )
{
  ChartSeries series{ name, ChartSeries::Shape::Line, {} };
  const std::vector<float> values = risks.risksOf( cell );
  for ( int step = 0; step < risks.steps().count(); ++step )
    series.points.push_back( { risks.steps().start( step ), values[step] } );
  return series;
}

} // namespace

CellPanel::CellPanel( QAction *pick, QWidget *parent )
    : QWidget( parent )
    , mText( new QLabel )
    , mFacts( new QWidget )
{
  mText->setWordWrap( true );
  mText->setTextInteractionFlags( Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard );
  mText->setAccessibleName( tr( "Chosen cell" ) );
  mNeighbours = makeNeighbours();
  mRisks = new TimeChart( tr( "Risk by step" ), riskText, this );
  mWeeks = new TimeChart(
      tr( "Incidents" ), []( double count ) { return QString::fromStdString( measureText( count ) ); }, this );
  auto *neighbours = new QLabel( tr( "Risk of the cell and its &neighbours" ) );
  neighbours->setBuddy( mNeighbours );
  auto *facts = new QVBoxLayout( mFacts );
  facts->setContentsMargins( 0, 0, 0, 0 );
  for ( QWidget *widget : { static_cast<QWidget *>( neighbours ), static_cast<QWidget *>( mNeighbours ),
                            static_cast<QWidget *>( mRisks ), static_cast<QWidget *>( mWeeks ) } )
    facts->addWidget( widget );
  auto *layout = new QVBoxLayout( this );
  layout->setContentsMargins( 0, 0, 0, 0 );
  layout->addWidget( makeButtons( pick ) );
  layout->addWidget( mText );
  layout->addWidget( mFacts );
}

QWidget *CellPanel::makeButtons( QAction *pick )
{
  auto *row = new QWidget;
  auto *layout = new QHBoxLayout( row );
  layout->setContentsMargins( 0, 0, 0, 0 );
  auto *onMap = new QToolButton;
  onMap->setDefaultAction( pick );
  onMap->setToolButtonStyle( Qt::ToolButtonTextBesideIcon );
  onMap->setFocusPolicy( Qt::StrongFocus );
  auto *riskiest = new QPushButton( tr( "&Riskiest cell" ) );
  connect( riskiest, &QPushButton::clicked, this, &CellPanel::riskiestWanted );
  layout->addWidget( onMap );
  layout->addWidget( riskiest );
  layout->addStretch();
  return row;
}

QTableWidget *CellPanel::makeNeighbours()
{
  auto *table = new FittedTable( side, side, tr( "Risk of the cell and its neighbours, the north at the top" ) );
  table->setToolTip( tr( "Double-click a neighbour, or press Enter on it, to go there" ) );
  table->horizontalHeader()->hide();
  table->verticalHeader()->hide();
  connect( table, &QTableWidget::cellActivated, this,
           [this]( int row, int column ) { emit neighbourWanted( row - side / 2, column - side / 2 ); } );
  return table;
}

void CellPanel::setNothing( const QString &why )
{
  mText->setText( why );
  mFacts->hide();
}

void CellPanel::setFacts( const CellFacts &facts )
{
  mText->setText( cellText( facts ) );
  mFacts->show();
  for ( int i = 0; i < side * side; ++i )
  {
    auto *item = new QTableWidgetItem( riskText( facts.neighbours[i] ) );
    item->setTextAlignment( Qt::AlignCenter );
    QFont font = item->font();
    font.setBold( i == side * side / 2 );
    item->setFont( font );
    mNeighbours->setItem( i / side, i % side, item );
  }
}

void CellPanel::setRisks( int cell, const RiskSeries &risks, std::optional<double> longRun, const RiskSeries *other )
{
  std::vector<ChartSeries> series = { risksOverTime( tr( "Risk" ), risks, cell ) };
  if ( other )
    series.push_back( risksOverTime( tr( "Other raster" ), *other, cell ) );
  if ( longRun )
    series.push_back( { tr( "Long-run rate" ), ChartSeries::Shape::Level, { { risks.steps().start( 0 ), *longRun } } } );
  mRisks->setSeries( std::move( series ) );
}

void CellPanel::setWeeks( const std::vector<WeekFacts> &weeks )
{
  const bool byWeek = weeks.size() < 2 || weeks[1].start - weeks[0].start == std::chrono::weeks( 1 );
  ChartSeries series{ byWeek ? tr( "Incidents by week" ) : tr( "Incidents by step" ), ChartSeries::Shape::Bars, {} };
  for ( const WeekFacts &week : weeks )
    series.points.push_back( { week.start, week.incidents } );
  mWeeks->setVisible( !weeks.empty() );
  mWeeks->setSeries( { std::move( series ) } );
}

void CellPanel::setStep( LocalTime start )
{
  mRisks->setMarker( start );
}

} // namespace riskcast
