#include "risk_bulletin.h"

#include "bulletin_texts.h"
#include "district_layer.h"
#include "district_risk.h"
#include "error.h"
#include "styling.h"

#include <qgslayertree.h>
#include <qgslayertreemodellegendnode.h>
#include <qgslayoutframe.h>
#include <qgslayoutitemlabel.h>
#include <qgslayoutitemlegend.h>
#include <qgslayoutitemmanualtable.h>
#include <qgslayoutitemmap.h>
#include <qgslayouttablecolumn.h>
#include <qgslayoututils.h>
#include <qgslegendrenderer.h>
#include <qgsmaplayerlegend.h>
#include <qgsprintlayout.h>
#include <qgsrasterlayer.h>
#include <qgsrasterrenderer.h>
#include <qgsreadwritecontext.h>
#include <qgstextrenderer.h>
#include <qgsvectorlayer.h>

#include <QCoreApplication>
#include <QFile>

namespace riskcast
{

namespace
{

/// What layouts/risk_bulletin.qpt says by itself, for lupdate to find.
[[maybe_unused]] constexpr const char *layoutTexts[] = { QT_TRANSLATE_NOOP( "RiskBulletin", "Base rate" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin", "How good the forecast is" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin", "How to read it" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin", "Districts" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin",
                                                                            "Probability of at least one\nincident in a cell" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin", "Rank" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin", "District" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin", "Mean risk" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin", "Highest risk" ),
                                                         QT_TRANSLATE_NOOP( "RiskBulletin", "Incidents expected" ) };

/// What a template says in other words than ours stays as it is.
void translate( QDomDocument &document, const QString &tag, const QString &attribute )
{
  const QDomNodeList nodes = document.elementsByTagName( tag );
  for ( int i = 0; i < nodes.size(); ++i )
  {
    QDomElement element = nodes.at( i ).toElement();
    if ( const QString text = element.attribute( attribute ); !text.isEmpty() )
      element.setAttribute( attribute, QCoreApplication::translate( "RiskBulletin", text.toUtf8() ) );
  }
}

QDomDocument readTemplate( const QString &path )
{
  QFile file( path );
  QDomDocument document;
  if ( !file.open( QIODevice::ReadOnly ) || !document.setContent( &file ) )
    throw Error( "The template " + path.toStdString() + " cannot be read. Choose a layout template (.qpt)." );
  translate( document, QStringLiteral( "LayoutItem" ), QStringLiteral( "labelText" ) );
  translate( document, QStringLiteral( "LayoutItem" ), QStringLiteral( "title" ) );
  translate( document, QStringLiteral( "header" ), QStringLiteral( "heading" ) );
  return document;
}

template<class Item> Item *itemOf( const QgsPrintLayout &layout, const char *id )
{
  return dynamic_cast<Item *>( layout.itemById( QString::fromLatin1( id ) ) );
}

/// \param text  shown as it is: what looks like an expression is not evaluated
void fillLabel( const QgsPrintLayout &layout, const char *id, QString text )
{
  constexpr QChar zeroWidthSpace( 0x200b );
  text.replace( QStringLiteral( "[%" ), QStringLiteral( "[%1%" ).arg( zeroWidthSpace ) );
  if ( auto *label = itemOf<QgsLayoutItemLabel>( layout, id ) )
    label->setText( text );
}

/// Whether the lines of a label do not go beyond it.
bool holdsItsText( QgsLayoutItemLabel &label )
{
  const QgsRenderContext context = QgsLayoutUtils::createRenderContextForLayout( label.layout(), nullptr );
  const auto pixels = [&]( double length ) { return context.convertToPainterUnits( length, Qgis::RenderUnit::Millimeters ); };
  const double height =
      QgsTextRenderer::textHeight( context, label.textFormat(), { label.currentText() }, Qgis::TextLayoutMode::Rectangle, nullptr,
                                   Qgis::TextRendererFlag::WrapLines, pixels( label.rect().width() ) );
  return height <= pixels( label.rect().height() );
}

/// A long title is written smaller, down to a size that the eye still reads with ease.
void fillTitle( const QgsPrintLayout &layout, const QString &title )
{
  constexpr double least = 9; // points
  fillLabel( layout, "title", title );
  auto *label = itemOf<QgsLayoutItemLabel>( layout, "title" );
  while ( label && label->textFormat().size() > least && !holdsItsText( *label ) )
  {
    QgsTextFormat format = label->textFormat();
    format.setSize( std::max( least, 0.95 * format.size() ) );
    label->setTextFormat( format );
  }
}

void fillTable( const QgsPrintLayout &layout, const QList<QStringList> &rows )
{
  const auto *frame = itemOf<QgsLayoutFrame>( layout, "districts" );
  auto *table = frame ? dynamic_cast<QgsLayoutItemManualTable *>( frame->multiFrame() ) : nullptr;
  if ( !table )
    return;
  QgsTableContents contents;
  for ( const QStringList &row : rows )
  {
    QgsTableRow cells;
    for ( const QString &text : row )
    {
      QgsTableCell cell( text );
      cell.setTextFormat( table->contentTextFormat() );
      cell.setHorizontalAlignment( table->headers().value( cells.size() ).hAlignment() );
      cells << cell;
    }
    contents << cells;
  }
  table->setTableContents( contents );
  QgsLayoutTableColumns columns = table->columns(); // which QGIS makes of the headers, but for their alignment
  for ( qsizetype i = 0; i < columns.size(); ++i )
    columns[i].setHAlignment( table->headers().value( i ).hAlignment() );
  table->setColumns( columns );
  // A template cannot be stored so: its empty table would do without its further pages.
  table->setResizeMode( QgsLayoutMultiFrame::RepeatUntilFinished );
}

} // namespace

RiskBulletin::RiskBulletin( const QString &layoutTemplate, const QString &raster, const RiskMaps &maps,
                            const std::vector<NamedArea> &districts, const QList<QgsMapLayer *> &basemap,
                            const QgsCoordinateTransformContext &transforms )
    : mTemplate( readTemplate( layoutTemplate ) )
    , mBasemap( basemap )
    , mLegendTexts( legendTexts( maps ) )
{
  auto risk = std::make_unique<QgsRasterLayer>( raster, QStringLiteral( "risk" ) );
  styleLayer( *risk );
  mProject.setTransformContext( transforms );
  mProject.setCrs( risk->crs(), true );
  mRisk = risk.get();
  mProject.addMapLayer( risk.release() );
  if ( !districts.empty() )
  {
    mDistricts = districtLayer( districts, mRisk->crs() ).release();
    mProject.addMapLayer( mDistricts );
  }
  if ( !itemOf<QgsLayoutItemMap>( *layout( {} ), "map" ) )
    throw Error( "The template " + layoutTemplate.toStdString() + " has no map with the item id \"map\". Give it one." );
}

RiskBulletin::~RiskBulletin() = default;

std::unique_ptr<QgsPrintLayout> RiskBulletin::layout( const BulletinPage &page )
{
  mRisk->renderer()->setInputBand( page.step + 1 );
  if ( mDistricts )
    drawDistricts( *mDistricts, page.labelledDistricts, page.district );
  auto layout = std::make_unique<QgsPrintLayout>( &mProject );
  layout->loadFromTemplate( mTemplate, QgsReadWriteContext() );
  fillTitle( *layout, page.title );
  fillLabel( *layout, "period", page.period );
  fillLabel( *layout, "base_rate", page.baseRate );
  fillLabel( *layout, "verdict", page.verdict );
  fillLabel( *layout, "caveats", page.caveats );
  fillMap( *layout, page );
  fillLegend( *layout );
  fillTable( *layout, page.districtRows );
  return layout;
}

void RiskBulletin::fillMap( QgsPrintLayout &layout, const BulletinPage &page ) const
{
  auto *map = itemOf<QgsLayoutItemMap>( layout, "map" );
  if ( !map )
    return;
  QList<QgsMapLayer *> layers = { mRisk };
  if ( mDistricts )
    layers.prepend( mDistricts );
  map->setCrs( mRisk->crs() );
  map->setKeepLayerSet( true );
  map->setLayers( layers + mBasemap );
  map->zoomToExtent( page.extent );
}

void RiskBulletin::fillLegend( QgsPrintLayout &layout ) const
{
  auto *legend = itemOf<QgsLayoutItemLegend>( layout, "legend" );
  if ( !legend )
    return;
  legend->setAutoUpdateModel( false );
  QgsLayerTreeModel &model = *legend->model();
  model.rootGroup()->clear();
  QgsLayerTreeLayer *node = model.rootGroup()->addLayer( mRisk );
  QgsLegendRenderer::setNodeLegendStyle( node, QgsLegendStyle::Hidden );
  // The highest class comes first; node 0, which is the name of the band, is left out.
  QList<int> order;
  for ( int i = 0; i < mLegendTexts.size(); ++i )
  {
    order.prepend( i + 1 );
    QgsMapLayerLegendUtils::setLegendNodeUserLabel( node, i + 1, mLegendTexts.at( i ) );
  }
  QgsMapLayerLegendUtils::setLegendNodeOrder( node, order );
  model.refreshLayerLegend( node );
}

} // namespace riskcast
