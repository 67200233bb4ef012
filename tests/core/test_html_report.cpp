#include "html_report.h"
#include "maps.h"
#include "scores/six_labels.h"

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
  void emphasisedRowsStandOut();
  void chartsAreDrawnInABrowser();
  void theSliderMovesTheThreshold();
  void cellsThatAreNotScoredAreNobodysNeighbours();
  void theMapHasTheColoursOfTheLabels();
  void nothingIsWiderThanAPhone();
  void whatGoesWrongIsSeen_data();
  void whatGoesWrongIsSeen();

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
        .tables = { { "Table", { "Row", "Value" }, { { "plain", "1" }, { "strong", "2" } }, { 1 } } },
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

/// The numbers in the table of labels, in order: true negatives, correct, near misses, misses, near alarms, alarms, not scored.
QStringList counts( const QString &page )
{
  static const QRegularExpression count( "class=\"count-\\d\">(\\d*)<" );
  QStringList numbers;
  for ( QRegularExpressionMatchIterator found = count.globalMatch( page ); found.hasNext(); )
    numbers << found.next().captured( 1 );
  return numbers;
}

} // namespace

/// What Chromium makes of the page, or what it complains about; empty if there is none.
/// \param script  runs after the page's own
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
  QVERIFY( page.contains( "<tr><th scope=\"row\">1</th><td>2.5 (2 to 3)</td><td></td></tr>" ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">90</th><td>33</td></tr>" ) );
}

void TestHtmlReport::emphasisedRowsStandOut()
{
  const QString page = QString::fromStdString( toHtml( report() ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">plain</th>" ) );
  QVERIFY( page.contains( "<tr class=\"emphasised\"><th scope=\"row\">strong</th>" ) );
}

void TestHtmlReport::chartsAreDrawnInABrowser()
{
  if ( QStandardPaths::findExecutable( "chromium" ).isEmpty() )
    QSKIP( "There is no Chromium." );
  const QString page = inBrowser( QString::fromStdString( toHtml( report() ) ) );
  QVERIFY2( page.count( "<svg" ) == 3, qPrintable( page.right( 3000 ) ) ); // bars, lines, curves
  QCOMPARE( page.count( "<canvas" ), 1 );
  QVERIFY( page.contains( "aria-label=\"Lines. Two lines.\"" ) ); // Vega leaves the text for screen readers
  // The first day has more incidents.
  QCOMPARE( counts( page ), QStringList( { "12", "1", "1", "1", "1", "0", "0" } ) );
  QVERIFY( page.contains( "Of the cells where something happened, 1 of 3 cells (33.3 %) are flagged, 2 of 3 cells (66.7 %) with "
                          "neighbours. Flagged are 2 of 16 cells (12.5 %)." ) );
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
  QVERIFY2( counts( moved ) == QStringList( { "12", "0", "2", "1", "1", "0", "0" } ), qPrintable( counts( moved ).join( ' ' ) ) );
  QVERIFY( moved.contains( "class=\"percentile-text\">95<" ) );
  const QString other =
      inBrowser( page, "const days = document.querySelector('.day'); days.value = 1; days.dispatchEvent(new Event('change'));" );
  QCOMPARE( counts( other ), QStringList( { "15", "0", "0", "0", "0", "1", "0" } ) );
  QVERIFY( other.contains( "Nothing happened in this step. Flagged are 1 of 16 cells" ) );
}

void TestHtmlReport::cellsThatAreNotScoredAreNobodysNeighbours()
{
  if ( QStandardPaths::findExecutable( "chromium" ).isEmpty() )
    QSKIP( "There is no Chromium." );
  HtmlReport masked = report();
  HtmlLabelMap &map = masked.sections[0].labelMaps[0];
  map.scored[0] = 0;
  map.initialPercentile = 1;
  // Above 95 only the cell in the corner would be flagged, and it is not scored: three misses, none of them near.
  QCOMPARE( counts( inBrowser( QString::fromStdString( toHtml( masked ) ) ) ),
            QStringList( { "12", "0", "0", "3", "0", "0", "1" } ) );
}

void TestHtmlReport::theMapHasTheColoursOfTheLabels()
{
  if ( QStandardPaths::findExecutable( "chromium" ).isEmpty() )
    QSKIP( "There is no Chromium." );
  // The middles of the cells in the first column, as "#rrggbb".
  const QString script = R"(
    const map = document.querySelector(".map");
    setTimeout(() => {
      const canvas = map.querySelector("canvas");
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      const middle = row => 4 * (Math.floor((row + 0.5) * canvas.height / 4) * canvas.width + Math.floor(canvas.width / 8));
      const text = at => "#" + Array.from(pixels.slice(at, at + 3), part => part.toString(16).padStart(2, "0")).join("");
      document.title = [0, 1, 2, 3].map(row => text(middle(row))).join(" ");
    }, 1000);)";
  const QString page = inBrowser( QString::fromStdString( toHtml( report() ) ), script );
  std::string expected; // a near alarm, a hit, and nothing twice
  for ( const CellLabel label :
        { CellLabel::FalsePositiveNeighbour, CellLabel::Correct, CellLabel::TrueNegative, CellLabel::TrueNegative } )
    expected += ( expected.empty() ? "" : " " ) + labelColor( label );
  QVERIFY2( page.contains( QString::fromStdString( "<title>" + expected + "</title>" ) ), qPrintable( page.left( 1000 ) ) );
}

void TestHtmlReport::nothingIsWiderThanAPhone()
{
  if ( QStandardPaths::findExecutable( "chromium" ).isEmpty() )
    QSKIP( "There is no Chromium." );
  // Chromium's windows have at least 500 pixels, so the page itself is made narrow.
  const QString script = "document.body.style.boxSizing = 'border-box'; document.body.style.width = '360px'; draw();"
                         "document.title = 'scrolls over ' + document.body.scrollWidth;";
  const QString page = inBrowser( QString::fromStdString( toHtml( report() ) ), script );
  QVERIFY2( page.contains( "<title>scrolls over 360</title>" ), qPrintable( page.left( 1000 ) ) );
}

void TestHtmlReport::whatGoesWrongIsSeen_data()
{
  QTest::addColumn<QString>( "script" );
  QTest::addColumn<QString>( "message" );
  QTest::newRow( "an error" ) << "throw new Error('in the script');"
                              << "in the script";
  QTest::newRow( "a request" ) << "document.body.append(Object.assign(new Image(), { src: 'https://example.org/dot.png' }));"
                               << "Content Security Policy";
  QTest::newRow( "a request by the script" ) << "fetch('https://example.org/');"
                                             << "Content Security Policy";
}

/// The other tests would see an error, or a request that leaves the page.
void TestHtmlReport::whatGoesWrongIsSeen()
{
  if ( QStandardPaths::findExecutable( "chromium" ).isEmpty() )
    QSKIP( "There is no Chromium." );
  QFETCH( QString, script );
  QFETCH( QString, message );
  const QString messages = inBrowser( QString::fromStdString( toHtml( report() ) ), script );
  QVERIFY2( messages.contains( message ), qPrintable( messages.left( 1000 ) ) );
}

QTEST_GUILESS_MAIN( TestHtmlReport )
#include "test_html_report.moc"
