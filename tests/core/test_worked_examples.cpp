#include "check_incidents.h"
#include "drawn_incidents.h"
#include "error_text.h"
#include "evaluation.h"
#include "heatmaps.h"
#include "maps.h"
#include "models/model_kinds.h"
#include "recorded_feedback.h"
#include "risk_classes.h"
#include "selection.h"
#include "training_options.h"
#include "wkb_polygon.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace riskcast;

/// What stands on the help pages of the algorithms: the examples that are drawn there, and what is usual for a kind of network.
class TestWorkedExamples : public QObject
{
  Q_OBJECT

private slots:
  void checkIncidents();
  void selectExtentAndPeriod();
  void createHeatmapStack();
  void trainRiskModel();
  void usualSettingsOfNetworks();
  void predictRisk();

private:
  RecordedFeedback mFeedback;
};

namespace
{

/// So many lines of a page after the first that begins with \a head.
QStringList linesAfter( const char *page, const char *head, int count )
{
  QFile file( QStringLiteral( RISKCAST_SOURCE_DIR "/docs/algorithms/%1.md" ).arg( page ) );
  if ( !file.open( QFile::ReadOnly ) )
    qFatal( "There is no page %s.", page );
  const QStringList lines = QString::fromUtf8( file.readAll() ).split( '\n' );
  const int first = static_cast<int>( lines.indexOf( QRegularExpression( QRegularExpression::escape( head ) + ".*" ) ) ) + 1;
  return lines.mid( first, count );
}

/// The column of a drawing on a page: in each of \a rows lines after the line \a head, what lies between two characters.
QString column( const char *page, const char *head, int rows, int start, int length )
{
  QStringList drawn;
  for ( const QString &line : linesAfter( page, head, rows ) )
    drawn << line.mid( start, length ).trimmed();
  return drawn.join( " / " );
}

Map mapOn( const char *page, const char *head, int start, int length = 7 )
{
  return map( column( page, head, 4, start, length ).toStdString() );
}

/// Where the cells of a grid of 1 × 1 have so many incidents as the map says.
std::vector<Incident> incidentsOf( const Map &map, const char *time )
{
  std::vector<Incident> incidents;
  for ( int cell = 0; cell < map.rows * map.columns; ++cell )
    for ( int i = 0; i < map.values[cell]; ++i )
      incidents.push_back( at( cell % map.columns + 0.5, map.rows - cell / map.columns - 0.5, time ) );
  return incidents;
}

} // namespace

void TestWorkedExamples::checkIncidents()
{
  const char *const page = "check_incidents";
  // A cell of 1 km has one row in its centre; 2 is one incident written twice, o is from 1916, − has no time.
  const QStringList cells = column( page, "the table", 4, 0, 7 ).remove( '/' ).simplified().split( ' ' );
  QCOMPARE( cells.size(), 16 );
  std::vector<Incident> rows = { at( 0, 0, "2024-06-01" ) };
  int withoutTime = 0;
  for ( int cell = 0; cell < 16; ++cell )
  {
    const double x = 700500 + 1000 * ( cell % 4 );
    const double y = 3103500 - 1000 * ( cell / 4 );
    if ( cells[cell] == QStringLiteral( "−" ) )
      ++withoutTime;
    else if ( cells[cell] == "o" )
      rows.push_back( at( x, y, "1916-06-15" ) );
    else
      for ( int i = 0; i < cells[cell].toInt(); ++i )
        rows.push_back( at( x, y, "2024-06-1" + std::to_string( cell % 10 ) ) );
  }
  QCOMPARE( static_cast<int>( rows.size() ) + withoutTime, 14 );
  TableIncidentReader reader = table( rows );
  const IncidentCheck check = riskcast::checkIncidents( reader, {}, mFeedback );
  for ( const CheckRule rule :
        { CheckRule::ZeroCoordinates, CheckRule::FarOff, CheckRule::DuplicateIncident, CheckRule::ImplausibleDate } )
    QVERIFY2( check.rowsOf( rule ) == 1, enumName( rule ).c_str() );
  QCOMPARE( std::ranges::count_if( check.reasons, []( const CheckRules &reasons ) { return !reasons.isEmpty(); } ), 3 );
}

void TestWorkedExamples::selectExtentAndPeriod()
{
  const Map incidents = map( column( "select_extent_and_period", "Eight incidents", 5, 0, 7 ).section( " / ", 1 ).toStdString() );
  TableIncidentReader reader = table( incidentsOf( incidents, "2024-06-01" ) );
  QCOMPARE( reader.rowCount(), 8 );
  const Selection selection = riskcast::selectExtentAndPeriod(
      reader, { .columns = 4, .rows = 4, .threshold = 2, .startExtent = Extent{ 0, 0, 4, 4 } }, mFeedback );
  // Somewhere between the cells in the middle and the incidents in their centres.
  QVERIFY( selection.extent.xMin >= 1 && selection.extent.xMin <= 1.5 && selection.extent.xMax >= 2.5 &&
           selection.extent.xMax <= 3 );
  QVERIFY( selection.extent.yMin >= 1 && selection.extent.yMin <= 1.5 && selection.extent.yMax >= 2.5 &&
           selection.extent.yMax <= 3 );
  QCOMPARE( selection.kept, 6 );
  COMPARE_TEXT( selection.leftOut.toString(), "2 outside the extent" );
}

void TestWorkedExamples::createHeatmapStack()
{
  const char *const page = "create_heatmap_stack";
  std::vector<Incident> incidents;
  for ( const QString &line : column( page, "x, y ", 7, 0, 80 ).split( " / " ) )
  {
    const QStringList parts = line.split( QRegularExpression( "[, ]+" ) );
    incidents.push_back( at( parts[0].toDouble(), parts[1].toDouble(), parts[2].toStdString(), parts[3].toStdString() ) );
  }
  TableIncidentReader reader = table( incidents );
  const StudyArea land{ { wkbOfPolygon( { { 0, 0 }, { 4, 0 }, { 4, 2.5 }, { 2.5, 4 }, { 0, 4 } } ) }, utm, "land" };
  const HeatmapOptions options{ .grid = { .extent = Extent{ 0, 0, 4, 4 }, .columns = 4, .rows = 4, .studyArea = land },
                                .period = {},
                                .count = { .categories = { "theft" }, .others = true } };
  const HeatmapStack stack = makeHeatmaps( reader, options, mFeedback );
  QCOMPARE( stack.stepCount(), 3 );
  for ( int step = 0; step < 3; ++step )
    for ( int category = 0; category < 2; ++category )
    {
      Map counted{ 4, 4, { stack.map( step, category ).begin(), stack.map( step, category ).end() } };
      for ( int cell = 0; cell < 16; ++cell )
        if ( !stack.studyArea[cell] )
          counted.values[cell] = std::numeric_limits<float>::quiet_NaN();
      QCOMPARE( drawing( counted ), column( page, "theft      others", 4, 21 * step + 11 * category, 7 ) );
    }
  QVERIFY( stack.isObserved( 0 ) && !stack.isObserved( 1 ) && stack.isObserved( 2 ) );
  QCOMPARE( stack.provenance.incidentsUsed, 5 );
  COMPARE_TEXT( stack.provenance.leftOut.toString(), "1 outside the extent, 1 outside the study area" );
}

void TestWorkedExamples::trainRiskModel()
{
  const auto drawn = []( int start, int length ) { return mapOn( "train_risk_model", "risk, step 1", start, length ); };
  const HeatmapStack steps = stack( { drawing( drawn( 16, 7 ) ).toStdString(), drawing( drawn( 45, 7 ) ).toStdString() } );
  std::vector<float> risk = drawn( 0, 11 ).values;
  const std::vector<float> second = drawn( 29, 11 ).values;
  risk.insert( risk.end(), second.begin(), second.end() );
  const Scores scores = scoreRisk( steps, std::array{ 0, 1 }, risk, std::vector<float>( 16, 0 ), mFeedback );
  QCOMPARE( scores.incidents, 4.0 );
  QCOMPARE( scores.hitRate[std::ranges::find( areaShares, 0.05 ) - areaShares.begin()], 0.5 );
}

void TestWorkedExamples::usualSettingsOfNetworks()
{
  int networks = 0;
  for ( const QString &line : linesAfter( "train_risk_model", "| kind | `EPOCHS`", 6 ).mid( 1 ) )
  {
    QStringList cells = line.mid( 2 ).split( " | " );
    for ( QString &cell : cells )
      cell = cell.remove( " |" ).section( ';', 0, 0 );
    for ( const QString &kind : cells.takeFirst().split( ", " ) )
    {
      const TrainingOptions usual = completed( { .kind = kind.toStdString() } );
      const QString batchSize = usual.batchSize ? QString::number( *usual.batchSize ) : "32"; // by the number of steps
      const QString loss = kind == "gan" ? QString( "its critic's" ) : QString::fromStdString( enumName( *usual.loss ) );
      const QStringList expected = { QString::number( *usual.epochs ),
                                     QString::number( *usual.patience ),
                                     QString::number( *usual.learningRate ),
                                     batchSize,
                                     loss,
                                     *usual.calendar ? "true" : "false",
                                     QString::fromStdString( enumName( *usual.prior ) ) };
      QCOMPARE( cells, expected );
      ++networks;
    }
  }
  QCOMPARE( networks, std::ranges::count_if( modelKinds, &ModelKind::isNetwork ) );
}

void TestWorkedExamples::predictRisk()
{
  const Map risk = mapOn( "predict_risk", "risk               class", 0, 15 );
  Map classes = risk;
  for ( float &each : classes.values )
    each = static_cast<float>( riskClass( each, { 0.1F, 0.4F } ) + 1 );
  QCOMPARE( classes, mapOn( "predict_risk", "risk               class", 19 ) );
}

QTEST_GUILESS_MAIN( TestWorkedExamples )
#include "test_worked_examples.moc"
