#include "styling.h"
#include "three_days.h"

#include <qgsapplication.h>
#include <qgsproject.h>
#include <qgstemporalnavigationobject.h>
#include <qgstemporalutils.h>

#include <QTest>

#include <memory>

using namespace riskcast;

namespace
{

/// The range that the temporal controller opens at.
QgsDateTimeRange rangeOf( QgsProject &project )
{
  return QgsTemporalUtils::calculateTemporalRangeForProject( &project );
}

/// What the map shows while the temporal controller plays day by day, each frame as a drawing.
QStringList played( QgsProject &project, const QList<QColor> &colours )
{
  QgsTemporalNavigationObject controller;
  controller.setTemporalExtents( rangeOf( project ) );
  controller.setFrameDuration( QgsInterval( 1, Qgis::TemporalUnit::Days ) );
  auto *layer = dynamic_cast<QgsRasterLayer *>( project.mapLayers().first() );
  QStringList frames;
  for ( int frame = 0; controller.dateTimeRangeForFrameNumber( frame ).begin() < rangeOf( project ).end(); ++frame )
    frames << classesIn( drawn( *layer, controller.dateTimeRangeForFrameNumber( frame ) ), colours );
  return frames;
}

} // namespace

/// That rasters play in the temporal controller, however they came into the project.
class TestPlaying : public QObject
{
  Q_OBJECT

private slots:
  void everyDayShowsItsCells_data();
  void everyDayShowsItsCells();

private:
  QString write( const QString &kind ) const;

  ResultFolder mFolder;
};

QString TestPlaying::write( const QString &kind ) const
{
  if ( kind == "risk" )
    return mFolder.risk();
  if ( kind == "classes" )
    return mFolder.classes();
  if ( kind == "flagged classes" )
    return mFolder.flags();
  if ( kind == "labels" )
    return mFolder.labels();
  if ( kind == "explanation" )
    return mFolder.explanation();
  return mFolder.heatmaps( { "1 . / . .", "?", ". . / . 2" } );
}

void TestPlaying::everyDayShowsItsCells_data()
{
  QTest::addColumn<QString>( "kind" );
  QTest::addColumn<QList<QColor>>( "colours" );
  QTest::addColumn<QStringList>( "frames" );
  QTest::addColumn<QString>( "opened" );
  for ( const QString opened : { "after a run", "from its file", "with its project" } )
  {
    const auto row = [&]( const QString &kind, const QList<QColor> &colours, const QStringList &frames )
    { QTest::addRow( "%s, %s", qPrintable( kind ), qPrintable( opened ) ) << kind << colours << frames << opened; };
    row( "risk", classColours, classesOfRisks );
    row( "classes", classColours, classesOfRisks );
    row( "flagged classes", flagColours, { "0 0 0 / 0 1 1", "1 - 0 / 0 0 0", "1 1 1 / 0 0 0" } );
    row( "labels", labelColours, { "0 1 2 / 3 4 5", "- - - / - - -", "- 0 1 / 2 3 4" } );
    row( "explanation", effectColours, { "0 1 2 / 3 4 5" } );
    row( "heatmaps", countColours, { "0 - / - -", "- - / - -", "- - / - 1" } );
  }
}

void TestPlaying::everyDayShowsItsCells()
{
  QFETCH( QString, kind );
  QFETCH( QList<QColor>, colours );
  QFETCH( QStringList, frames );
  QFETCH( QString, opened );
  const QString file = write( kind );
  Feedback silent;
  QVERIFY( writeStyleFile( file, silent ) );
  Layer layer = opened == "from its file" ? reopened( file ) : unstyled( file );
  if ( opened != "from its file" )
    QVERIFY( styleLayer( *layer ) );
  QgsProject project;
  project.addMapLayer( layer.release() );
  if ( opened == "with its project" )
  {
    QVERIFY( project.write( mFolder.path( "project.qgs" ) ) );
    project.clear();
    QVERIFY( project.read( mFolder.path( "project.qgs" ) ) );
  }
  QCOMPARE( rangeOf( project ).begin(), newYear.begin() );
  QCOMPARE( rangeOf( project ).end(), newYear.begin().addDays( frames.size() ) );
  QCOMPARE( played( project, colours ), frames );
}

int main( int argc, char *argv[] )
{
  qputenv( "TZ", "Asia/Kolkata" ); // no date may depend on the computer's time zone
  QgsApplication application( argc, argv, false );
  QgsApplication::initQgis();
  TestPlaying test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_playing.moc"
