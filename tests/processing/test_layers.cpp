#include "test_layers.h"

#include "heatmaps.h"
#include "processing_run.h"
#include "stack_file.h"

#include <qgsfeature.h>
#include <qgsgeometry.h>
#include <qgsvectorfilewriter.h>

#include <QFileInfo>

#include <cpl_vsi.h>

namespace riskcast
{

std::unique_ptr<QgsVectorLayer> pointLayer( const std::vector<Row> &rows, const QString &timeType, const QString &crs )
{
  const QString definition = QStringLiteral( "Point?crs=%1&field=id:integer&field=time:%2" ).arg( crs, timeType );
  auto layer = std::make_unique<QgsVectorLayer>( definition, "incidents", "memory" );
  QgsFeatureList features;
  for ( const Row &row : rows )
  {
    QgsFeature feature( layer->fields() );
    feature.setAttribute( 0, features.size() + 1 );
    feature.setAttribute( 1, row.time );
    if ( row.hasPosition )
      feature.setGeometry( QgsGeometry::fromPointXY( row.position ) );
    features << feature;
  }
  if ( !layer->dataProvider()->addFeatures( features ) )
    qFatal( "The test's layer takes no features: %s", qPrintable( layer->dataProvider()->errors().join( ' ' ) ) );
  return layer;
}

std::vector<Row> dailyIncidents( int days )
{
  std::vector<Row> rows;
  const QDate first( 2024, 1, 1 );
  for ( int day = 0; day < days; ++day )
  {
    const QDateTime noon( first.addDays( day ), QTime( 12, 0 ) );
    rows.push_back( { QgsPointXY( 702500, 3102500 ), noon } );
    rows.push_back( { QgsPointXY( 700500 + 1000 * ( day % 8 ), 3100500 + 1000 * ( 3 * day % 8 ) ), noon } );
  }
  return rows;
}

QVariantMap dailyGrid()
{
  return { { "TIME_FIELD", "time" }, { "EXTENT", "700000,708000,3100000,3108000" }, { "COLUMNS", 8 }, { "ROWS", 8 } };
}

void save( QgsVectorLayer &layer, const QString &path )
{
  QgsVectorFileWriter::SaveVectorOptions options;
  if ( QgsVectorFileWriter::writeAsVectorFormatV3( &layer, path, {}, options ) != QgsVectorFileWriter::NoError )
    qFatal( "The test's layer cannot be saved." );
}

QString archived( const QString &path, const QString &archive )
{
  const QString member = "/vsizip/" + archive + "/" + QFileInfo( path ).fileName();
  const QByteArray bytes = contentOf( path );
  VSILFILE *file = VSIFOpenL( qPrintable( member ), "wb" );
  if ( !file || VSIFWriteL( bytes.constData(), bytes.size(), 1, file ) != 1 || VSIFCloseL( file ) != 0 )
    qFatal( "The test's archive cannot be written." );
  return member;
}

QVariant asParameter( const std::unique_ptr<QgsVectorLayer> &layer )
{
  return QVariant::fromValue<QgsMapLayer *>( layer.get() );
}

QString writeDailyHeatmaps( int days, const QString &path )
{
  std::vector<Incident> incidents;
  const LocalTime first = *parseTime( "2024-01-01" );
  for ( const Row &row : dailyIncidents( days ) )
    incidents.push_back( { row.position.x(),
                           row.position.y(),
                           first + std::chrono::days( QDate( 2024, 1, 1 ).daysTo( row.time.toDate() ) ),
                           {},
                           1 } );
  TableIncidentReader reader( incidents, "EPSG:32643" );
  const Grid grid( "EPSG:32643", { 700000, 3100000, 708000, 3108000 }, 8, 8 );
  Feedback silent;
  const HeatmapStack stack = countIncidents( reader, { grid, TimeSteps( first, {}, days ) }, {}, silent );
  writeHeatmapStack( stack, path.toStdString(), {}, silent );
  return path;
}

QString trainModel( const QString &heatmaps, const QString &path )
{
  const Outcome outcome = run( "trainriskmodel", { { "HEATMAPS", heatmaps }, { "KIND", "ratemixture" }, { "MODEL", path } } );
  if ( !outcome.ok )
    qFatal( "The test's model cannot be trained: %s", qPrintable( outcome.error ) );
  return path;
}

} // namespace riskcast
