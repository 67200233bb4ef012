#include "error_text.h"
#include "recorded_feedback.h"
#include "study_area.h"
#include "wkb_polygon.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace riskcast;

class TestStudyArea : public QObject
{
  Q_OBJECT

private slots:
  void aCellIsInsideIfItsCentreIs_data();
  void aCellIsInsideIfItsCentreIs();
  void severalPolygonsAddUp();
  void polygonsArePutIntoTheGridsCrs();
  void layersAreRead();
  void theFirstOfSeveralLayersIsNamed();
  void polygonsInCollectionsAreRead();
  void refusesWhatIsNoStudyArea();
};

namespace
{

constexpr const char *utm = "EPSG:32643";

/// 4 × 3 cells of 10 × 10.
const Grid grid( utm, { 0, 0, 40, 30 }, 4, 3 );

using Inside = std::vector<std::uint8_t>;

std::string rectangle( double xMin, double yMin, double xMax, double yMax )
{
  return wkbOfPolygon( { { xMin, yMin }, { xMax, yMin }, { xMax, yMax }, { xMin, yMax } } );
}

} // namespace

Q_DECLARE_METATYPE( std::string )
Q_DECLARE_METATYPE( std::vector<std::uint8_t> )

void TestStudyArea::aCellIsInsideIfItsCentreIs_data()
{
  QTest::addColumn<std::string>( "polygon" );
  QTest::addColumn<Inside>( "inside" );
  QTest::newRow( "all of it" ) << rectangle( 0, 0, 40, 30 ) << Inside( 12, 1 );
  QTest::newRow( "far beyond the edges" ) << rectangle( -900, -900, 900, 900 ) << Inside( 12, 1 );
  QTest::newRow( "just over a centre" ) << rectangle( 0, 0, 15.1, 5.1 ) << Inside{ 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0 };
  QTest::newRow( "just not over a centre" ) << rectangle( 0, 0, 14.9, 5.1 ) << Inside{ 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0 };
  // Below the line from (0, 30) to (40, 0), on which no centre lies: row 0 (y = 25) x < 6.7, row 1 x < 20, row 2 x < 33.3.
  QTest::newRow( "a triangle" ) << wkbOfPolygon( { { 0, 0 }, { 40, 0 }, { 0, 30 } } )
                                << Inside{ 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0 };
}

void TestStudyArea::aCellIsInsideIfItsCentreIs()
{
  QFETCH( std::string, polygon );
  QFETCH( Inside, inside );
  QCOMPARE( cellsInside( { { polygon }, utm, "drawn" }, grid ), inside );
}

void TestStudyArea::severalPolygonsAddUp()
{
  const StudyArea area{ { rectangle( 0, 20, 10, 30 ), rectangle( 30, 0, 40, 10 ), rectangle( 0, 20, 20, 30 ) }, utm, "drawn" };
  QCOMPARE( cellsInside( area, grid ), ( Inside{ 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } ) );
}

void TestStudyArea::polygonsArePutIntoTheGridsCrs()
{
  // Delhi in zone 43 (tests/reference/utm.py): 77.209, 28.6139 is 715980.294, 3167204.820. A hundredth of a degree is 977 m of
  // longitude and 1,108 m of latitude there, so the polygon from that point on to the north-east has the cells of 400 m whose
  // centre is less than that east and north of it.
  const Grid delhi( utm, { 715200, 3166400, 716800, 3168000 }, 4, 4 );
  const StudyArea area{ { rectangle( 77.209, 28.6139, 77.219, 28.6239 ) }, "EPSG:4326", "degrees" };
  QCOMPARE( cellsInside( area, delhi ), ( Inside{ 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0 } ) );
}

void TestStudyArea::layersAreRead()
{
  const QTemporaryDir folder;
  const std::string path = folder.filePath( "area.geojson" ).toStdString();
  std::ofstream( path ) << R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[5,5]}},
    {"type":"Feature","properties":{},"geometry":null},
    {"type":"Feature","properties":{},"geometry":{"type":"MultiPolygon","coordinates":[
      [[[0,0],[2,0],[2,1],[0,1],[0,0]]], [[[3,2],[4,2],[4,3],[3,3],[3,2]]]]}}]})";
  RecordedFeedback feedback;
  const StudyArea area = readStudyArea( path, feedback );
  QCOMPARE( feedback.warnings, ( std::vector<std::string>{ "The study area " + path +
                                                           ": features that are no polygons were left out: 2. What only they "
                                                           "cover is outside." } ) );
  QCOMPARE( area.polygons.size(), size_t( 1 ) );
  QCOMPARE( cellsInside( area, Grid( "EPSG:4326", { 0, 0, 4, 3 }, 4, 3 ) ), ( Inside{ 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0 } ) );

  std::ofstream( path ) << R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[5,5]}})";
  QCOMPARE( errorText( [&] { readStudyArea( path, feedback ); } ),
            QString::fromStdString( "The study area " + path + " has no polygons: choose a layer of polygons." ) );
}

void TestStudyArea::theFirstOfSeveralLayersIsNamed()
{
  const QTemporaryDir folder;
  const std::string path = folder.filePath( "areas.kml" ).toStdString();
  const auto layer = []( const std::string &name, const std::string &corner )
  {
    return "<Folder><name>" + name + "</name><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 " + corner +
           " 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder>";
  };
  std::ofstream( path ) << R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document>)" << layer( "north", "1,0 1,1" )
                        << layer( "south", "1,0 1,-1" ) << "</Document></kml>";
  RecordedFeedback feedback;
  QCOMPARE( readStudyArea( path, feedback ).polygons.size(), size_t{ 1 } );
  QCOMPARE( feedback.infos,
            ( std::vector<std::string>{ "The study area " + path + ": of 2 layers the first one, north, is taken." } ) );
}

void TestStudyArea::polygonsInCollectionsAreRead()
{
  const QTemporaryDir folder;
  const std::string path = folder.filePath( "area.geojson" ).toStdString();
  // The line runs through the cells of the southern row, which are not inside.
  std::ofstream( path ) << R"({"type":"Feature","properties":{},"geometry":{"type":"GeometryCollection","geometries":[
    {"type":"LineString","coordinates":[[0,0.5],[4,0.5]]},
    {"type":"Polygon","coordinates":[[[0,2],[1,2],[1,3],[0,3],[0,2]]]},
    {"type":"GeometryCollection","geometries":[
      {"type":"Polygon","coordinates":[[[3,2],[4,2],[4,3],[3,3],[3,2]]]}]}]}})";
  RecordedFeedback feedback;
  const StudyArea area = readStudyArea( path, feedback );
  QVERIFY( feedback.warnings.empty() );
  QCOMPARE( cellsInside( area, Grid( "EPSG:4326", { 0, 0, 4, 3 }, 4, 3 ) ), ( Inside{ 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 } ) );
}

void TestStudyArea::refusesWhatIsNoStudyArea()
{
  RecordedFeedback feedback;
  VERIFY_SAYS( errorText( [&] { readStudyArea( "/nowhere.gpkg", feedback ); } ),
               "The study area /nowhere.gpkg cannot be read: " );
  QCOMPARE( errorText(
                [] {
                  cellsInside( { {}, utm, "drawn" }, grid );
                } ),
            QString( "The study area drawn has no polygons: choose a layer of polygons." ) );
  QCOMPARE(
      errorText(
          [] {
            cellsInside( { { rectangle( 100, 0, 140, 30 ) }, utm, "drawn" }, grid );
          } ),
      QString( "The study area drawn: the centre of no cell of the grid is inside. Choose polygons where the incidents are, "
               "or smaller cells." ) );
  const StudyArea elsewhere{ { rectangle( 100, 0, 140, 30 ) }, utm, "wards" };
  QCOMPARE(
      errorText(
          [&] {
            districtOfCells( { { "North", elsewhere } }, grid );
          } ),
      QString( "The districts wards: the centre of no cell of the grid is inside. Choose polygons where the incidents are, or "
               "smaller cells." ) );
  VERIFY_SAYS( errorText( [] { cellsInside( { { "not WKB" }, utm, "drawn" }, grid ); } ), "has a polygon that cannot be read" );
}

QTEST_GUILESS_MAIN( TestStudyArea )
#include "test_study_area.moc"
