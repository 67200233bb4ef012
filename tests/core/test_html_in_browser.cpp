#include "browser.h"
#include "sample_report.h"
#include "scores/six_labels.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

/// The page of sample_report.h in Chromium.
class TestHtmlInBrowser : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void chartsAreDrawn();
  void aChartWithoutPointsStopsNoOther();
  void theSliderMovesTheThreshold();
  void cellsThatAreNotScoredAreNobodysNeighbours();
  void theMapHasTheColoursOfTheLabels();
  void nothingIsWiderThanAPhone();
  void whatGoesWrongIsSeen_data();
  void whatGoesWrongIsSeen();

private:
  QString inBrowser( const HtmlReport &report, const QString &script = {} );

  QTemporaryDir mFolder;
};

namespace
{

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

void TestHtmlInBrowser::initTestCase()
{
  if ( !hasBrowser() )
    QSKIP( "There is no Chromium." );
}

/// What the browser makes of the page, or what it complains about. \param script  runs after the page's own
QString TestHtmlInBrowser::inBrowser( const HtmlReport &report, const QString &script )
{
  QFile file( mFolder.filePath( "report.html" ) );
  if ( !file.open( QIODevice::WriteOnly ) )
    return {};
  QString page = QString::fromStdString( toHtml( report ) );
  file.write( page.replace( "</body>", "<script>" + script + "</script></body>" ).toUtf8() );
  file.close();
  const BrowsedPage browsed = browse( file.fileName() );
  return browsed.errors.isEmpty() ? browsed.dom : browsed.errors;
}

void TestHtmlInBrowser::chartsAreDrawn()
{
  const QString page = inBrowser( sampleReport() );
  QVERIFY2( page.count( "<svg" ) == 3, qPrintable( page.right( 3000 ) ) ); // bars, lines, curves
  QCOMPARE( page.count( "<canvas" ), 1 );
  QVERIFY( page.contains( "aria-label=\"Lines. Two lines.\"" ) ); // Vega leaves the text for screen readers
  // The first day has more incidents.
  QCOMPARE( counts( page ), QStringList( { "12", "1", "1", "1", "1", "0", "0" } ) );
  QVERIFY( page.contains( "Of the positive cells, 1 of 3 cells (33.3 %) are flagged, 2 of 3 cells (66.7 %) with "
                          "neighbours. Flagged are 2 of 16 cells (12.5 %)." ) );
}

void TestHtmlInBrowser::aChartWithoutPointsStopsNoOther()
{
  HtmlReport empty = sampleReport();
  HtmlLineChart &chart = empty.sections[0].lineCharts[0];
  chart.xScale = HtmlLineChart::Scale::SquareRoot;
  for ( HtmlLine &line : chart.lines )
    line = { .name = line.name, .points = {} };
  QCOMPARE( inBrowser( empty ).count( "<canvas" ), 1 ); // the map comes after it
}

void TestHtmlInBrowser::theSliderMovesTheThreshold()
{
  const QString move =
      "const slider = document.querySelector('.percentile'); slider.value = 1; slider.dispatchEvent(new Event('input'));";
  const QString moved = inBrowser( sampleReport(), move );
  // The cell with 0.8 is no longer flagged: what happened there is a near miss.
  QVERIFY2( counts( moved ) == QStringList( { "12", "0", "2", "1", "1", "0", "0" } ), qPrintable( counts( moved ).join( ' ' ) ) );
  QVERIFY( moved.contains( "class=\"percentile-text\">95<" ) );
  const QString other = inBrowser(
      sampleReport(), "const days = document.querySelector('.day'); days.value = 1; days.dispatchEvent(new Event('change'));" );
  QCOMPARE( counts( other ), QStringList( { "15", "0", "0", "0", "0", "1", "0" } ) );
  QVERIFY( other.contains( "No cell was positive in this step. Flagged are 1 of 16 cells" ) );
}

void TestHtmlInBrowser::cellsThatAreNotScoredAreNobodysNeighbours()
{
  HtmlReport masked = sampleReport();
  HtmlLabelMap &map = masked.sections[0].labelMaps[0];
  map.scored[0] = 0;
  map.initialPercentile = 1;
  // Above 95 only the cell in the corner would be flagged, and it is not scored: three misses, none of them near.
  QCOMPARE( counts( inBrowser( masked ) ), QStringList( { "12", "0", "0", "3", "0", "0", "1" } ) );
}

void TestHtmlInBrowser::theMapHasTheColoursOfTheLabels()
{
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
  const QString page = inBrowser( sampleReport(), script );
  std::string expected; // a near alarm, a hit, and nothing twice
  for ( const CellLabel label :
        { CellLabel::FalsePositiveNeighbour, CellLabel::Correct, CellLabel::TrueNegative, CellLabel::TrueNegative } )
    expected += ( expected.empty() ? "" : " " ) + labelColor( label );
  QVERIFY2( page.contains( QString::fromStdString( "<title>" + expected + "</title>" ) ), qPrintable( page.left( 1000 ) ) );
}

void TestHtmlInBrowser::nothingIsWiderThanAPhone()
{
  // Chromium's windows have at least 500 pixels, so the page itself is made narrow.
  const QString script = "document.body.style.boxSizing = 'border-box'; document.body.style.width = '360px'; draw();"
                         "document.title = 'scrolls over ' + document.body.scrollWidth;";
  const QString page = inBrowser( sampleReport(), script );
  QVERIFY2( page.contains( "<title>scrolls over 360</title>" ), qPrintable( page.left( 1000 ) ) );
}

void TestHtmlInBrowser::whatGoesWrongIsSeen_data()
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
void TestHtmlInBrowser::whatGoesWrongIsSeen()
{
  QFETCH( QString, script );
  QFETCH( QString, message );
  const QString messages = inBrowser( sampleReport(), script );
  QVERIFY2( messages.contains( message ), qPrintable( messages.left( 1000 ) ) );
}

QTEST_GUILESS_MAIN( TestHtmlInBrowser )
#include "test_html_in_browser.moc"
