#include "formula_stack.h"
#include "maps.h"
#include "recorded_feedback.h"
#include "stack_advice.h"

#include <QTest>

#include <cmath>

using namespace riskcast;

Q_DECLARE_METATYPE( riskcast::EmptySteps )

class TestStackAdvice : public QObject
{
  Q_OBJECT

private slots:
  void figuresAreThoseOfTheMaps();
  void figuresKeepToTheStudyArea();
  void timesThatAreMonthsAreNoticed_data();
  void timesThatAreMonthsAreNoticed();
  void nearlyEmptyMapsAreSaidToBe_data();
  void nearlyEmptyMapsAreSaidToBe();
  void emptyStepsAreComparedWithChance_data();
  void emptyStepsAreComparedWithChance();
};

void TestStackAdvice::figuresAreThoseOfTheMaps()
{
  const StackFigures figures = figuresOf( stack( { "2 . / . 1", "2 . / . .", "?", ". . / . 1", "1 . / . 3" } ) );
  QCOMPARE( figures.cells, 4 );
  QCOMPARE( figures.emptyCells, 0.5 );                    // the north-eastern and the south-western one
  QCOMPARE( figures.emptySteps, 0.2 );                    // the third of five
  QCOMPARE( figures.emptyStepsByChance, std::exp( -2 ) ); // 3 + 2 + 0 + 1 + 4 incidents in 5 steps
  QCOMPARE( figures.positiveCellsPerStep, 1.5 );          // 2 + 1 + 1 + 2 in 4 observed steps
  QCOMPARE( figures.repeatShare, 0.5 );                   // of the 4 after the first step, 2: on the second and on the last day
}

void TestStackAdvice::figuresKeepToTheStudyArea()
{
  HeatmapStack small = stack( { "2 . / . .", ". . / . ." } );
  small.studyArea = { 1, 1, 0, 0 };
  const StackFigures figures = figuresOf( small );
  QCOMPARE( figures.cells, 2 );
  QCOMPARE( figures.emptyCells, 0.5 );
  QCOMPARE( figures.repeatShare, 0.0 );
}

void TestStackAdvice::timesThatAreMonthsAreNoticed_data()
{
  QTest::addColumn<QVector<int>>( "days" );
  QTest::addColumn<QString>( "step" );
  QTest::addColumn<bool>( "isOfMonths" );
  // Day 0 is 2024-01-01; 1 February is day 31, 1 March day 60, 1 April day 91. Weeks begin on days 0, 7, 14 …
  const QString day = "1 day", week = "1 week";
  QTest::newRow( "the first of four months" ) << QVector<int>{ 0, 31, 60, 91 } << day << true;
  QTest::newRow( "of three, as chance may have it" ) << QVector<int>{ 0, 31, 60 } << day << false;
  QTest::newRow( "another day, too" ) << QVector<int>{ 0, 31, 45, 60, 91 } << day << false;
  QTest::newRow( "none" ) << QVector<int>{} << day << false;
  QTest::newRow( "in weeks" ) << QVector<int>{ 0, 31, 60, 91 } << week << true;
  QTest::newRow( "in weeks, another one, too" ) << QVector<int>{ 0, 31, 45, 60, 91 } << week << false;
  QTest::newRow( "in five weeks, as nearly all are" ) << QVector<int>{ 0, 40, 60, 91 } << "5 weeks" << false;
  QTest::newRow( "in months, as all are" ) << QVector<int>{ 0, 31, 60, 91 } << "1 month" << false;
}

void TestStackAdvice::timesThatAreMonthsAreNoticed()
{
  QFETCH( QVector<int>, days );
  QFETCH( QString, step );
  QFETCH( bool, isOfMonths );
  const LocalTime start = *parseTime( "2024-01-01" );
  HeatmapStack stack = formulaStack( 1, 1, 2 );
  const TimeSteps steps =
      TimeSteps::covering( start, start + std::chrono::days( 95 ), stepLengthFromString( step.toStdString() ) );
  stack = HeatmapStack::empty( stack.grid, steps, StepState::Observed );
  for ( const int day : days )
    stack.map( *steps.stepAt( start + std::chrono::days( day ) ) )[1] = 3;
  RecordedFeedback feedback;
  advise( figuresOf( stack ), EmptySteps::WithoutReports, feedback );
  QCOMPARE( RecordedFeedback::says( feedback.warnings, "nothing but the month is known: take steps of months." ), isOfMonths );
}

void TestStackAdvice::nearlyEmptyMapsAreSaidToBe_data()
{
  QTest::addColumn<double>( "positiveCells" );
  QTest::addColumn<bool>( "nearlyEmpty" );
  QTest::newRow( "one cell in 200" ) << 5.0 << false;
  QTest::newRow( "fewer" ) << 4.9 << true;
}

void TestStackAdvice::nearlyEmptyMapsAreSaidToBe()
{
  QFETCH( double, positiveCells );
  RecordedFeedback feedback;
  advise( { .cells = 1000, .emptyCells = 0.25, .positiveCellsPerStep = positiveCells, .repeatShare = 0.125 },
          EmptySteps::WithoutReports, feedback );
  QTEST( RecordedFeedback::says( feedback.infos, "The maps are nearly empty: larger cells or longer steps" ), "nearlyEmpty" );
  QVERIFY( RecordedFeedback::says( feedback.infos, "25 % of the cells and 0 % of the steps have no incident." ) );
  QVERIFY( RecordedFeedback::says( feedback.infos, "of 1,000 cells have one; 12.5 % of them had one in the step before, too." ) );
}

void TestStackAdvice::emptyStepsAreComparedWithChance_data()
{
  QTest::addColumn<double>( "empty" );
  QTest::addColumn<double>( "byChance" );
  QTest::addColumn<EmptySteps>( "chosen" );
  QTest::addColumn<QStringList>( "words" );
  QTest::newRow( "none" ) << 0.0 << 0.1 << EmptySteps::WithoutReports << QStringList{};
  QTest::newRow( "many more than by chance" )
      << 0.6 << 0.1 << EmptySteps::WithoutReports << QStringList{ "60 %", "10 %", "They look like steps without reports." };
  QTest::newRow( "many more, taken for zeros" )
      << 0.6 << 0.1 << EmptySteps::TrueZeros << QStringList{ "Consider without-reports for steps without incidents." };
  QTest::newRow( "twice as many and 5 %" ) << 0.25 << 0.1 << EmptySteps::TrueZeros
                                           << QStringList{ "They look like true zeros of a complete register." };
  QTest::newRow( "nearly all, where chance would leave most, too" )
      << 0.98 << 0.6 << EmptySteps::WithoutReports << QStringList{ "They look like steps without reports." };
  QTest::newRow( "half of those with incidents that chance would leave" )
      << 0.75 << 0.5 << EmptySteps::WithoutReports << QStringList{ "They look like true zeros of a complete register." };
  QTest::newRow( "as many as by chance, taken for unknown" )
      << 0.1 << 0.1 << EmptySteps::WithoutReports << QStringList{ "Consider true-zeros for steps without incidents." };
}

void TestStackAdvice::emptyStepsAreComparedWithChance()
{
  QFETCH( double, empty );
  QFETCH( double, byChance );
  QFETCH( EmptySteps, chosen );
  QFETCH( QStringList, words );
  RecordedFeedback feedback;
  advise( { .cells = 4, .emptySteps = empty, .emptyStepsByChance = byChance, .positiveCellsPerStep = 1 }, chosen, feedback );
  QCOMPARE( RecordedFeedback::says( feedback.infos, "They look like" ), empty > 0 );
  for ( const QString &each : words )
    QVERIFY2( RecordedFeedback::says( feedback.infos, each.toStdString() ), qPrintable( each ) );
}

QTEST_GUILESS_MAIN( TestStackAdvice )
#include "test_stack_advice.moc"
