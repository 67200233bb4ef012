#include "bulletin_example.h"
#include "error_text.h"
#include "provider.h"
#include "risk_classes.h"
#include "test_layers.h"

#include <qgsapplication.h>
#include <qgsfillsymbol.h>
#include <qgsprocessingcontext.h>
#include <qgsproject.h>
#include <qgssettingsentryimpl.h>
#include <qgssinglesymbolrenderer.h>

#include <QDir>
#include <QImage>

using namespace riskcast;

namespace
{

/// The colour of the page at a place on the map, in kilometres from the grid's south-west corner. The map's frame is 120 mm wide
/// at 15, 42 mm and shows the 4 km of the grid and 0.02 · 4 km around.
QColor colourOnMap( const QImage &page, double east, double north )
{
  const double millimetres = 120 / 4.16; // of a kilometre
  return page.pixelColor( qRound( 4 * ( 15 + millimetres * ( east + 0.08 ) ) ),
                          qRound( 4 * ( 42 + millimetres * ( 4.08 - north ) ) ) );
}

/// As the style of risk puts it on white paper: 55 % of it.
QColor classColour( int riskClass )
{
  const QColor colour( QString::fromStdString( classColors( 6 ).at( riskClass ) ) );
  const auto mixed = []( int channel ) { return qRound( 0.55 * channel + 0.45 * 255 ); };
  return QColor( mixed( colour.red() ), mixed( colour.green() ), mixed( colour.blue() ) );
}

bool isNear( const QColor &one, const QColor &other )
{
  constexpr int compressed = 6; // JPEG in the PDF
  return std::abs( one.red() - other.red() ) <= compressed && std::abs( one.green() - other.green() ) <= compressed &&
         std::abs( one.blue() - other.blue() ) <= compressed;
}

} // namespace

#define VERIFY_COLOUR( found, expected )                                                                                         \
  QVERIFY2( isNear( found, expected ), qPrintable( ( found ).name() + " instead of " + ( expected ).name() ) )

/// What stands on the pages.
class TestExportBulletin : public QObject, BulletinExample
{
  Q_OBJECT

private slots:
  void initTestCase() { setUp(); }
  void cleanupTestCase() { tearDown(); }

  void eachStepIsAPageOfWorkedNumbers()
  {
    const TestFolder folder;
    RecordedLog log;
    const Outcome outcome = run( exportBulletin, parameters( folder, { { "DISTRICTS", asParameter( mDistricts ) } } ), log );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QVERIFY( log.isSteady() );
    QCOMPARE( outcome.results.value( "BULLETINS" ).toInt(), 2 );
    QCOMPARE( QDir( folder.path( "out" ) ).entryList( QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name ),
              QStringList( { dayOne, dayTwo } ) );
    QCOMPARE( pagesOf( folder.path( "out/" + dayOne ) ), 1 );
    const QString text = textOf( folder.path( "out/" + dayOne ) );
    VERIFY_SAYS( text, "Risk bulletin" );
    VERIFY_SAYS( text, "Friday 2016-07-01 (1 day), time zone: Asia/Kolkata" );
    VERIFY_SAYS( text, "Predicted by ratenetwork, 1 step ahead; the last step with reports starts 2016-06-30." );
    const QString column = columnOf( folder.path( "out/" + dayOne ) );
    VERIFY_SAYS(
        column,
        "The mean risk is 17.5 %: about 2.80 of 16 cells will have an incident in this step, and 3.34 incidents are expected." );
    VERIFY_SAYS( column, "The highest risk of a cell is 50.0 %." );
    VERIFY_SAYS( text, "No evaluation was given" );
    VERIFY_SAYS( text, "Reports are not incidents" );
    VERIFY_SAYS( text, "Whole area 17.5 % 50.0 % 3.34 1 Nord-Ost 40.0 % 50.0 % 2.07 2 West 10.0 % 10.0 % 0.84 2 Süd-Ost 10.0 "
                       "% 10.0 % 0.42" );
    VERIFY_SAYS( text, "above 45.0 %: Top 1 % of cells" );
    VERIFY_SAYS( text, "up to 5.00 %: Lowest 25 % of cells" );

    const QString later = columnOf( folder.path( "out/" + dayTwo ) );
    VERIFY_SAYS( later, "Saturday 2016-07-02 (1 day)" );
    VERIFY_SAYS( later, "about 3.20 of 16 cells will have an incident" );
    VERIFY_SAYS( later, "The highest risk of a cell is 20.0 %: even there, no incident is likelier than one." );
  }

  void aPageIsInTheLanguageOfQgis()
  {
    const auto speak = []( const QString &language )
    {
      riskcast_unregister_provider();
      QgsApplication::settingsLocaleOverrideFlag->setValue( true );
      QgsApplication::settingsLocaleUserLocale->setValue( language );
      QVERIFY( riskcast_register_provider() );
    };
    const TestFolder folder;
    speak( "de" );
    const bool ok = run( exportBulletin, parameters( folder, { { "DISTRICTS", asParameter( mDistricts ) } } ) ).ok;
    speak( "en" );
    QVERIFY( ok );
    QCOMPARE( pagesOf( folder.path( "out/" + dayOne ) ), 1 );
    const QString text = textOf( folder.path( "out/" + dayOne ) );
    VERIFY_SAYS( text, "Risikobulletin" );
    VERIFY_SAYS( text, "Freitag 2016-07-01 (1 Tag), Zeitzone: Asia/Kolkata" );
    VERIFY_SAYS( text,
                 "Vorhergesagt von ratenetwork, 1 Schritt im Voraus; der letzte Zeitschritt mit Meldungen beginnt 2016-06-30." );
    for ( const char *heading : { "Grundrate", "Wie die Karte zu lesen ist", "Bezirke", "Rang Bezirk", "Höchstes Risiko" } )
      VERIFY_SAYS( text, heading );
    VERIFY_SAYS( columnOf( folder.path( "out/" + dayOne ) ), "Wahrscheinlichkeit von mindestens einem Vorfall in einer Zelle" );
    VERIFY_SAYS( text, "Meldungen sind keine Vorfälle" );
  }

  void eachDistrictIsAPageForEachStep()
  {
    const TestFolder folder;
    const Outcome outcome =
        run( exportBulletin,
             parameters( folder, { { "DISTRICTS", asParameter( mDistricts ) }, { "PER", "district" }, { "TITLE", "Delhi" } } ) );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( QDir( folder.path( "out" ) ).entryList( QDir::Files, QDir::Name ),
              QStringList( { "risk_bulletin_Nord-Ost.pdf", "risk_bulletin_Süd-Ost.pdf", "risk_bulletin_West.pdf" } ) );
    const QString pdf = folder.path( "out/risk_bulletin_Nord-Ost.pdf" );
    QCOMPARE( pagesOf( pdf ), 2 );
    const QString text = columnOf( pdf );
    VERIFY_SAYS( text, "Delhi: Nord-Ost" );
    VERIFY_SAYS( text,
                 "The mean risk here is 40.0 %, rank 1 of 3; in the whole area it is 17.5 %. Here, about 1.60 of 4 cells will "
                 "have an incident in this step, and 2.07 incidents are expected." );
    VERIFY_SAYS( text, "Saturday 2016-07-02" );
    VERIFY_SAYS( text, "The mean risk here is 20.0 %, rank 1 of 3" );
    VERIFY_SAYS( textOf( pdf ), "Whole area 17.5 % 50.0 % 3.34 1 Nord-Ost 40.0 % 50.0 % 2.07" );
    QVERIFY( !text.contains( "West" ) || text.count( "West" ) <= 2 ); // on the map only
  }

  void theMapShowsTheStepInTheLegendsColours()
  {
    const TestFolder folder;
    QVERIFY( run( exportBulletin, parameters( folder, {} ) ).ok );
    const QImage first = picture( folder.path( "out/" + dayOne ) );
    QCOMPARE( first.size(), QSize( 840, 1189 ) );
    VERIFY_COLOUR( colourOnMap( first, 3.5, 3.5 ), classColour( 5 ) ); // 0.5
    VERIFY_COLOUR( colourOnMap( first, 2.5, 3.5 ), classColour( 3 ) ); // 0.3
    VERIFY_COLOUR( colourOnMap( first, 0.5, 0.5 ), classColour( 1 ) ); // 0.1
    VERIFY_COLOUR( colourOnMap( first, -0.05, 2 ), QColor( Qt::white ) );
    VERIFY_COLOUR( colourOnMap( picture( folder.path( "out/" + dayTwo ) ), 3.5, 3.5 ), classColour( 2 ) ); // 0.2
  }

  void basemapsLieBeneath()
  {
    const TestFolder folder;
    const auto land = polygons( { { "land", -9, -9, 9, 9 } } );
    std::unique_ptr<QgsFillSymbol> green(
        QgsFillSymbol::createSimple( { { "color", "200,220,200" }, { "outline_style", "no" } } ) );
    land->setRenderer( new QgsSingleSymbolRenderer( green.release() ) );
    const Outcome outcome =
        run( exportBulletin,
             parameters( folder, { { "BASEMAP", QVariantList{ QVariant::fromValue<QgsMapLayer *>( land.get() ) } } } ) );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const QImage page = picture( folder.path( "out/" + dayOne ) );
    VERIFY_COLOUR( colourOnMap( page, -0.05, 2 ), QColor( 200, 220, 200 ) );
    // As in QGIS: 55 % of #800026 and 45 % of 200, 220, 200.
    VERIFY_COLOUR( colourOnMap( page, 3.5, 3.5 ), QColor( 160, 99, 111 ) );
  }

  void otherCrsOfDistrictsAndProjectChangeNothing()
  {
    const TestFolder folder;
    QVERIFY( run( exportBulletin, parameters( folder, { { "DISTRICTS", asParameter( mDistricts ) } } ) ).ok );
    const QString expected = textOf( folder.path( "out/" + dayOne ) );
    const QImage expectedMap = picture( folder.path( "out/" + dayOne ) );

    const auto districts = polygons( threeDistricts, "EPSG:4326" );
    QgsProject project;
    project.setCrs( QgsCoordinateReferenceSystem( "EPSG:3857" ) );
    QgsProcessingContext context;
    context.setProject( &project );
    RecordedLog log;
    const TestFolder other;
    const Outcome outcome =
        run( exportBulletin, parameters( other, { { "DISTRICTS", asParameter( districts ) } } ), log, context );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    QCOMPARE( textOf( other.path( "out/" + dayOne ) ), expected );
    const QImage map = picture( other.path( "out/" + dayOne ) );
    for ( const double place : { 0.5, 1.5, 2.5, 3.5 } )
      VERIFY_COLOUR( colourOnMap( map, place, 3.3 ), colourOnMap( expectedMap, place, 3.3 ) );
    QVERIFY( project.mapLayers().isEmpty() );
    QCOMPARE( project.crs().authid(), QStringLiteral( "EPSG:3857" ) );
  }

  void cellsAreThoseOfTheModelWhereTheRasterIsFiner()
  {
    const TestFolder folder;
    const Outcome outcome = run( exportBulletin, { { "RISK", writeExample( folder.path( "fine.tif" ), 3 ) },
                                                   { "DISTRICTS", asParameter( mDistricts ) },
                                                   { "OUTPUT", folder.path( "out" ) } } );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    VERIFY_SAYS( columnOf( folder.path( "out/" + dayTwo ) ),
                 "The mean risk is 20.0 %: about 3.20 of 16 cells will have an incident" );
    VERIFY_SAYS( textOf( folder.path( "out/" + dayTwo ) ), "1 Nord-Ost 20.0 % 20.0 % 0.89" ); // 4 · 0.22314
  }

  void theVerdictIsThatOfAnEvaluation()
  {
    const TestFolder folder;
    const QString report = folder.existing(
        "report.html",
        R"(<p>…</p><script type="application/json" id="data">{"verdict":["It finds 1.8 more.","Its log loss is \u003c."]}</script>)" );
    const Outcome outcome = run( exportBulletin, parameters( folder, { { "EVALUATION", report } } ) );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const QString text = textOf( folder.path( "out/" + dayOne ) );
    VERIFY_SAYS( text, "It finds 1.8 more. Its log loss is <." );
    QVERIFY( !text.contains( "No evaluation" ) );
  }

  void theTableGoesOnOnFurtherPages()
  {
    const TestFolder folder;
    std::vector<Part> parts;
    for ( int i = 0; i < 100; ++i )
      parts.push_back( { QStringLiteral( "Ward %1 of the long-named subdivision of the municipality beyond the river" ).arg( i ),
                         0, 0, 4, 4 } );
    const auto districts = polygons( parts );
    const Outcome outcome = run( exportBulletin, parameters( folder, { { "DISTRICTS", asParameter( districts ) } } ) );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const QString text = columnOf( folder.path( "out/" + dayOne ) );
    QVERIFY( pagesOf( folder.path( "out/" + dayOne ) ) > 2 );
    for ( int i = 0; i < 100; ++i )
      VERIFY_SAYS( text, qPrintable( QStringLiteral( "Ward %1 of" ).arg( i ) ) );
  }

  void districtsWithoutDataAreLeftOut()
  {
    const TestFolder folder;
    const auto districts = polygons( { { "Far", 50, 50, 60, 60 }, { "Edge", 3, 0, 6, 4 }, { "West", 0, 0, 2, 4 } } );
    RecordedLog log;
    QVERIFY( run( exportBulletin, parameters( folder, { { "DISTRICTS", asParameter( districts ) } } ), log ).ok );
    VERIFY_SAYS( log.warnings.join( '\n' ), "Districts of which less than half has data in RISK were left out: 2." );
    QVERIFY( !textOf( folder.path( "out/" + dayOne ) ).contains( "Edge" ) );
  }

  void aDistrictSmallerThanACellHasItsShareOfIt()
  {
    const TestFolder folder;
    // A quarter of the cell with 0.5, which has no centre in it: 0.25 · 0.69315 incidents.
    const auto districts = polygons( { { "Corner", 3.5, 3.5, 4, 4 } } );
    QVERIFY( run( exportBulletin, parameters( folder, { { "DISTRICTS", asParameter( districts ) } } ) ).ok );
    VERIFY_SAYS( textOf( folder.path( "out/" + dayOne ) ), "1 Corner 50.0 % 50.0 % 0.17" );
  }

  void aLongTitleIsWritten_data()
  {
    QTest::addColumn<QString>( "title" );
    QTest::newRow( "of a line and a half" )
        << "Reports of harassment in public places, and what to expect of the week that comes";
    QTest::newRow( "of three lines" ) << QStringLiteral( "Reports of harassment in public places " ).repeated( 4 ).trimmed();
    QTest::newRow( "like an expression" ) << "Ward [% 1 + 1 %]";
  }
  /// As a whole: of the 15 mm that it has, it stands at the foot, and nothing of it comes near the head, where it would be cut
  /// off.
  void aLongTitleIsWritten()
  {
    QFETCH( QString, title );
    const TestFolder folder;
    const Outcome outcome = run( exportBulletin, parameters( folder, { { "TITLE", title } } ) );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const QString pdf = folder.path( "out/" + dayOne );
    VERIFY_SAYS( columnOf( pdf ).remove( QChar( 0x200b ) ), title.toUtf8() );
    const QImage page = picture( pdf );
    for ( int x = 4 * 15; x < 4 * 195; ++x )
      QVERIFY2( page.pixelColor( x, 4 * 12 + 1 ).lightness() > 200, qPrintable( QString::number( x ) ) );
  }
};

QTEST_MAIN( TestExportBulletin )
#include "test_export_bulletin.moc"
