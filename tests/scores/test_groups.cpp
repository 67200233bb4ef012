#include "maps.h"
#include "scores/groups.h"
#include "wkb_polygon.h"

#include <QTest>

using namespace riskcast;

class TestGroups : public QObject
{
  Q_OBJECT

private slots:
  void daysAreToldApartByWeekdaySeasonAndMonth();
  void hoursAreToldApartByTheHour();
  void weeksHaveNoWeekday();
  void categoriesAreCountedOnTheMapOfAll();
  void aCellBelongsToTheDistrictOfItsCentre();
};

namespace
{

TestMaps mapsOf( const HeatmapStack &stack, const std::vector<int> &targets )
{
  return testMaps( stack, targets, std::vector<float>( stack.cellCount(), 0 ), 0 );
}

/// "weekday Monday: 2 of 3 incidents, 1 of 2 cells, 3 of 8 flagged"
QStringList lines( const Groups &groups, const std::vector<std::vector<int>> &flagged )
{
  QStringList lines;
  const std::vector<GroupTally> tallies = groups.tally( flagged );
  for ( size_t i = 0; i < tallies.size(); ++i )
    lines << QStringLiteral( "%1 %2: %3 of %4 incidents, %5 of %6 cells, %7 of %8 flagged" )
                 .arg( enumName( groups.list()[i].kind ).c_str(), groups.list()[i].name.c_str() )
                 .arg( tallies[i].flagged.incidents )
                 .arg( tallies[i].all.incidents )
                 .arg( tallies[i].flagged.positiveCells )
                 .arg( tallies[i].all.positiveCells )
                 .arg( tallies[i].flaggedCells )
                 .arg( tallies[i].cells );
  return lines;
}

} // namespace

void TestGroups::daysAreToldApartByWeekdaySeasonAndMonth()
{
  HeatmapStack days = stack( { "1 .", "2 3", ". 1" } );
  days.steps = TimeSteps( *parseTime( "2024-02-28" ), {}, 3 ); // a Wednesday
  const std::vector<int> targets = { 0, 1, 2 };
  const TestMaps maps = mapsOf( days, targets );
  const Groups groups( days, targets, maps, {} );
  QCOMPARE( lines( groups, { { 0 }, { 1 }, {} } ),
            QStringList( { "weekday Wednesday: 1 of 1 incidents, 1 of 1 cells, 1 of 2 flagged",
                           "weekday Thursday: 3 of 5 incidents, 1 of 2 cells, 1 of 2 flagged",
                           "weekday Friday: 0 of 1 incidents, 0 of 1 cells, 0 of 2 flagged",
                           "season December to February: 4 of 6 incidents, 2 of 3 cells, 2 of 4 flagged",
                           "season March to May: 0 of 1 incidents, 0 of 1 cells, 0 of 2 flagged",
                           "month 2024-02: 4 of 6 incidents, 2 of 3 cells, 2 of 4 flagged",
                           "month 2024-03: 0 of 1 incidents, 0 of 1 cells, 0 of 2 flagged" } ) );
}

void TestGroups::hoursAreToldApartByTheHour()
{
  HeatmapStack hours = stack( { "1 .", "2 3" } );
  hours.steps = TimeSteps( *parseTime( "2024-02-28T23:00:00" ), { 1, StepUnit::Hour }, 2 );
  const TestMaps maps = mapsOf( hours, { 0, 1 } );
  const Groups groups( hours, { 0, 1 }, maps, {} );
  const QStringList names = lines( groups, { { 0 }, { 0 } } );
  QVERIFY2( names.contains( "hour 23:00: 1 of 1 incidents, 1 of 1 cells, 1 of 2 flagged" ), qPrintable( names.join( '\n' ) ) );
  QVERIFY( names.contains( "hour 00:00: 2 of 5 incidents, 1 of 2 cells, 1 of 2 flagged" ) );
  QVERIFY( names.contains( "weekday Thursday: 2 of 5 incidents, 1 of 2 cells, 1 of 2 flagged" ) );
}

void TestGroups::weeksHaveNoWeekday()
{
  HeatmapStack weeks = stack( { "1 .", "2 3" } );
  weeks.steps = TimeSteps( *parseTime( "2024-01-01" ), { 1, StepUnit::Week }, 2 );
  const TestMaps maps = mapsOf( weeks, { 0, 1 } );
  const Groups groups( weeks, { 0, 1 }, maps, {} );
  for ( const TestGroup &group : groups.list() )
    QVERIFY( group.kind == GroupKind::Season || group.kind == GroupKind::Month );
}

void TestGroups::categoriesAreCountedOnTheMapOfAll()
{
  HeatmapStack days = HeatmapStack::empty( stack( { ". ." } ).grid, TimeSteps( *parseTime( "2024-01-01" ), {}, 1 ),
                                           StepState::Observed, { "theft", "fire" } );
  days.map( 0, 0 )[0] = 2;
  days.map( 0, 1 )[0] = 1;
  days.map( 0, 1 )[1] = 4;
  const TestMaps maps = mapsOf( days, { 0 } );
  const QStringList names = lines( Groups( days, { 0 }, maps, {} ), { { 0 } } );
  QVERIFY2( names.contains( "category theft: 2 of 2 incidents, 1 of 1 cells, 1 of 2 flagged" ),
            qPrintable( names.join( '\n' ) ) );
  QVERIFY( names.contains( "category fire: 1 of 5 incidents, 1 of 2 cells, 1 of 2 flagged" ) );
}

void TestGroups::aCellBelongsToTheDistrictOfItsCentre()
{
  const HeatmapStack days = stack( { "1 . 5 ." } ); // cells of 1 × 1 from x = 0 on
  const std::string &crs = days.grid.crs();
  const std::vector<District> districts = {
    { "West", { { wkbOfPolygon( { { 0, 0 }, { 1.6, 0 }, { 1.6, 1 }, { 0, 1 } } ) }, crs, "drawn" } },
    { "Middle", { { wkbOfPolygon( { { 1, 0 }, { 3, 0 }, { 3, 1 }, { 1, 1 } } ) }, crs, "drawn" } },
    { "Elsewhere", { { wkbOfPolygon( { { 50, 0 }, { 60, 0 }, { 60, 1 }, { 50, 1 } } ) }, crs, "drawn" } }
  };
  const TestMaps maps = mapsOf( days, { 0 } );
  const QStringList names = lines( Groups( days, { 0 }, maps, districts ), { { 2 } } );
  // The second cell is in both, and belongs to the first.
  QVERIFY2( names.contains( "district West: 0 of 1 incidents, 0 of 1 cells, 0 of 2 flagged" ), qPrintable( names.join( '\n' ) ) );
  QVERIFY( names.contains( "district Middle: 5 of 5 incidents, 1 of 1 cells, 1 of 1 flagged" ) );
  QVERIFY( names.contains( "district (none): 0 of 0 incidents, 0 of 0 cells, 0 of 1 flagged" ) );
  QVERIFY( names.filter( "Elsewhere" ).isEmpty() );
}

QTEST_APPLESS_MAIN( TestGroups )
#include "test_groups.moc"
