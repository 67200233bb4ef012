#include "core_kinds.h"
#include "error_text.h"
#include "formula_stack.h"
#include "training.h"
#include "training_report.h"

#include <QTest>

#include <algorithm>

using namespace riskcast;

class TestTrainingReport : public QObject
{
  Q_OBJECT

private slots:
  void theModelStandsAmongTheBaselines();
  void itSaysWhatTheModelLearnedFrom();
  void theChosenInputHasItsLosses();
  void everyEpochIsInTheCharts();
  void aModelWithoutHistorySaysSo();
  void everySettingIsOnRecord();
  void itSaysWhatTheMapMustNotBeUsedFor();
  void aModelThatSaysTooLittleIsRefused();
};

namespace
{

ModelFile trained( const char *kind )
{
  Feedback silent;
  TrainingOptions options;
  options.kind = kind;
  HeatmapStack stack = formulaStack( 100, 4, 5 );
  stack.provenance.source = "reports.csv";
  return trainRiskModel( stack, options, makeCoreForecaster, silent ).file;
}

const HtmlSection &section( const HtmlReport &report, const std::string &heading )
{
  return *std::ranges::find( report.sections, heading, &HtmlSection::heading );
}

/// The row of a table that begins with \a name, joined with " | ".
std::string row( const HtmlTable &table, const std::string &name )
{
  for ( const std::vector<std::string> &each : table.rows )
    if ( each.front() == name )
    {
      std::string text = name;
      for ( size_t column = 1; column < each.size(); ++column )
        text += " | " + each[column];
      return text;
    }
  return {};
}

} // namespace

void TestTrainingReport::theModelStandsAmongTheBaselines()
{
  ModelFile model = trained( "ratemixture" );
  nlohmann::json &own = model.description["scores"][0];
  own["hitRate"] = { { "1", 0.1 }, { "4", 0.2 }, { "5", 0.256 }, { "10", 0.5 } };
  own["logLoss"] = 0.5;
  const HtmlReport report = trainingReport( model );
  const HtmlTable &table = section( report, "How good it is" ).tables.front();
  COMPARE_TEXT( row( table, "ratemixture" ), "ratemixture | 10.0 | 20.0 | 25.6 | 50.0 | 0.5" );
  QVERIFY( table.emphasisedRows == std::vector<size_t>{ 0 } );
  QVERIFY( !row( table, "longrunrate" ).empty() && !row( table, "ewma" ).empty() );
  VERIFY_SAYS( QString::fromStdString( report.summary ), "25.6 of 100 incidents in the riskiest 5 % of the area" );
}

void TestTrainingReport::itSaysWhatTheModelLearnedFrom()
{
  const HtmlReport report = trainingReport( trained( "longrunrate" ) );
  const HtmlTable &table = section( report, "What it learned from" ).tables.front();
  COMPARE_TEXT( row( table, "Heatmaps counted from" ), "Heatmaps counted from | reports.csv" );
  QVERIFY2( row( table, "Grid" ).starts_with( "Grid | 5 × 4 cells" ), row( table, "Grid" ).c_str() );
  // 100 days from 2024-01-01 on: the latest fifth tests, and a fifth of the 80 before it validates.
  COMPARE_TEXT( row( table, "Test" ), "Test | 20 steps, 2024-03-21 to 2024-04-09" );
  COMPARE_TEXT( row( table, "Validation" ), "Validation | 16 steps, 2024-03-05 to 2024-03-20" );
}

void TestTrainingReport::theChosenInputHasItsLosses()
{
  ModelFile model = trained( "ratemixture" );
  model.description["history"]["validationLogLoss"] = { { "counts", 0.25 }, { "capped", 0.125 } };
  const HtmlReport report = trainingReport( model );
  const HtmlTable &table = section( report, "How it learned" ).tables.front();
  COMPARE_TEXT( row( table, "counts" ), "counts | 0.25" );
  COMPARE_TEXT( row( table, "capped" ), "capped | 0.125" );
}

void TestTrainingReport::everyEpochIsInTheCharts()
{
  ModelFile model = trained( "longrunrate" );
  model.description["history"] = { { "epochs",
                                     { { { "loss", 3 }, { "validationLoss", 2 }, { "validationLogLoss", 0.5 } },
                                       { { "loss", 1 }, { "validationLoss", 4 }, { "validationLogLoss", 0.75 } } } },
                                   { "bestEpoch", 1 } };
  const HtmlReport report = trainingReport( model );
  const HtmlSection &history = section( report, "How it learned" );
  VERIFY_SAYS( QString::fromStdString( history.paragraphs.front() ), "Of 2 epochs" );
  COMPARE_TEXT( history.paragraphs.front(),
                "Of 2 epochs number 1 had the least log loss on the validation steps, and was kept." );
  const auto paragraph = [&model]( size_t number )
  { return QString::fromStdString( section( trainingReport( model ), "How it learned" ).paragraphs.at( number ) ); };
  model.description["options"]["refit"] = true;
  VERIFY_SAYS( paragraph( 0 ), "; the network then learned anew for as many, from the validation steps, too." );
  model.description["history"]["furtherNetworks"] = { model.description["history"] };
  VERIFY_SAYS( paragraph( 1 ), "That and what follows is of the first of 2 networks." );
  model.description["history"]["bestEpoch"] = 0;
  VERIFY_SAYS( paragraph( 0 ), "None of 2 epochs lowered the log loss on the validation steps: what was before them was kept." );
  using Points = std::vector<std::array<double, 2>>;
  QVERIFY( history.lineCharts[0].lines[0].points == Points( { { 1, 3 }, { 2, 1 } } ) );
  QVERIFY( history.lineCharts[0].lines[1].points == Points( { { 1, 2 }, { 2, 4 } } ) );
  QVERIFY( history.lineCharts[1].lines[0].points == Points( { { 1, 0.5 }, { 2, 0.75 } } ) );
  model.description["kind"] = "gan"; // whose two losses are different ones
  QCOMPARE( section( trainingReport( model ), "How it learned" ).lineCharts.size(), size_t{ 1 } );
}

void TestTrainingReport::aModelWithoutHistorySaysSo()
{
  const HtmlReport report = trainingReport( trained( "longrunrate" ) );
  const HtmlSection &history = section( report, "How it learned" );
  QVERIFY( history.lineCharts.empty() && history.tables.empty() );
  COMPARE_TEXT( history.paragraphs.front(), "The model is fitted in one go: there is no history." );
}

void TestTrainingReport::everySettingIsOnRecord()
{
  const ModelFile model = trained( "longrunrate" );
  const HtmlReport report = trainingReport( model );
  const HtmlTable &table = section( report, "For the record" ).tables.front();
  QCOMPARE( table.rows.size(), model.description["options"].size() + model.description["versions"].size() );
  COMPARE_TEXT( row( table, "kind" ), "kind | longrunrate" );
  COMPARE_TEXT( row( table, "seed" ), "seed | 1" );
  QVERIFY( report.data.at( "scores" ) == model.description["scores"] );
}

void TestTrainingReport::itSaysWhatTheMapMustNotBeUsedFor()
{
  const HtmlReport report = trainingReport( trained( "longrunrate" ) );
  QString text;
  for ( const std::string &paragraph : section( report, "What the map must not be used for" ).paragraphs )
    text += QString::fromStdString( paragraph );
  VERIFY_SAYS( text, "Reports are not incidents" );
  VERIFY_SAYS( text, "no class of the map means \"safe\"" );
}

void TestTrainingReport::aModelThatSaysTooLittleIsRefused()
{
  ModelFile model = trained( "longrunrate" );
  model.description.erase( "trainedOn" );
  VERIFY_SAYS( errorText( [&] { trainingReport( model ); } ), "Train it again." );
}

QTEST_GUILESS_MAIN( TestTrainingReport )
#include "test_training_report.moc"
