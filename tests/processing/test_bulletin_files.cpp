#include "bulletin_example.h"
#include "error_text.h"
#include "full_disk.h"
#include "risk_classes.h"
#include "test_layers.h"

#include <qgsvectorlayer.h>

#include <QDir>
#include <QDomDocument>

using namespace riskcast;

/// The files that are read and written: their names, and what is wrong with them.
class TestBulletinFiles : public QObject, BulletinExample
{
  Q_OBJECT

private slots:
  void initTestCase() { setUp(); }
  void cleanupTestCase() { tearDown(); }

  void whatIsNoEvaluationIsRefused_data()
  {
    QTest::addColumn<QByteArray>( "page" );
    QTest::addColumn<QString>( "problem" );
    QTest::newRow( "another page" ) << QByteArray( "<html></html>" ) << "page.html is no report of ours";
    QTest::newRow( "a cut report" ) << QByteArray( R"(<script type="application/json" id="data">{"verdict":[)" )
                                    << "page.html is no report of ours";
    QTest::newRow( "a report on data" ) << QByteArray( R"(<script type="application/json" id="data">{"rows":1}</script>)" )
                                        << "page.html holds no verdict. Choose a report of \"Evaluate risk model\"";
  }
  void whatIsNoEvaluationIsRefused()
  {
    QFETCH( QByteArray, page );
    QFETCH( QString, problem );
    const TestFolder folder;
    const Outcome outcome =
        run( exportBulletin, parameters( folder, { { "EVALUATION", folder.existing( "page.html", page ) } } ) );
    VERIFY_SAYS( outcome.error, qPrintable( problem ) );
    QCOMPARE( folder.content(), QStringList( "page.html" ) );
  }

  void namesBecomeFilesThatEverySystemTakes()
  {
    const TestFolder folder;
    const QString longName( 150, 'x' );
    const auto districts = polygons( { { "A/B: C?", 0, 0, 2, 2 },
                                       { "a_b_ c_", 2, 0, 4, 2 },
                                       { longName, 0, 2, 2, 4 },
                                       { longName + "y", 2, 2, 4, 4 },
                                       { "..", 0, 0, 4, 4 },
                                       { "", 0, 0, 4, 4 } } );
    const Outcome outcome =
        run( exportBulletin, parameters( folder, { { "DISTRICTS", asParameter( districts ) }, { "PER", "district" } } ) );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const QString cut( 80, 'x' );
    QCOMPARE(
        QDir( folder.path( "out" ) ).entryList( QDir::Files, QDir::Name ),
        QStringList( { "risk_bulletin_(no name).pdf", "risk_bulletin_...pdf", "risk_bulletin_A_B_ C_.pdf",
                       "risk_bulletin_a_b_ c__2.pdf", "risk_bulletin_" + cut + ".pdf", "risk_bulletin_" + cut + "_2.pdf" } ) );
    VERIFY_SAYS( columnOf( folder.path( "out/risk_bulletin_A_B_ C_.pdf" ) ), "Risk bulletin: A/B: C?" );
  }

  void errorsLeaveNothing_data()
  {
    QTest::addColumn<QVariantMap>( "others" );
    QTest::addColumn<QString>( "problem" );
    QTest::newRow( "districts elsewhere" ) << QVariantMap{ { "DISTRICTS", asParameter( mFar ) } }
                                           << "None of the DISTRICTS lies where RISK has data";
    QTest::newRow( "bulletins of no districts" ) << QVariantMap{ { "PER", "district" } } << "need DISTRICTS";
    QTest::newRow( "no such field" ) << QVariantMap{ { "DISTRICTS", asParameter( mDistricts ) }, { "DISTRICT_FIELD", "ward" } }
                                     << "DISTRICTS has no field \"ward\"";
    QTest::newRow( "a file for a folder" ) << QVariantMap{ { "OUTPUT", mRisk + "/out" } }
                                           << "cannot be made. Choose another place.";
    QTest::newRow( "a template that is none" )
        << QVariantMap{ { "TEMPLATE", mFolder.existing( "cut.qpt", "<Layout" ) } } << "Choose a layout template (.qpt)";
  }
  void errorsLeaveNothing()
  {
    QFETCH( QVariantMap, others );
    QFETCH( QString, problem );
    const TestFolder folder;
    VERIFY_SAYS( run( exportBulletin, parameters( folder, others ) ).error, qPrintable( problem ) );
    QVERIFY( folder.content().isEmpty() );
  }

  void whatIsNoRiskRasterIsRefused()
  {
    const TestFolder folder;
    Feedback silent;
    writeClassRaster( bulletinExample(), folder.path( "classes.tif" ).toStdString(), {}, silent );
    const Outcome outcome =
        run( exportBulletin, { { "RISK", folder.path( "classes.tif" ) }, { "OUTPUT", folder.path( "out" ) } } );
    VERIFY_SAYS( outcome.error, "is not a risk raster" );
    QVERIFY( !QDir( folder.path( "out" ) ).exists() );
  }

  void cancelingLeavesThePreviousFiles()
  {
    const TestFolder folder;
    QDir().mkpath( folder.path( "out" ) );
    folder.existing( "out/" + dayOne );
    RecordedLog log;
    log.cancelAt = 55; // after the first of two files
    QVERIFY( !run( exportBulletin, parameters( folder, {} ), log ).ok );
    QCOMPARE( QDir( folder.path( "out" ) ).entryList( QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot ),
              QStringList( dayOne ) );
    QCOMPARE( contentOf( folder.path( "out/" + dayOne ) ), QByteArray( "previous" ) );
  }

  void aFullDiskLeavesNothing()
  {
    const TestFolder folder;
    Outcome outcome;
    {
      const FullDisk disk( 4000 );
      outcome = run( exportBulletin, parameters( folder, {} ) );
    }
    VERIFY_SAYS( outcome.error, qPrintable( dayOne + " cannot be written: choose another folder, or free some space." ) );
    QVERIFY( folder.content().isEmpty() );
  }

  void aTemplateOfOnesOwnIsFilledWhereItHasTheItems()
  {
    const TestFolder folder;
    QDomDocument layout;
    QVERIFY( layout.setContent( contentOf( RISKCAST_PLUGIN_FOLDER "/layouts/risk_bulletin.qpt" ) ) );
    QDomNodeList items = layout.elementsByTagName( "LayoutItem" );
    for ( int i = items.size() - 1; i >= 0; --i )
    {
      QDomElement item = items.at( i ).toElement();
      if ( item.attribute( "labelText" ) == "Base rate" && item.attribute( "id" ).isEmpty() )
        item.setAttribute( "labelText", "Grundhäufigkeit" );
      if ( item.attribute( "id" ) == "verdict" || item.attribute( "id" ) == "legend" )
        item.parentNode().removeChild( item );
    }
    const QString path = folder.existing( "ours.qpt", layout.toByteArray() );
    const Outcome outcome = run( exportBulletin, parameters( folder, { { "TEMPLATE", path } } ) );
    QVERIFY2( outcome.ok, qPrintable( outcome.error ) );
    const QString text = columnOf( folder.path( "out/" + dayOne ) );
    VERIFY_SAYS( text, "Grundhäufigkeit The mean risk is 17.5 %" );
    QVERIFY( !text.contains( "No evaluation" ) && !text.contains( "Top 1 %" ) );
  }

  void aTemplateWithoutAMapIsRefused()
  {
    const TestFolder folder;
    const QString path = folder.existing( "empty.qpt", "<Layout name=\"empty\"><PageCollection/></Layout>" );
    VERIFY_SAYS( run( exportBulletin, parameters( folder, { { "TEMPLATE", path } } ) ).error,
                 "has no map with the item id \"map\"" );
    QCOMPARE( folder.content(), QStringList( "empty.qpt" ) );
  }
};

QTEST_MAIN( TestBulletinFiles )
#include "test_bulletin_files.moc"
