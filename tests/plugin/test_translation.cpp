#include "bulletin_texts.h"
#include "flag_panel.h"
#include "risk_explorer_dock.h"
#include "speaking.h"
#include "stack_file.h"
#include "styling.h"
#include "three_days.h"

#include <qgsapplication.h>
#include <qgsfilewidget.h>
#include <qgsmapcanvas.h>
#include <qgsproject.h>
#include <qgstemporalnavigationobject.h>

#include <QDomDocument>
#include <QFile>
#include <QMainWindow>
#include <QRegularExpression>
#include <QSet>
#include <QTableWidget>
#include <QTest>

using namespace riskcast;

namespace
{

/// The dock with a risk raster and what happened.
class Explorer
{
public:
  Explorer()
  {
    RiskMaps maps = threeDays();
    maps.timeZone = HeatmapStack().timeZone;
    Feedback silent;
    writeRiskRaster( maps, mFolder.path( "risk.tif" ).toStdString(), {}, silent );
    add( mFolder.path( "risk.tif" ) );
    add( mFolder.heatmaps( { "1 . . / . . 2", ". . . / . 1 .", "1 1 . / . . ." } ) );
    auto *canvas = new QgsMapCanvas;
    canvas->setTemporalController( new QgsTemporalNavigationObject( &mWindow ) );
    mWindow.setCentralWidget( canvas );
    mDock = new RiskExplorerDock( *canvas, &mWindow );
    mWindow.addDockWidget( Qt::RightDockWidgetArea, mDock );
    mWindow.resize( 900, 1000 );
    mWindow.show();
    mDock->explore( nullptr );
  }

  ~Explorer()
  {
    delete mDock;
    QgsProject::instance()->clear();
  }

  RiskExplorerDock &dock() { return *mDock; }

  /// Everything that it says in words.
  QSet<QString> words() const
  {
    static const QRegularExpression letter( QStringLiteral( "\\p{L}" ) );
    QSet<QString> words = { mDock->windowTitle() };
    for ( const QWidget *widget : mDock->widget()->findChildren<QWidget *>() )
    {
      if ( qobject_cast<const QgsFileWidget *>( widget->parent() ) )
        continue; // QGIS names it
      for ( const char *property : { "text", "title", "toolTip", "accessibleName" } )
        if ( const QString text = widget->property( property ).toString().remove( '&' ); text.contains( letter ) )
          words << text;
    }
    for ( const QTableWidget *table : mDock->findChildren<QTableWidget *>() )
      for ( int row = 0; row < table->rowCount(); ++row )
        if ( const QTableWidgetItem *header = table->verticalHeaderItem( row ) )
          words << header->text();
    return words;
  }

private:
  void add( const QString &file )
  {
    auto *layer = new QgsRasterLayer( file, QStringLiteral( "Delhi" ) );
    styleLayer( *layer );
    QgsProject::instance()->addMapLayer( layer );
  }

  ResultFolder mFolder;
  QMainWindow mWindow;
  RiskExplorerDock *mDock = nullptr;
};

/// What explains these is core's, which speaks English.
const QStringList kindsOfModel = { "KIND" };

QString helpOf( const QgsProcessingAlgorithm &algorithm, const QString &parameter )
{
  return algorithm.parameterDefinition( parameter )->help();
}

/// Each thing that an algorithm says, by where it says it.
QMap<QString, QString> texts( const QgsProcessingAlgorithm &algorithm )
{
  QMap<QString, QString> texts = { { "group", algorithm.group() },
                                   { "name", algorithm.displayName() },
                                   { "explanation", algorithm.shortHelpString() },
                                   { "tags", algorithm.tags().join( ',' ) } };
  for ( const QgsProcessingParameterDefinition *parameter : algorithm.parameterDefinitions() )
    if ( !kindsOfModel.contains( parameter->name() ) )
      texts[parameter->name() + " help"] = parameter->help();
  return texts;
}

/// What scripts, models and settings name.
QStringList names( const QgsProcessingAlgorithm &algorithm )
{
  QStringList names = { algorithm.id(), algorithm.groupId() };
  for ( const QgsProcessingParameterDefinition *parameter : algorithm.parameterDefinitions() )
  {
    names << parameter->name() << parameter->defaultValue().toString();
    if ( const auto *choice = dynamic_cast<const QgsProcessingParameterEnum *>( parameter ) )
      names << choice->options();
  }
  for ( const QgsProcessingOutputDefinition *output : algorithm.outputDefinitions() )
    names << output->name();
  return names;
}

/// What the template of the bulletin says that is not filled in.
QStringList layoutTexts()
{
  QFile file( QStringLiteral( RISKCAST_SOURCE_DIR "/processing/layouts/risk_bulletin.qpt" ) );
  QDomDocument document;
  if ( !file.open( QIODevice::ReadOnly ) || !document.setContent( &file ) )
    qFatal( "%s cannot be read.", qPrintable( file.fileName() ) );
  QStringList texts;
  for ( const char *tag : { "LayoutItem", "header" } )
  {
    const QDomNodeList nodes = document.elementsByTagName( tag );
    for ( int i = 0; i < nodes.size(); ++i )
    {
      const QDomElement element = nodes.at( i ).toElement();
      if ( element.attribute( QStringLiteral( "id" ) ).isEmpty() )
        texts << element.attribute( QStringLiteral( "labelText" ) );
      texts << element.attribute( QStringLiteral( "title" ) ) << element.attribute( QStringLiteral( "heading" ) );
    }
  }
  texts.removeAll( QString() );
  return texts;
}

} // namespace

class TestTranslation : public QObject
{
  Q_OBJECT

private slots:
  void algorithmsSpeakTheLanguageOfQgis_data();
  void algorithmsSpeakTheLanguageOfQgis();
  void everyTextOfAnAlgorithmIsTranslated_data() { eachLanguage(); }
  void everyTextOfAnAlgorithmIsTranslated();
  void whatScriptsNameStaysTheSame_data() { eachLanguage(); }
  void whatScriptsNameStaysTheSame();
  void choicesAreExplainedByTheirNames_data() { eachLanguage(); }
  void choicesAreExplainedByTheirNames();
  void theDockSpeaksTheLanguageOfQgis_data() { eachLanguage(); }
  void theDockSpeaksTheLanguageOfQgis();
  void theBulletinSpeaksTheLanguageOfQgis_data() { eachLanguage(); }
  void theBulletinSpeaksTheLanguageOfQgis();
  void oneIsNotMany_data();
  void oneIsNotMany();
  void theLanguageGoesWithThePlugin();
};

void TestTranslation::algorithmsSpeakTheLanguageOfQgis_data()
{
  QTest::addColumn<QString>( "language" );
  QTest::addColumn<bool>( "atStart" );
  QTest::addColumn<QString>( "name" );
  QTest::addColumn<QString>( "parameter" );
  const QString german = QStringLiteral( "Heatmap-Stapel erstellen" );
  const QString english = QStringLiteral( "Create heatmap stack" );
  QTest::newRow( "German by the settings" ) << "de" << false << german << "Zellengröße";
  QTest::newRow( "German of Austria" ) << "de_AT" << false << german << "Zellengröße";
  QTest::newRow( "QGIS Desktop started in German" ) << "de" << true << german << "Zellengröße";
  QTest::newRow( "QGIS Desktop started in German of Germany" ) << "de_DE" << true << german << "Zellengröße";
  QTest::newRow( "Hindi" ) << "hi" << false << "उष्णता-मैप स्टैक बनाएँ"
                           << "सेल का आकार";
  QTest::newRow( "English" ) << "en" << false << english << "Cell size";
  QTest::newRow( "English of the USA" ) << "en_US" << true << english << "Cell size";
  QTest::newRow( "a language that there is none of" ) << "xx" << false << english << "Cell size";
}

void TestTranslation::algorithmsSpeakTheLanguageOfQgis()
{
  QFETCH( QString, language );
  QFETCH( bool, atStart );
  const Speaking qgis( language, atStart ? Says::Start : Says::Settings );
  const QgsProcessingAlgorithm &algorithm = qgis.algorithm( QStringLiteral( "createheatmapstack" ) );
  QTEST( algorithm.displayName(), "name" );
  QTEST( algorithm.parameterDefinition( QStringLiteral( "CELL_SIZE" ) )->description(), "parameter" );
}

void TestTranslation::everyTextOfAnAlgorithmIsTranslated()
{
  QFETCH( QString, language );
  QMap<QString, QMap<QString, QString>> english;
  {
    const Speaking qgis( QStringLiteral( "en" ) );
    for ( const QgsProcessingAlgorithm *algorithm : qgis.algorithms() )
      english[algorithm->id()] = texts( *algorithm );
  }
  const Speaking qgis( language );
  for ( const QgsProcessingAlgorithm *algorithm : qgis.algorithms() )
  {
    const QMap<QString, QString> translated = texts( *algorithm );
    const QMap<QString, QString> &before = english[algorithm->id()];
    QCOMPARE( translated.keys(), before.keys() );
    for ( auto text = before.begin(); text != before.end(); ++text )
      // German, too, says "Heatmaps".
      QVERIFY2( translated[text.key()] != text.value() || text.value() == QStringLiteral( "Heatmaps" ),
                qPrintable( algorithm->id() + ", " + text.key() + ": " + text.value() ) );
  }
}

void TestTranslation::whatScriptsNameStaysTheSame()
{
  QFETCH( QString, language );
  QList<QStringList> english;
  {
    const Speaking qgis( QStringLiteral( "en" ) );
    for ( const QgsProcessingAlgorithm *algorithm : qgis.algorithms() )
      english << names( *algorithm );
  }
  const Speaking qgis( language );
  for ( const QgsProcessingAlgorithm *algorithm : qgis.algorithms() )
    QVERIFY2( english.contains( names( *algorithm ) ), qPrintable( algorithm->id() ) );
}

void TestTranslation::choicesAreExplainedByTheirNames()
{
  QFETCH( QString, language );
  QMap<QString, QStringList> explained; // the choices that the help explains, by algorithm and parameter
  {
    const Speaking qgis( QStringLiteral( "en" ) );
    for ( const QgsProcessingAlgorithm *algorithm : qgis.algorithms() )
      for ( const QgsProcessingParameterDefinition *parameter : algorithm->parameterDefinitions() )
        if ( const auto *choice = dynamic_cast<const QgsProcessingParameterEnum *>( parameter ) )
          for ( const QString &option : choice->options() )
            if ( parameter->help().contains( option + ':' ) )
              explained[algorithm->name() + ' ' + parameter->name()] << option;
  }
  QVERIFY( explained.size() > 5 );
  const Speaking qgis( language );
  for ( auto each = explained.begin(); each != explained.end(); ++each )
  {
    const QStringList place = each.key().split( ' ' );
    for ( const QString &option : each.value() )
      QVERIFY2( helpOf( qgis.algorithm( place.first() ), place.last() ).contains( option + ':' ),
                qPrintable( each.key() + " explains " + option ) );
  }
}

void TestTranslation::theDockSpeaksTheLanguageOfQgis()
{
  QFETCH( QString, language );
  QSet<QString> english;
  {
    const Speaking qgis( QStringLiteral( "en" ) );
    english = Explorer().words();
  }
  QVERIFY( english.contains( QStringLiteral( "Risk explorer" ) ) );
  QVERIFY( english.contains( QStringLiteral( "Expected incidents" ) ) );
  const Speaking qgis( language );
  Explorer explorer;
  const QSet<QString> words = explorer.words();
  QVERIFY( words.size() > 20 );
  const QStringList stillEnglish = ( words & english ).values();
  QVERIFY2( stillEnglish.isEmpty(), qPrintable( stillEnglish.join( '\n' ) ) );
}

void TestTranslation::theBulletinSpeaksTheLanguageOfQgis()
{
  QFETCH( QString, language );
  const QStringList english = caveatsText().split( '\n' ), legend = legendTexts( threeDays() );
  QCOMPARE( english.size(), 4 );
  const Speaking qgis( language );
  const QStringList caveats = caveatsText().split( '\n' );
  for ( int i = 0; i < 4; ++i )
    QVERIFY2( caveats[i] != english[i], qPrintable( english[i] ) );
  for ( int i = 0; i < legend.size(); ++i )
    QVERIFY2( legendTexts( threeDays() )[i].section( ':', 1 ) != legend[i].section( ':', 1 ), qPrintable( legend[i] ) );
  for ( const QString &text : layoutTexts() )
    QVERIFY2( QCoreApplication::translate( "RiskBulletin", text.toUtf8() ) != text, qPrintable( text ) );
}

void TestTranslation::oneIsNotMany_data()
{
  QTest::addColumn<QString>( "language" );
  QTest::addColumn<QString>( "one" );
  QTest::addColumn<QString>( "two" );
  QTest::newRow( "English" ) << "en"
                             << "1 step"
                             << "2 steps";
  QTest::newRow( "German" ) << "de"
                            << "1 Schritt"
                            << "Alle 2";
  QTest::newRow( "a language that there is none of" ) << "xx"
                                                      << "1 step"
                                                      << "2 steps";
}

void TestTranslation::oneIsNotMany()
{
  QFETCH( QString, language );
  const Speaking qgis( language );
  FlagPanel panel( nullptr );
  const auto header = [&] { return panel.findChild<QTableWidget *>()->horizontalHeaderItem( 1 )->text(); };
  panel.setKnownSteps( 1 );
  QTEST( header(), "one" );
  panel.setKnownSteps( 2 );
  QTEST( header(), "two" );
}

void TestTranslation::theLanguageGoesWithThePlugin()
{
  const auto text = [] { return QCoreApplication::translate( "QObject", "Create heatmap stack" ); };
  {
    const Speaking qgis( QStringLiteral( "de" ) );
    QCOMPARE( text(), QStringLiteral( "Heatmap-Stapel erstellen" ) );
    QVERIFY( riskcast_register_provider() ); // a second door that closes leaves it there
    riskcast_unregister_provider();
    QCOMPARE( text(), QStringLiteral( "Heatmap-Stapel erstellen" ) );
  }
  QCOMPARE( text(), QStringLiteral( "Create heatmap stack" ) );
}

int main( int argc, char *argv[] )
{
  const QTemporaryDir profile;
  QgsApplication application( argc, argv, true, profile.path() );
  QgsApplication::initQgis();
  TestTranslation test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_translation.moc"
