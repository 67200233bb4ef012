#include "unused_options.h"

#include "error_text.h"
#include "recorded_feedback.h"
#include "small_training.h"
#include "training.h"

#include <QTest>

#include <set>

using namespace riskcast;

/// Options that a training has no use for.
class TestUnusedOptions : public QObject
{
  Q_OBJECT

private slots:
  void saysWhatHasNoUse_data();
  void saysWhatHasNoUse();
  void everyOptionIsOfEveryKindOrOfSome();
  void whatItHasNoUseForChangesNothing_data();
  void whatItHasNoUseForChangesNothing();
};

namespace
{
Feedback silent;
const std::set<std::string> ofEveryKind = { "kind", "testShare", "validationShare", "seed", "device" };

/// None as it is by default.
TrainingOptions otherOptions()
{
  TrainingOptions options;
  options.windowLength = 5;
  options.gapFilling = GapFilling::Zeros;
  options.windowMaps = WindowMaps::Counts;
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

void TestUnusedOptions::saysWhatHasNoUse_data()
{
  QTest::addColumn<QString>( "given" );
  QTest::addColumn<QString>( "warning" );
  const QString end = ": what was given for that changes nothing.";
  QTest::newRow( "a baseline" ) << R"({ "kind": "ewma", "horizon": 2, "form": "convolutional", "learningRate": 0.01 })"
                                << "ewma, trained like this, has no use for learning rate, form, horizon" + end;
  QTest::newRow( "a network" ) << R"({ "kind": "tfts", "horizon": 2, "form": "convolutional", "learningRate": 0.01 })"
                               << "tfts, trained like this, has no use for form, horizon" + end;
  QTest::newRow( "one that looks ahead" ) << R"({ "kind": "encoder_forecaster", "horizon": 2, "form": "convolutional" })"
                                          << "encoder_forecaster, trained like this, has no use for form" + end;
  QTest::newRow( "a loss that weighs nothing" ) << R"({ "kind": "sftt", "loss": "poisson", "positiveWeight": 5 })"
                                                << "sftt, trained like this, has no use for positive weight" + end;
  QTest::newRow( "drops that nobody waits for" ) << R"({ "kind": "sftt", "patience": 0, "rateDrops": 2 })"
                                                 << "sftt, trained like this, has no use for rate drops" + end;
  QTest::newRow( "more filters than layers" ) << R"({ "kind": "stresnet", "filters": [3, 4], "trend": 0 })"
                                              << "stresnet, trained like this, has no use for filters after the first" + end;
  QTest::newRow( "a threshold of maps that hold counts" )
      << R"({ "kind": "stresnet", "windowMaps": "counts", "binaryThreshold": 2, "trend": 0 })"
      << "stresnet, trained like this, has no use for binary threshold" + end;
  QTest::newRow( "how far no maps lie apart" ) << R"({ "kind": "stresnet", "trend": 0, "trendSteps": 3, "periodSteps": 2 })"
                                               << "stresnet, trained like this, has no use for trend steps" + end;
  QTest::newRow( "nothing" ) << R"({ "kind": "sftt", "patience": 2, "rateDrops": 2, "positiveWeight": 5, "filters": [3, 4] })"
                             << "";
}

void TestUnusedOptions::saysWhatHasNoUse()
{
  QFETCH( QString, given );
  QFETCH( QString, warning );
  nlohmann::json options = TrainingOptions();
  options.update( nlohmann::json::parse( given.toStdString() ) );
  RecordedFeedback feedback;
  feedback.cancelsAfter = 0; // a warning comes first
  QVERIFY_EXCEPTION_THROWN( trainRiskModel( smallStack(), options, makeForecaster, feedback ), Canceled );
  QCOMPARE( QString::fromStdString( feedback.warnings.empty() ? "" : feedback.warnings.at( 0 ) ), warning );
}

/// A map at random has no use for what is not of use to all; a new option must be of either.
void TestUnusedOptions::everyOptionIsOfEveryKindOrOfSome()
{
  const nlohmann::json others = otherOptions();
  const std::vector<std::string> unused = unusedOptions( others, completed( { .kind = "randommap" } ) );
  std::multiset<std::string> names( unused.begin(), unused.end() );
  names.insert( ofEveryKind.begin(), ofEveryKind.end() );
  std::multiset<std::string> all;
  for ( const auto &[name, value] : others.items() )
    all.insert( name );
  QVERIFY( names == all );
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
  for ( const auto &[name, value] : others.items() )
    QVERIFY2( ofEveryKind.contains( name ) || value != usual[name], name.c_str() ); // a new option belongs here, too
  const TrainingOptions options = smallOptions( kind.toStdString() );
  nlohmann::json asked = options;
  for ( const std::string &name : unusedOptions( otherOptions(), completed( options ) ) )
    asked[name] = others[name];
  const HeatmapStack stack = smallStack();
  const auto risk = [&stack]( const TrainingOptions &each )
  { return trained( each, stack )->predict( stack, stepRange( 32, 40 ), silent ); };
  QVERIFY( asked != nlohmann::json( options ) );
  QVERIFY( risk( asked ) == risk( options ) );
}

QTEST_GUILESS_MAIN( TestUnusedOptions )
#include "test_unused_options.moc"
