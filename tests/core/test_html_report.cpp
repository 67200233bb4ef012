#include "sample_report.h"

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
};

void TestHtmlReport::textsAreEscaped()
{
  const QString page = QString::fromStdString( toHtml( sampleReport() ) );
  QVERIFY( page.contains( "<title>A &lt;title&gt; &amp; more</title>" ) );
  QVERIFY( page.contains( "&quot;Quoted&quot;" ) );
}

void TestHtmlReport::jsonCannotEndItsElement()
{
  const QString page = QString::fromStdString( toHtml( sampleReport() ) );
  QVERIFY( page.contains( R"({"text":"\u003c/script>"})" ) );
}

void TestHtmlReport::everyChartHasItsNumbersAsATable()
{
  const QString page = QString::fromStdString( toHtml( sampleReport() ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">two</th><td>2,000</td></tr>" ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">0.5</th><td></td><td>1</td></tr>" ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">1</th><td>2.5 (2 to 3)</td><td></td></tr>" ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">90</th><td>33</td></tr>" ) );
}

void TestHtmlReport::emphasisedRowsStandOut()
{
  const QString page = QString::fromStdString( toHtml( sampleReport() ) );
  QVERIFY( page.contains( "<tr><th scope=\"row\">plain</th>" ) );
  QVERIFY( page.contains( "<tr class=\"emphasised\"><th scope=\"row\">strong</th>" ) );
}

QTEST_GUILESS_MAIN( TestHtmlReport )
#include "test_html_report.moc"
