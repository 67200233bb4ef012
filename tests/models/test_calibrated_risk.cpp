#include "small_training.h"

#include <QTest>

using namespace riskcast;

Q_DECLARE_METATYPE( riskcast::Loss )

/// Risks of trained networks that are right on the whole, whatever the network and its loss: as the line through the logits is of
/// least log loss on the validation steps, the risks there add up to the cells that had incidents, for each output.
class TestCalibratedRisk : public QObject
{
  Q_OBJECT

private slots:
  void addsUpToTheCellsWithIncidents_data();
  void addsUpToTheCellsWithIncidents();
  void countsThatCorrectAPriorAddUpToo_data();
  void countsThatCorrectAPriorAddUpToo();
  void whatTheValidationLacksIsAsFrequentAsInTheTraining();
  void eachOfSeveralNetworksIsPutRight();
  void categoriesOfSeveralNetworksAddUp();
  void addsUpInEveryStepAhead();
  void isOfTheStepAloneWhereTheNetworkSeesSumsOfTheDay();
};

namespace
{
Feedback silent;

/// Two categories, the second one rare, and a corner outside the study area.
HeatmapStack twoCategories()
{
  const HeatmapStack whole = smallStack();
  HeatmapStack stack = HeatmapStack::empty( whole.grid, whole.steps, StepState::Observed, { "theft", "robbery" } );
  stack.studyArea[0] = stack.studyArea[1] = false;
  for ( int step = 0; step < stack.stepCount(); ++step )
    for ( int cell = 2; cell < stack.cellCount(); ++cell )
      stack.map( step, ( step + cell ) % 5 == 0 )[cell] = whole.map( step )[cell];
  return stack;
}

/// How many cells of the map had incidents.
double positiveCells( std::span<const float> map )
{
  return static_cast<double>( std::ranges::count_if( map, []( float count ) { return count > 0; } ) );
}

/// Of the study area. \param values  maps, one after the other
double sumInside( const HeatmapStack &stack, std::span<const float> values )
{
  double sum = 0;
  for ( size_t i = 0; i < values.size(); ++i )
    sum += stack.studyArea[i % stack.studyArea.size()] ? values[i] : 0;
  return sum;
}

/// The risks of one of the categories, of all cells and steps.
double sumOfCategory( const HeatmapStack &stack, const RiskForecast &forecast, size_t category )
{
  const size_t cells = stack.cellCount();
  double sum = 0;
  for ( size_t first = category * cells; first < forecast.categories.size(); first += stack.categoryCount() * cells )
    sum += sumInside( stack, std::span( forecast.categories ).subspan( first, cells ) );
  return sum;
}
} // namespace

#define VERIFY_NEAR( value, expected )                                                                                           \
  QVERIFY2( std::abs( ( value ) - ( expected ) ) < 1e-3 * ( expected ),                                                          \
            qPrintable( QStringLiteral( "%1 instead of %2" ).arg( value ).arg( expected ) ) )

void TestCalibratedRisk::addsUpToTheCellsWithIncidents_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<QString>( "loss" );
  QTest::addColumn<QString>( "form" );
  const auto addRow = []( const ModelKind &kind, const std::string &loss, const std::string &form )
  {
    QTest::addRow( "%s, %s, %s", kind.name, loss.c_str(), form.c_str() )
        << QString( kind.name ) << QString::fromStdString( loss ) << QString::fromStdString( form );
  };
  for ( const ModelKind &kind : modelKinds )
    for ( const std::string &loss : enumNames<Loss>() )
      for ( const std::string &form : enumNames<ConvLstmForm>() )
      {
        const bool isCalibrated = kind.isNetwork && kind.id != ModelKindId::RateNetwork; // which corrects what is right already
        const bool hasLoss = kind.id != ModelKindId::Gan || loss == enumName( Loss::CrossEntropy );
        const bool hasForm = kind.id == ModelKindId::ConvLstm || form == enumNames<ConvLstmForm>().front();
        if ( isCalibrated && hasLoss && hasForm )
          addRow( kind, loss, form );
      }
}

void TestCalibratedRisk::addsUpToTheCellsWithIncidents()
{
  QFETCH( QString, kind );
  QFETCH( QString, loss );
  QFETCH( QString, form );
  const HeatmapStack stack = twoCategories();
  TrainingOptions options = smallOptions( kind.toStdString() );
  options.loss = enumFromName<Loss>( loss.toStdString() );
  options.form = enumFromName<ConvLstmForm>( form.toStdString() );
  options.calendar = true;
  options.refit = false;
  const std::vector<int> validation = smallSplit().validation;
  const RiskForecast forecast = trained( options, stack )->forecast( stack, validation, silent );
  double any = 0, ofCategory[2] = { 0, 0 };
  for ( const int step : validation )
  {
    any += positiveCells( stack.total( step ) );
    for ( const int category : { 0, 1 } )
      ofCategory[category] += positiveCells( stack.map( step, category ) );
  }
  VERIFY_NEAR( sumInside( stack, forecast.risk ), any );
  for ( const int category : { 0, 1 } )
    VERIFY_NEAR( sumOfCategory( stack, forecast, category ), ofCategory[category] );
}

void TestCalibratedRisk::countsThatCorrectAPriorAddUpToo_data()
{
  QTest::addColumn<Loss>( "loss" );
  QTest::newRow( "poisson" ) << Loss::Poisson;
  QTest::newRow( "squarederror" ) << Loss::SquaredError;
}

/// Incidents come in tens, so that 1 - exp(-expected count) is far above the share of cells with incidents.
void TestCalibratedRisk::countsThatCorrectAPriorAddUpToo()
{
  QFETCH( Loss, loss );
  HeatmapStack stack = smallStack();
  std::ranges::for_each( stack.counts, []( float &count ) { count *= 10; } );
  TrainingOptions options = smallOptions( "sftt" );
  options.loss = loss;
  options.prior = Prior::LongRunRate;
  options.refit = false;
  const std::vector<int> validation = smallSplit().validation;
  double positives = 0;
  for ( const int step : validation )
    positives += positiveCells( stack.map( step ) );
  VERIFY_NEAR( sumInside( stack, trained( options, stack )->predict( stack, validation, silent ) ), positives );
}

void TestCalibratedRisk::whatTheValidationLacksIsAsFrequentAsInTheTraining()
{
  HeatmapStack stack = twoCategories();
  const StepSplit split = smallSplit();
  for ( const int step : split.validation )
    std::ranges::fill( stack.map( step, 1 ), 0 );
  double robberies = 0, any = 0, expected = 0;
  for ( const int step : split.training )
  {
    robberies += positiveCells( stack.map( step, 1 ) );
    any += positiveCells( stack.total( step ) );
  }
  for ( const int step : split.validation )
    expected += positiveCells( stack.total( step ) );
  QVERIFY( robberies > 0 && expected > 0 );
  TrainingOptions options = smallOptions( "sftt" );
  options.refit = false;
  const RiskForecast forecast = trained( options, stack )->forecast( stack, split.validation, silent );
  VERIFY_NEAR( sumOfCategory( stack, forecast, 1 ),
               expected * ( robberies + 0.5 ) / ( any + 0.5 ) ); // with half a cell more of both, as none may be 0
}

/// Networks say too much or too little each in its own way. What they agree on when they are put right has no spread.
void TestCalibratedRisk::eachOfSeveralNetworksIsPutRight()
{
  const HeatmapStack stack = smallStack();
  TrainingOptions options = smallOptions( "sftt" );
  options.seeds = 2;
  const std::vector<int> target = { 35 };
  const RiskForecast together = trained( options, stack )->forecast( stack, target, silent );
  options.seeds = 1;
  const std::vector<float> first = trained( options, stack )->predict( stack, target, silent );
  options.seed = 2;
  const std::vector<float> second = trained( options, stack )->predict( stack, target, silent );
  for ( size_t cell = 0; cell < first.size(); ++cell )
  {
    QVERIFY( std::abs( together.risk[cell] - ( first[cell] + second[cell] ) / 2 ) < 1e-5F );
    QVERIFY( std::abs( together.spread[cell] - std::abs( first[cell] - second[cell] ) / 2 ) < 1e-5F );
  }
}

void TestCalibratedRisk::categoriesOfSeveralNetworksAddUp()
{
  const HeatmapStack stack = twoCategories();
  TrainingOptions options = smallOptions( "sftt" );
  options.seeds = 2;
  options.refit = false;
  const std::vector<int> validation = smallSplit().validation;
  const RiskForecast forecast = trained( options, stack )->forecast( stack, validation, silent );
  double robberies = 0;
  for ( const int step : validation )
    robberies += positiveCells( stack.map( step, 1 ) );
  VERIFY_NEAR( sumOfCategory( stack, forecast, 1 ), robberies );
}

void TestCalibratedRisk::addsUpInEveryStepAhead()
{
  const HeatmapStack stack = smallStack();
  TrainingOptions options = smallOptions( "encoder_forecaster" );
  options.horizon = 3;
  options.refit = false;
  const std::unique_ptr<Forecaster> forecaster = trained( options, stack );
  const std::vector<int> validation = smallSplit().validation;
  for ( int ahead = 0; ahead < 3; ++ahead )
  {
    double risk = 0, positives = 0;
    for ( size_t place = 0; place + ahead < validation.size(); ++place )
    {
      HeatmapStack until = stack;
      for ( int step = validation[place]; step < validation[place] + ahead; ++step )
        until.states[step] = StepState::Predicted;
      const int target = validation[place] + ahead;
      risk += sumInside( stack, forecaster->predict( until, std::array{ target }, silent ) );
      positives += positiveCells( stack.map( target ) );
    }
    VERIFY_NEAR( risk, positives );
  }
}

void TestCalibratedRisk::isOfTheStepAloneWhereTheNetworkSeesSumsOfTheDay()
{
  HeatmapStack hours = smallStack();
  hours.steps = TimeSteps( hours.steps.start( 0 ), { 1, StepUnit::Hour }, hours.stepCount() );
  TrainingOptions options = smallOptions( "stresnet" );
  options.cumulativeDay = true;
  options.refit = false;
  const std::vector<int> validation = smallSplit().validation;
  const double risk = sumInside( hours, trained( options, hours )->predict( hours, validation, silent ) );
  double positives = 0;
  for ( const int step : validation )
    positives += positiveCells( hours.map( step ) );
  VERIFY_NEAR( risk, positives );
}

QTEST_GUILESS_MAIN( TestCalibratedRisk )
#include "test_calibrated_risk.moc"
