#include "maps.h"
#include "risk_classes.h"
#include "styling.h"
#include "three_days.h"
#include "windows.h"

#include <qgsapplication.h>
#include <qgslayertree.h>
#include <qgslayertreemodel.h>
#include <qgslayertreemodellegendnode.h>
#include <qgslegendsettings.h>
#include <qgspalettedrasterrenderer.h>
#include <qgsrasterlayertemporalproperties.h>

#include <qgssldexportcontext.h>

#include <QDomDocument>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <memory>

using namespace riskcast;

namespace
{

/// The colours of the swatches in a legend, as a layout draws them on white paper.
QList<QColor> legendColours( QgsRasterLayer &layer )
{
  QgsLayerTree root;
  QgsLayerTreeLayer *tree = root.addLayer( &layer );
  QgsLayerTreeModel model( &root );
  QList<QColor> colours;
  for ( QgsLayerTreeModelLegendNode *node : model.layerLegendNodes( tree ) )
  {
    if ( !qobject_cast<QgsRasterSymbolLegendNode *>( node ) )
      continue;
    QImage paper( 20, 20, QImage::Format_ARGB32 );
    paper.fill( Qt::white );
    QPainter painter( &paper );
    QgsLegendSettings settings;
    settings.setSymbolSize( QSizeF( 20, 20 ) );
    QgsLayerTreeModelLegendNode::ItemContext place;
    place.painter = &painter;
    node->drawSymbol( settings, &place, 20 );
    painter.end();
    colours << paper.pixelColor( 10, 10 );
  }
  return colours;
}

} // namespace

class TestStyling : public QObject
{
  Q_OBJECT

private slots:
  void riskHasTheClassesOfItsModel();
  void theMapOfAStepShowsTheClassesOfItsCells_data();
  void theMapOfAStepShowsTheClassesOfItsCells();
  void legendAndMapHaveTheSameColours_data();
  void legendAndMapHaveTheSameColours();
  void whatLiesBeneathIsSeen();
  void aStepIsShownFromItsStartUpToTheNext();
  void classesAreNamedAndNoneIsCalledSafe();
  void countsRiseFromNoneToTheMaximum_data();
  void countsRiseFromNoneToTheMaximum();
  void aDayWithoutReportsIsNotShown();
  void filledMapsAreDatedAndTheBinaryOnesAreNotShown();
  void asSldColoursAndBreaksAreTheSame_data();
  void asSldColoursAndBreaksAreTheSame();

private:
  const std::unique_ptr<ResultFolder> mFolder = std::make_unique<ResultFolder>();
  Feedback mFeedback;
};

void TestStyling::riskHasTheClassesOfItsModel()
{
  const Layer layer = unstyled( mFolder->risk() );
  QVERIFY( styleLayer( *layer ) );
  const auto classes = items( *layer );
  const std::vector<std::string> names = classNames( defaultPercentiles );
  QCOMPARE( static_cast<size_t>( classes.size() ), names.size() );
  for ( size_t i = 0; i < names.size(); ++i )
  {
    QCOMPARE( classes[i].label, QString::fromStdString( names[i] ) );
    if ( i < breaks.size() ) // the bound lies between the break and the next Float32
      QCOMPARE( static_cast<float>( classes[i].value ), static_cast<float>( breaks[i] ) );
  }
  QCOMPARE( classes.last().value, 1.0 ); // a bound that every map server can read, unlike infinity
}

void TestStyling::theMapOfAStepShowsTheClassesOfItsCells_data()
{
  QTest::addColumn<bool>( "asClasses" );
  QTest::addColumn<bool>( "reopen" );
  QTest::newRow( "risk" ) << false << false;
  QTest::newRow( "risk re-opened" ) << false << true;
  QTest::newRow( "classes" ) << true << false;
  QTest::newRow( "classes re-opened" ) << true << true;
}

void TestStyling::theMapOfAStepShowsTheClassesOfItsCells()
{
  QFETCH( bool, asClasses );
  QFETCH( bool, reopen );
  const QString file = asClasses ? mFolder->classes() : mFolder->risk();
  QVERIFY( writeStyleFile( file, mFeedback ) );
  const Layer layer = reopen ? reopened( file ) : unstyled( file );
  if ( !reopen )
    QVERIFY( styleLayer( *layer ) );
  QCOMPARE( classesIn( drawn( *layer, newYear ) ), classesOfRisks[0] );
  QCOMPARE( classesIn( drawn( *layer, dayAfter ) ), classesOfRisks[1] );
  QCOMPARE( classesIn( drawn( *layer, nextWeek ) ), QStringLiteral( "- - - / - - -" ) );
}

void TestStyling::legendAndMapHaveTheSameColours_data()
{
  QTest::addColumn<bool>( "asClasses" );
  QTest::newRow( "risk" ) << false;
  QTest::newRow( "classes" ) << true;
}

void TestStyling::legendAndMapHaveTheSameColours()
{
  QFETCH( bool, asClasses );
  const Layer layer = unstyled( asClasses ? mFolder->classes() : mFolder->risk() );
  QVERIFY( styleLayer( *layer ) );
  const QList<QColor> colours = legendColours( *layer );
  QCOMPARE( colours.size(), classColours.size() );
  for ( qsizetype i = 0; i < colours.size(); ++i ) // as the cells of theMapOfAStepShowsTheClassesOfItsCells()
    QVERIFY2( isSame( colours[i], onPaper( classColours[i] ) ), qPrintable( colours[i].name() ) );
}

void TestStyling::whatLiesBeneathIsSeen()
{
  const QString file = mFolder->risk();
  QVERIFY( writeStyleFile( file, mFeedback ) );
  const Layer layer = reopened( file );
  // The cell in the north-west is of class 1, #fed976: 55 % of 254, 217, 118, and 45 % of a street of grey 128.
  const QColor pixel = drawn( *layer, newYear, QColor( 128, 128, 128 ) ).pixelColor( 0, 0 );
  QVERIFY2( isSame( pixel, QColor( 197, 177, 123 ) ), qPrintable( pixel.name() ) );
}

void TestStyling::aStepIsShownFromItsStartUpToTheNext()
{
  const Layer layer = unstyled( mFolder->risk() );
  styleLayer( *layer );
  QVERIFY( dates( *layer ).isActive() );
  QCOMPARE( dates( *layer ).mode(), Qgis::RasterTemporalMode::FixedRangePerBand );
  const auto ranges = dates( *layer ).fixedRangePerBand();
  QCOMPARE( ranges.size(), 3 );
  QCOMPARE( ranges[1], newYear );
  QCOMPARE( ranges[2], dayAfter );
  const auto band = [&]( const QString &begin, const QString &end )
  { return dates( *layer ).bandForTemporalRange( layer.get(), day( begin, end ) ); };
  QCOMPARE( band( "2024-01-01T00:00:00", "2024-01-01T01:00:00" ), 1 );
  QCOMPARE( band( "2024-01-01T23:00:00", "2024-01-02T00:00:00" ), 1 );
  QCOMPARE( band( "2024-01-02T00:00:00", "2024-01-02T01:00:00" ), 2 );
}

void TestStyling::classesAreNamedAndNoneIsCalledSafe()
{
  const Layer layer = unstyled( mFolder->classes() );
  QVERIFY( styleLayer( *layer ) );
  const auto &renderer = dynamic_cast<const QgsPalettedRasterRenderer &>( *layer->renderer() );
  QStringList names;
  for ( const QgsPalettedRasterRenderer::Class &riskClass : renderer.classes() )
    names << QStringLiteral( "%1: %2" ).arg( riskClass.value ).arg( riskClass.label );
  const QStringList expected = { "1: Lowest 25 % of cells",  "2: Top 75 to 25 % of cells", "3: Top 25 to 9 % of cells",
                                 "4: Top 9 to 4 % of cells", "5: Top 4 to 1 % of cells",   "6: Top 1 % of cells" };
  QCOMPARE( names, expected );
  QVERIFY( !names.join( ' ' ).contains( QStringLiteral( "safe" ), Qt::CaseInsensitive ) );
}

void TestStyling::countsRiseFromNoneToTheMaximum_data()
{
  QTest::addColumn<QString>( "counts" );
  QTest::addColumn<QStringList>( "classes" );
  QTest::newRow( "nothing happened" ) << ". . / . ." << QStringList{ "none", "up to 1" };
  QTest::newRow( "one incident" ) << ". 1 / . ." << QStringList{ "none", "up to 1" };
  QTest::newRow( "a power of two" ) << ". 1 / 4 ." << QStringList{ "none", "up to 1", "up to 2", "up to 4" };
  QTest::newRow( "just above a power of two" )
      << ". 1 / 5 ." << QStringList{ "none", "up to 1", "up to 2", "up to 4", "up to 8" };
  QTest::newRow( "more than nine doublings" ) << ". 1 / 257 ." << QStringList{ "none",     "up to 1",  "up to 3",   "up to 9",
                                                                               "up to 27", "up to 81", "up to 243", "up to 729" };
}

void TestStyling::countsRiseFromNoneToTheMaximum()
{
  QFETCH( QString, counts );
  QFETCH( QStringList, classes );
  const Layer layer = unstyled( mFolder->heatmaps( { counts.toStdString() } ) );
  QVERIFY( styleLayer( *layer ) );
  QStringList names;
  for ( const auto &item : items( *layer ) )
    names << item.label;
  QCOMPARE( names, classes );
  QCOMPARE( items( *layer ).first().color.alpha(), 0 );
}

void TestStyling::aDayWithoutReportsIsNotShown()
{
  const Layer layer = unstyled( mFolder->heatmaps( { "1 . / . .", "?", ". . / . 2" } ) );
  QVERIFY( styleLayer( *layer ) );
  const QList<int> bands = dates( *layer ).fixedRangePerBand().keys();
  QCOMPARE( bands, ( QList<int>{ 1, 3 } ) );
  QCOMPARE( classesIn( drawn( *layer, dayAfter ) ), QStringLiteral( "- - / - -" ) );
  QVERIFY( classesIn( drawn( *layer, newYear ) ) != QStringLiteral( "- - / - -" ) );
}

void TestStyling::filledMapsAreDatedAndTheBinaryOnesAreNotShown()
{
  // The second day has no reports: the map between 4 and 2 incidents is drawn there. Bands 4 to 6 are binary.
  const QString file = mFolder->path( "filled.tif" );
  writeFilledMaps( stack( { "4 . / . .", "?", "2 . / . 1" } ), {}, file.toStdString(), {}, mFeedback );
  const Layer layer = unstyled( file );
  QVERIFY( styleLayer( *layer ) );
  QStringList names;
  for ( const auto &item : items( *layer ) )
    names << item.label;
  QCOMPARE( names, QStringList( { "none", "up to 1", "up to 2", "up to 4" } ) );
  QCOMPARE( dates( *layer ).fixedRangePerBand().keys(), ( QList<int>{ 1, 2, 3 } ) );
  QCOMPARE( dates( *layer ).fixedRangePerBand()[2], dayAfter );
}

void TestStyling::asSldColoursAndBreaksAreTheSame_data()
{
  QTest::addColumn<QString>( "file" );
  QTest::addColumn<QString>( "type" );
  QTest::addColumn<QStringList>( "entries" );
  QTest::newRow( "risk" ) << mFolder->risk() << "intervals"
                          << QStringList( { "0.05 #ffffcc 1", "0.1 #fed976 1", "0.2 #feb24c 1", "0.3 #fc4e2a 1", "0.4 #e31a1c 1",
                                            "1 #800026 1" } );
  QTest::newRow( "classes" ) << mFolder->classes() << "values"
                             << QStringList( { "1 #ffffcc 1", "2 #fed976 1", "3 #feb24c 1", "4 #fc4e2a 1", "5 #e31a1c 1",
                                               "6 #800026 1" } );
  QTest::newRow( "flagged classes" ) << mFolder->flags() << "intervals"
                                     << QStringList( { "0 #ffffff 0", "4.5 #ececec 1", "255 #800026 1" } );
  QTest::newRow( "labels" ) << mFolder->labels() << "values"
                            << QStringList(
                                   { "1 #e8e8e8 1", "2 #008060 1", "3 #f3bf3c 1", "4 #000000 1", "5 #52abe0 1", "6 #00447c 1" } );
  QTest::newRow( "heatmaps" ) << mFolder->heatmaps( { "1 . / . 2" } ) << "intervals"
                              << QStringList( { "0 #ffffff 0", "1 #d0d1e6 1", "2 #023858 1" } );
  // Logarithms of 4, 2 and 1.25.
  QTest::newRow( "explanation" ) << mFolder->explanation() << "intervals"
                                 << QStringList( { "-1.38629 #542788 1", "-0.693147 #998ec3 1", "-0.223144 #d8daeb 1",
                                                   "0.223144 #f7f7f7 1", "0.693147 #fee0b6 1", "1.38629 #f1a340 1",
                                                   "1000 #b35806 1" } );
}

/// What a map server or a page for the web makes of the style.
void TestStyling::asSldColoursAndBreaksAreTheSame()
{
  QFETCH( QString, file );
  QFETCH( QString, type );
  QFETCH( QStringList, entries );
  const Layer layer = unstyled( file );
  QVERIFY( styleLayer( *layer ) );
  QDomDocument sld;
  QString error;
  layer->exportSldStyleV2( sld, error, QgsSldExportContext() );
  QVERIFY2( error.isEmpty(), qPrintable( error ) );
  QCOMPARE( sld.elementsByTagName( "sld:ColorMap" ).at( 0 ).toElement().attribute( "type" ), type );
  QCOMPARE( sld.elementsByTagName( "sld:Opacity" ).at( 0 ).toElement().text(), QString( "0.55" ) );
  QStringList found;
  const QDomNodeList nodes = sld.elementsByTagName( "sld:ColorMapEntry" );
  for ( int i = 0; i < nodes.size(); ++i )
  {
    const QDomElement entry = nodes.at( i ).toElement();
    QVERIFY( !entry.attribute( "label" ).isEmpty() );
    found << QStringLiteral( "%1 %2 %3" )
                 .arg( QString::number( entry.attribute( "quantity" ).toDouble() ), entry.attribute( "color" ),
                       entry.attribute( "opacity", "1" ) );
  }
  QCOMPARE( found, entries );
}

int main( int argc, char *argv[] )
{
  qputenv( "TZ", "Asia/Kolkata" ); // no date may depend on the computer's time zone
  QgsApplication application( argc, argv, false );
  QgsApplication::initQgis();
  TestStyling test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_styling.moc"
