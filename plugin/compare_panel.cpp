#include "compare_panel.h"

#include "error.h"
#include "layer_files.h"
#include "number_text.h"
#include "raster_box.h"
#include "risk_explorer_model.h"

#include <qgsproject.h>
#include <qgsrasterlayer.h>

#include <QFormLayout>
#include <QLabel>

namespace riskcast
{

ComparePanel::ComparePanel( QWidget *parent )
    : QWidget( parent )
    , mRaster( new RasterBox( this ) )
    , mText( new QLabel )
{
  mRaster->setAllowEmptyLayer( true, tr( "Nothing" ) );
  mRaster->setLayer( nullptr );
  mRaster->setAccessibleName( tr( "Risk raster to compare with" ) );
  mText->setWordWrap( true );
  mText->setTextInteractionFlags( Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard );
  mText->setAccessibleName( tr( "Comparison" ) );
  auto *form = new QFormLayout( this );
  form->setContentsMargins( 0, 0, 0, 0 );
  form->addRow( tr( "&Compare with" ), mRaster );
  form->addRow( mText );
  mText->hide();
  connect( mRaster, &QgsMapLayerComboBox::layerChanged, this, &ComparePanel::open );
}

void ComparePanel::refresh()
{
  mRaster->refresh();
}

void ComparePanel::open()
{
  mSeries.reset();
  mText->hide();
  try
  {
    if ( const QgsRasterLayer *layer = mRaster->raster() )
      mSeries = std::make_unique<RiskSeries>( fileOf( layer ), QgsProject::instance()->transformContext() );
  }
  catch ( const std::exception &error )
  {
    mText->setText( QString::fromUtf8( error.what() ) );
    mText->show();
  }
  emit changed();
}

void ComparePanel::setFlags( RiskSeries &risks, int step, int percentile )
{
  if ( !mSeries )
    return;
  mText->show();
  if ( !risks.grid().sameAs( mSeries->grid() ) )
    return mText->setText( tr( "The other raster has another grid, so that its cells cannot be compared. Choose one of the same "
                               "heatmap stack." ) );
  if ( const std::optional<int> shared = sharedFlags( risks, *mSeries, step, percentile ) )
    mText->setText( tr( "Flagged in both: %1 of %2 cells" )
                        .arg( QString::fromStdString( countText( *shared ) ) )
                        .arg( QString::fromStdString(
                            countText( risks.map( step )->above( risks.map( step )->threshold( percentile ) ).cells ) ) ) );
  else
    mText->setText( tr( "The other raster does not have this step." ) );
}

void ComparePanel::forget()
{
  mSeries.reset();
}

} // namespace riskcast
