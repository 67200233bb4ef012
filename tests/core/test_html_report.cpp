#include "html_report.h"
#include "maps.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

class TestHtmlReport : public QObject
{
  Q_OBJECT

private slots:
  void textsAreEscaped();
  void jsonCannotEndItsElement();
  void everyChartHasItsNumbersAsATable();
  void chartsAreDrawnInABrowser();
  void theSliderMovesTheThreshold();

private:
  QString inBrowser( const QString &page, const QString &script = {} );

  QTemporaryDir mFolder;
};

namespace
{

/// The worked example of docs/algorithms/evaluate_risk_model.md, above 0.5 and above 0.85; and a day on which nothing happened.
HtmlLabelMap labelMap()
{
  const auto bytes = []( const char *drawing )
  {
    const std::vector<float> values = map( drawing ).values;
    return std::vector<std::uint8_t>( values.begin(), values.end() );
  };
  return { .title = "Six labels",
           .description = "Drawn.",
           .rows = 4,
           .columns = 4,
           .neighbourRadius = 1,
           .scored = std::vector<std::uint8_t>( 16, 1 ),
           .percentiles = { 90, 95 },
           .initialPercentile = 0,
           .days = { { "2024-01-01", bytes( "2 . . . / 1 . . . / . . . . / . . . ." ),
                       bytes( ". 1 . . / 1 . . . / . . . . / . . . 1" ) },
                     { "2024-01-02", bytes( ". . . . / . . . . / . . . . / . . . 1" ),
                       bytes( ". . . . / . . . . / . . . . / . . . ." ) } },
           .curves = { { .name = "Correct", .points = { { 90, 33 }, { 95, 0 } } } },
           .curveTitle = "Labels over percentiles",
           .yTitle = "%" };
}

HtmlReport report()
{
  HtmlReport report{ .title = "A <title> & more", .summary = "\"Quoted\"", .sections = {}, .data = { { "text", "</script>" } } };
  report.sections.push_back(
      { .heading = "Charts",
        .charts = { { .title = "Bars",
                      .description = "Two bars.",
                      .labelTitle = "Label",
                      .valueTitle = "Value",
                      .bars = { { "one", 1 }, { "two", 2000 } } } },
        .lineCharts = { { .title = "Lines",
                          .description = "Two lines.",
                          .xTitle = "x",
                          .yTitle = "y",
                          .lines = { { .name = "A", .points = { { 0, 0 }, { 1, 2.5 } }, .band = { { 0, 0, 0 }, { 1, 2, 3 } } },
                                     { .name = "B", .points = { { 0.5, 1 } } } },
                          .reference = HtmlLineChart::Reference::Diagonal,
                          .points = HtmlLineChart::Points::Shown } },
        .labelMaps = { labelMap() } } );
  return report;
}

/// The numbers in the table of labels, in order.
QStringList counts( const QString &page )
{
  static const QRegularExpression count( "class=\"count-\\d\">(\\d*)<" );
  QStringList numbers;
  for ( QRegularExpressionMatchIterator found = count.globalMatch( page ); found.hasNext(); )
    numbers << found.next().captured( 1 );
  return numbers;
}

} // namespace

/// What Chromium makes of the page; empty if there is none. \param script  runs after the page's own
QString TestHtmlReport::inBrowser( const QString &page, const QString &script )
{
  const QString browser = QStandardPaths::findExecutable( "chromium" );
  QFile file( mFolder.filePath( "report.html" ) );
  if ( browser.isEmpty() || !file.open( QIODevice::WriteOnly ) )
    return {};
  QString whole = page;
  file.write( whole.replace( "</body>", "<script>" + script + "</script></body>" ).toUtf8() );
  file.close();
  QProcess chromium;
  chromium.start( browser,
                  { "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=5000",
                    "--user-data-dir=" + mFolder.path(), "--dump-dom", "file://" + file.fileName() } );
  if ( !chromium.waitForFinished( 120000 ) )
    return {};
  const QString messages = QString::fromUtf8( chromium.readAllStandardError() );
  // Whatever the page tried to load would be refused by its content security policy, with a message.
  return messages.contains( "CONSOLE" ) ? messages : QString::fromUtf8( chromium.readAllStandardOutput() );
}

void TestHtmlReport::textsAreEscaped()
{
  const QString page = QString::fromStdString( toHtml( report() ) );
  QVERIFY( page.contains( "<title>A &lt;title&gt; &amp; more</title>" ) );
  QVERIFY( page.contains( "&quot;Quoted&quot;" ) );
}

void TestHtmlReport::jsonCannotEndItsElement()
{
  const QString page = QString::fromStdString( toHtml( report() ) );
  QVERIFY( page.contains( R"({"text":"\u003c/script>"})" ) );
}

void TestHtmlReport::everyChartHasItsNumbersAsATable()
{
  const QString page = QString::fromStdString( toHtml( report() ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">two</th><td>2,000</td></tr>" ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">0.5</th><td></td><td>1</td></tr>" ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">1</th><td>2.5</td><td></td></tr>" ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">90</th><td>33</td></tr>" ) );
}

void TestHtmlReport::chartsAreDrawnInABrowser()
{
  if ( QStandardPaths::findExecutable( "chromium" ).isEmpty() )
    QSKIP( "There is no Chromium." );
  const QString page = inBrowser( QString::fromStdString( toHtml( report() ) ) );
  QVERIFY2( page.count( "<svg" ) == 3, qPrintable( page.right( 3000 ) ) ); // bars, lines, curves
  QCOMPARE( page.count( "<canvas" ), 1 );
  QVERIFY( page.contains( "aria-label=\"Lines. Two lines.\"" ) ); // Vega leaves the text for screen readers
  // The first day has more incidents: true negatives, correct, near misses, misses, near alarms, alarms.
  QCOMPARE( counts( page ), QStringList( { "12", "1", "1", "1", "1", "0" } ) );
}

void TestHtmlReport::theSliderMovesTheThreshold()
{
  if ( QStandardPaths::findExecutable( "chromium" ).isEmpty() )
    QSKIP( "There is no Chromium." );
  const QString page = QString::fromStdString( toHtml( report() ) );
  const QString move =
      "const slider = document.querySelector('.percentile'); slider.value = 1; slider.dispatchEvent(new Event('input'));";
  const QString moved = inBrowser( page, move );
  // The cell with 0.8 is no longer flagged: what happened there is a near miss.
  QVERIFY2( counts( moved ) == QStringList( { "12", "0", "2", "1", "1", "0" } ), qPrintable( counts( moved ).join( ' ' ) ) );
  QVERIFY( moved.contains( "class=\"percentile-text\">95<" ) );
  const QString other =
      inBrowser( page, "const days = document.querySelector('.day'); days.value = 1; days.dispatchEvent(new Event('change'));" );
  QCOMPARE( counts( other ), QStringList( { "15", "0", "0", "0", "0", "1" } ) );
}

QTEST_GUILESS_MAIN( TestHtmlReport )
#include "test_html_report.moc"
