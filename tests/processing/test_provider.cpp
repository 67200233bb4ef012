#include "error_text.h"
#include "processing_run.h"
#include "provider.h"

#include <qgsapplication.h>
#include <qgsprocessingregistry.h>
#include <qgssettings.h>

#include <QFile>
#include <QIcon>
#include <QUrl>

using namespace riskcast;

namespace
{

QgsProcessingRegistry &registry()
{
  return *QgsApplication::processingRegistry();
}

QList<const QgsProcessingAlgorithm *> algorithms()
{
  return registry().providerById( "riskcast" )->algorithms();
}

/// As it is written, before it became HTML.
QString helpPage( const QgsProcessingAlgorithm &algorithm )
{
  const QString name = QFileInfo( QUrl( algorithm.helpUrl() ).toLocalFile() ).completeBaseName();
  return QString::fromUtf8( contentOf( RISKCAST_SOURCE_DIR "/docs/algorithms/" + name + ".md" ) );
}

/// The rows of a help page's tables that begin with a name in code.
QStringList tableRows( const QString &page )
{
  QStringList rows;
  for ( const QString &line : page.split( '\n' ) )
    if ( line.startsWith( "| `" ) )
      rows << line;
  return rows;
}

QString cell( QString text )
{
  return text.replace( '|', "\\|" );
}

QString defaultText( const QVariant &value )
{
  // Qt 5 and Qt 6 turn small numbers into different texts by themselves.
  return value.userType() == QMetaType::Double ? QString::number( value.toDouble() ) : value.toString();
}

/// The rows that the declaration asks for: name, title, help and default of each parameter; then the outputs that are numbers
/// and texts.
QStringList declaredRows( const QgsProcessingAlgorithm &algorithm )
{
  QStringList rows;
  for ( const QgsProcessingParameterDefinition *parameter : algorithm.parameterDefinitions() )
    rows << QStringLiteral( "| `%1` | %2 | %3 | %4 |" )
                .arg( parameter->name(), cell( parameter->description() ), cell( parameter->help() ),
                      defaultText( parameter->defaultValue() ) );
  for ( const QgsProcessingOutputDefinition *output : algorithm.outputDefinitions() )
    if ( !algorithm.parameterDefinition( output->name() ) )
      rows << QStringLiteral( "| `%1` | %2 |" ).arg( output->name(), cell( output->description() ) );
  return rows;
}

/// What another copy of the library would have registered.
class OtherProvider : public QgsProcessingProvider
{
public:
  QString id() const override { return "riskcast"; }
  QString name() const override { return "Riskcast, another copy"; }

protected:
  void loadAlgorithms() override {}
};

void eachAlgorithm()
{
  QTest::addColumn<QString>( "id" );
  for ( const QgsProcessingAlgorithm *algorithm : algorithms() )
    QTest::newRow( qPrintable( algorithm->name() ) ) << algorithm->id();
}

} // namespace

class TestProvider : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { startQgis(); }
  void cleanupTestCase() { stopQgis(); }

  void idsAndGroupsAreFrozen()
  {
    QStringList ids;
    for ( const QgsProcessingAlgorithm *algorithm : algorithms() )
      ids << algorithm->id() + " in " + algorithm->group() + " (" + algorithm->groupId() + ")";
    ids.sort();
    QCOMPARE( ids, QStringList(
                       { "riskcast:checkincidents in Data preparation (datapreparation)",
                         "riskcast:classifyrisk in Prediction (prediction)", "riskcast:comparesettings in Models (models)",
                         "riskcast:createheatmapstack in Heatmaps (heatmaps)", "riskcast:evaluateriskmodel in Models (models)",
                         "riskcast:explainrisk in Prediction (prediction)", "riskcast:exportbulletin in Prediction (prediction)",
                         "riskcast:exportheatmapstack in Heatmaps (heatmaps)", "riskcast:forecastrisk in Prediction (prediction)",
                         "riskcast:predictrisk in Prediction (prediction)",
                         "riskcast:selectextentandperiod in Data preparation (datapreparation)",
                         "riskcast:trainriskmodel in Models (models)" } ) );
    QVERIFY( !registry().providerById( "riskcast" )->icon().isNull() );
    QCOMPARE( registry().providerById( "riskcast" )->versionInfo(), QString( RISKCAST_VERSION ) );
  }

  void everyAlgorithmHasIconAndHelp_data() { eachAlgorithm(); }
  void everyAlgorithmHasIconAndHelp()
  {
    QFETCH( QString, id );
    const QgsProcessingAlgorithm *algorithm = registry().algorithmById( id );
    QVERIFY2( QFile::exists( algorithm->svgIconPath() ), qPrintable( algorithm->svgIconPath() ) );
    QVERIFY( !algorithm->icon().pixmap( 24 ).isNull() );
    const QStringList help = algorithm->shortHelpString().split( "\n\nSource: " );
    QCOMPARE( help.size(), 2 );
    QVERIFY2( help.first().size() > 100, qPrintable( help.first() ) );
    // What is not after the publication says so in the help and on the page.
    const QMap<QString, QString> others = { { "checkincidents", "he rules are ours" },
                                            { "evaluateriskmodel", "Security Journal" },
                                            { "explainrisk", "arXiv 1311.2901" },
                                            { "exportbulletin", "zonal statistics" },
                                            { "exportheatmapstack", "CF conventions" } };
    for ( auto other = others.begin(); other != others.end(); ++other )
    {
      QCOMPARE( help.last().contains( other.value() ), other.key() == algorithm->name() );
      QCOMPARE( helpPage( *algorithm ).contains( other.value() ), other.key() == algorithm->name() );
    }
    QCOMPARE( help.last().contains( "Omdena" ), !others.contains( algorithm->name() ) );
    QVERIFY( !algorithm->tags().isEmpty() );
  }

  void everyParameterIsDescribed_data() { eachAlgorithm(); }
  void everyParameterIsDescribed()
  {
    QFETCH( QString, id );
    for ( const QgsProcessingParameterDefinition *parameter : registry().algorithmById( id )->parameterDefinitions() )
      QVERIFY2( !parameter->description().isEmpty() && parameter->help().endsWith( '.' ), qPrintable( parameter->name() ) );
  }

  void theHelpButtonOpensAPageThatNeedsNoNetwork_data() { eachAlgorithm(); }
  void theHelpButtonOpensAPageThatNeedsNoNetwork()
  {
    QFETCH( QString, id );
    const QgsProcessingAlgorithm *algorithm = registry().algorithmById( id );
    const QString path = QUrl( algorithm->helpUrl() ).toLocalFile();
    const QString page = QString::fromUtf8( contentOf( path ) );
    VERIFY_SAYS( page, qPrintable( "<title>" + algorithm->displayName() + " – Riskcast</title>" ) );
    VERIFY_SAYS( page, "<table>" );
    static const QRegularExpression link( "(?:href|src)=\"([^\"]*)\"" );
    for ( auto match = link.globalMatch( page ); match.hasNext(); )
    {
      const QUrl target = QUrl::fromLocalFile( path ).resolved( match.next().captured( 1 ) );
      QVERIFY2( !target.isLocalFile() || QFile::exists( target.toLocalFile() ), qPrintable( target.toString() ) );
    }
  }

  void theHelpPageIsWhatIsDeclared_data() { eachAlgorithm(); }
  void theHelpPageIsWhatIsDeclared()
  {
    QFETCH( QString, id );
    const QgsProcessingAlgorithm *algorithm = registry().algorithmById( id );
    const QString page = helpPage( *algorithm );
    VERIFY_SAYS( page, qPrintable( "# " + algorithm->displayName() ) );
    VERIFY_SAYS( page, "## Example" );
    const QStringList expected = declaredRows( *algorithm );
    const QStringList found = tableRows( page );
    for ( const QString &row : found == expected ? QStringList() : expected )
      qInfo().noquote() << row; // a failure's own message is cut off
    QVERIFY2( found == expected, "The tables should be as printed above." );
  }

  void anEngineThatCannotBeRunIsSaidInASentence()
  {
    QgsSettings().setValue( "riskcast/engine", "/nowhere/riskcast" );
    QString problem;
    QVERIFY( !registry().algorithmById( "riskcast:trainriskmodel" )->canExecute( &problem ) );
    QCOMPARE( problem, QString( "The Riskcast engine is missing: /nowhere/riskcast is no program. Install Riskcast again, or "
                                "choose another engine in Settings ▸ Options ▸ Riskcast." ) );
    const TestFolder folder;
    QgsSettings().setValue( "riskcast/engine", folder.existing( "engine" ) ); // a file without execute permission
    QVERIFY( !registry().algorithmById( "riskcast:trainriskmodel" )->canExecute( &problem ) );
    QCOMPARE( problem,
              QString( "The Riskcast engine %1 may not be run: make it executable (chmod +x)." ).arg( folder.path( "engine" ) ) );
    // Counting needs no engine.
    QVERIFY( registry().algorithmById( "riskcast:createheatmapstack" )->canExecute( &problem ) );
    QgsSettings().remove( "riskcast/engine" );
    QVERIFY( registry().algorithmById( "riskcast:trainriskmodel" )->canExecute( &problem ) );
  }

  void theProviderGoesWithTheLastDoor()
  {
    QVERIFY( riskcast_register_provider() ); // the second door; the first is open since the start
    riskcast_unregister_provider();
    QVERIFY( registry().providerById( "riskcast" ) );
    riskcast_unregister_provider();
    QVERIFY( !registry().providerById( "riskcast" ) );
    riskcast_unregister_provider(); // one too many does no harm
    QVERIFY( riskcast_register_provider() );
    QCOMPARE( algorithms().size(), 12 );
  }

  void aProviderOfAnotherCopyIsLeftAlone()
  {
    riskcast_unregister_provider();
    auto *other = new OtherProvider;
    QVERIFY( registry().addProvider( other ) );
    QVERIFY( !riskcast_register_provider() );
    riskcast_unregister_provider();
    QCOMPARE( registry().providerById( "riskcast" ), other );
    QVERIFY( registry().removeProvider( other ) );
    QVERIFY( riskcast_register_provider() );
  }
};

QTEST_MAIN( TestProvider )
#include "test_provider.moc"
