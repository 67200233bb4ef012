#include "unused_options.h"

#include "error_text.h"
#include "recorded_feedback.h"
#include "small_training.h"
#include "training.h"

#include <QTest>

#include <set>

using namespace riskcast;

/// Options that a kind of model has no use for.
class TestUnusedOptions : public QObject
{
  Q_OBJECT

private slots:
  void saysWhatTheKindHasNoUseFor_data();
  void saysWhatTheKindHasNoUseFor();
  void whatItHasNoUseForChangesNothing_data();
  void whatItHasNoUseForChangesNothing();
};

namespace
{
Feedback silent;

/// None as it is by default.
TrainingOptions otherOptions()
{
  TrainingOptions options;
  options.windowLength = 5;
  options.gapFilling = GapFilling::Zeros;
  options.binaryThreshold = 1.5;
  options.horizon = 2;
  options.stepsSinceReport = true;
  options.calendar = true;
  options.prior = Prior::LongRunRate;
  options.closeness = 2;
  options.period = 2;
  options.trend = 2;
  options.periodSteps = 3;
  options.trendSteps = 5;
  options.cumulativeDay = true;
  options.residualUnits = 2;
  options.superResolution = 2;
  options.filters = { 5 };
  options.form = ConvLstmForm::Convolutional;
  options.gateActivation = GateActivation::Sigmoid;
  options.padding = Padding::Zeros;
  options.loss = Loss::Poisson;
  options.positiveWeight = 2;
  options.epochs = 2;
  options.learningRate = 0.02;
  options.batchSize = 4;
  options.weightDecay = 0.1;
  options.gradientClip = 1;
  options.patience = 1;
  options.rateDrops = 1;
  options.refit = true;
  options.seeds = 2;
  options.mixedPrecision = true;
  return options;
}
} // namespace

void TestUnusedOptions::saysWhatTheKindHasNoUseFor_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<QString>( "warning" );
  QTest::newRow( "a baseline" ) << "ewma"
                                << "ewma has no use for learningRate, form, horizon: what was given for that changes nothing.";
  QTest::newRow( "a network" ) << "tfts"
                               << "tfts has no use for form, horizon: what was given for that changes nothing.";
  QTest::newRow( "one that looks ahead" ) << "encoder_forecaster"
                                          << "encoder_forecaster has no use for form: what";
}

void TestUnusedOptions::saysWhatTheKindHasNoUseFor()
{
  QFETCH( QString, kind );
  QFETCH( QString, warning );
  TrainingOptions options{ .kind = kind.toStdString() };
  options.horizon = 2;
  options.form = ConvLstmForm::Convolutional;
  options.learningRate = 0.01;
  QVERIFY( unusedOptions( TrainingOptions(), options.kind ).empty() );
  RecordedFeedback feedback;
  feedback.cancelsAfter = 0; // a warning comes first
  QVERIFY_EXCEPTION_THROWN( trainRiskModel( smallStack(), options, makeForecaster, feedback ), Canceled );
  VERIFY_SAYS( QString::fromStdString( feedback.warnings.at( 0 ) ), qPrintable( warning ) );
}

void TestUnusedOptions::whatItHasNoUseForChangesNothing_data()
{
  QTest::addColumn<QString>( "kind" );
  for ( const ModelKind &kind : modelKinds )
    QTest::newRow( kind.name ) << QString( kind.name );
}

void TestUnusedOptions::whatItHasNoUseForChangesNothing()
{
  QFETCH( QString, kind );
  const nlohmann::json others = otherOptions(), usual = TrainingOptions();
  const std::set<std::string> ofEveryKind = { "kind", "testShare", "validationShare", "seed", "device" };
  for ( const auto &[name, value] : others.items() )
    QVERIFY2( ofEveryKind.contains( name ) || value != usual[name], name.c_str() ); // a new option belongs here, too
  const TrainingOptions options = smallOptions( kind.toStdString() );
  nlohmann::json asked = options;
  for ( const std::string &name : unusedOptions( otherOptions(), options.kind ) )
    asked[name] = others[name];
  const HeatmapStack stack = smallStack();
  const auto risk = [&stack]( const TrainingOptions &each )
  { return trained( each, stack )->predict( stack, stepRange( 32, 40 ), silent ); };
  QVERIFY( asked != nlohmann::json( options ) );
  QVERIFY( risk( asked ) == risk( options ) );
}

QTEST_GUILESS_MAIN( TestUnusedOptions )
#include "test_unused_options.moc"
