#include "engine_lines.h"

#include "error_text.h"
#include "recorded_feedback.h"

#include <QTest>

using namespace riskcast;

namespace
{

const QByteArray conversation = R"({"type":"progress","fraction":0.25,"text":"Epoch 1 of 4"}
{"type":"info","text":"32 × 32 cells"}
{"type":"warning","text":"12 left out"}
{"type":"progress","fraction":1,"text":"Epoch 4 of 4"}
{"type":"result","kind":"convlstm"}
)";

} // namespace

class TestEngineLines : public QObject
{
  Q_OBJECT

private slots:
  void linesMayComeInPieces_data()
  {
    QTest::addColumn<int>( "piece" );
    QTest::newRow( "byte by byte" ) << 1;
    QTest::newRow( "in pieces that end inside of lines" ) << 37;
    QTest::newRow( "all at once" ) << static_cast<int>( conversation.size() );
  }
  void linesMayComeInPieces()
  {
    QFETCH( int, piece );
    RecordedFeedback report;
    EngineLines lines( report );
    for ( int start = 0; start < conversation.size(); start += piece )
      lines.read( conversation.mid( start, piece ) );
    QCOMPARE( report.fractions, std::vector<double>( { 0.25, 1 } ) );
    QCOMPARE( report.infos, std::vector<std::string>( { "32 × 32 cells" } ) );
    QCOMPARE( report.warnings, std::vector<std::string>( { "12 left out" } ) );
    COMPARE_TEXT( lines.result().at( "kind" ).get<std::string>(), "convlstm" );
    COMPARE_TEXT( lines.error(), "" );
  }

  void anUnfinishedLineWaits()
  {
    RecordedFeedback report;
    EngineLines lines( report );
    lines.read( R"({"type":"result"})" );
    QVERIFY( lines.result().is_null() );
    lines.read( "\n" );
    QVERIFY( !lines.result().is_null() );
  }

  void linesThatAreNotTheEnginesAreShown_data()
  {
    QTest::addColumn<QByteArray>( "line" );
    QTest::newRow( "no JSON" ) << QByteArray( "[W NNPACK.cpp:53] Could not initialize NNPACK!" );
    QTest::newRow( "JSON without a type" ) << QByteArray( "{}" );
    QTest::newRow( "a fraction that is no number" ) << QByteArray( R"({"type":"progress","fraction":"half","text":""})" );
  }
  void linesThatAreNotTheEnginesAreShown()
  {
    QFETCH( QByteArray, line );
    RecordedFeedback report;
    EngineLines lines( report );
    lines.read( line + "\n" );
    QCOMPARE( report.infos, std::vector<std::string>( { line.toStdString() } ) );
  }

  void theErrorIsKept()
  {
    RecordedFeedback report;
    EngineLines lines( report );
    lines.read( "{\"type\":\"error\",\"text\":\"The stack is too short.\"}\n" );
    COMPARE_TEXT( lines.error(), "The stack is too short." );
  }
};

QTEST_APPLESS_MAIN( TestEngineLines )
#include "test_engine_lines.moc"
