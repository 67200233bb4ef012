#include "classify_risk.h"
#include "legend_text.h"
#include "maps.h"
#include "speaking.h"
#include "styling.h"
#include "three_days.h"

#include <qgsrasterrenderer.h>

#include <QSet>

using namespace riskcast;

namespace
{

/// What stands in the legends of rasters, with our styles.
QSet<QString> legends( const QStringList &files )
{
  QSet<QString> names;
  for ( const QString &file : files )
  {
    const Layer layer = unstyled( file );
    styleLayer( *layer );
    for ( const auto &[name, colour] : layer->renderer()->legendSymbologyItems() )
      names << name;
  }
  return names;
}

} // namespace

/// Names of classes and labels in the languages that we have.
class TestLegends : public QObject
{
  Q_OBJECT

private slots:
  void legendsSpeakTheLanguageOfQgis_data() { eachLanguage(); }
  void legendsSpeakTheLanguageOfQgis();
  void classesOfEveryMethodAreTranslated_data() { eachLanguage(); }
  void classesOfEveryMethodAreTranslated();
  void namesOfClassesKeepTheirNumbers_data();
  void namesOfClassesKeepTheirNumbers();
};

void TestLegends::legendsSpeakTheLanguageOfQgis()
{
  QFETCH( QString, language );
  const ResultFolder folder;
  const QStringList files = { folder.risk(),   folder.classes(),     folder.flags(),
                              folder.labels(), folder.explanation(), folder.heatmaps( { "1 . . / . . 2", "5 . . / . 1 ." } ) };
  QSet<QString> english;
  {
    const Speaking qgis( QStringLiteral( "en" ) );
    english = legends( files );
  }
  QVERIFY( english.contains( QStringLiteral( "No data" ) ) );
  QVERIFY( english.contains( QStringLiteral( "false negative neighbour" ) ) );
  QVERIFY( english.contains( QStringLiteral( "up to 2" ) ) );
  const Speaking qgis( language );
  const QSet<QString> translated = legends( files );
  QCOMPARE( translated.size(), english.size() );
  const QStringList stillEnglish = ( translated & english ).values();
  QVERIFY2( stillEnglish.isEmpty(), qPrintable( stillEnglish.join( '\n' ) ) );
}

void TestLegends::classesOfEveryMethodAreTranslated()
{
  QFETCH( QString, language );
  const Speaking qgis( language );
  const RiskBands maps{ "drawing", threeDays().grid, { "Band 1" }, {}, map( "0.1 0.2 0.3 / 0.4 0.5 0.6" ).values, {}, {} };
  const std::vector<double> areas( 6, 1 ); // km²
  Feedback silent;
  for ( const ClassMethod method : { ClassMethod::Percentiles, ClassMethod::OwnBreaks, ClassMethod::Area, ClassMethod::Cells } )
    for ( const std::vector<double> &bounds : { std::vector<double>{ 1, 3 }, { 2, 4 } } )
      for ( const std::string &name : classifyRisk( maps, { .method = method, .bounds = bounds }, areas, silent ).names )
        QVERIFY2( legendText( name ) != QString::fromStdString( name ), name.c_str() );
}

void TestLegends::namesOfClassesKeepTheirNumbers_data()
{
  QTest::addColumn<QString>( "name" );
  QTest::addColumn<QString>( "german" );
  const auto row = []( const char *name, const char *german ) { QTest::newRow( name ) << QString( name ) << QString( german ); };
  row( "Lowest 25 % of cells", "Am wenigsten riskante 25 % der Zellen" );
  row( "Top 75 to 2.5 % of cells", "Riskanteste 75 bis 2.5 % der Zellen" );
  row( "Top 1 % of cells", "Riskanteste 1 % der Zellen" );
  row( "Risk up to -1", "Risiko bis -1" );
  row( "Risk above -1, up to 5", "Risiko über -1, bis 5" );
  row( "Risk above 1e-05", "Risiko über 1e-05" );
  row( "Top 1.25 to 0.5 km²", "Riskanteste 1.25 bis 0.5 km²" );
  row( "Top 0.5 km²", "Riskanteste 0.5 km²" );
  row( "Top 3 to 1 cell", "Riskanteste 3 bis 1 Zelle" );
  row( "Top 2,000 to 1,000 cells", "Riskanteste 2,000 bis 1,000 Zellen" );
  row( "Top 1 cell", "Riskanteste 1 Zelle" );
  row( "Top 1,000 cells", "Riskanteste 1,000 Zellen" );
  row( "Other cells", "Übrige Zellen" );
  row( "a name of somebody else's, 5 %", "a name of somebody else's, 5 %" );
  row( "%1 of 5", "%1 of 5" );
}

void TestLegends::namesOfClassesKeepTheirNumbers()
{
  QFETCH( QString, name );
  QCOMPARE( legendText( name ), name );
  const Speaking qgis( QStringLiteral( "de" ) );
  QTEST( legendText( name ), "german" );
}

int main( int argc, char *argv[] )
{
  const QTemporaryDir profile;
  QgsApplication application( argc, argv, true, profile.path() );
  QgsApplication::initQgis();
  TestLegends test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_legends.moc"
