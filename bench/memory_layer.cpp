// Counting a million features of a memory layer into daily heatmaps, against bare iteration over the same features: what does
// reading cost in QGIS beside QGIS's own part?
//
//   cmake --build build/default --target bench_memory_layer && build/default/tests/bench_memory_layer [FEATURES]
//
// Both take turns in one run; printed are the medians of five and their ratio.
#include "heatmaps.h"
#include "incident_spool.h"
#include "qgs_incident_reader.h"

#include <qgsapplication.h>
#include <qgsfeature.h>
#include <qgsgeometry.h>
#include <qgsvectorlayer.h>

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace riskcast;

namespace
{

/// Points in a square of 32 km over ten years, the same every time.
void fill( QgsVectorLayer &layer, int features )
{
  std::uint32_t random = 1;
  const auto next = [&random]( std::uint32_t below ) { return ( random = random * 1664525U + 1013904223U ) / 65536U % below; };
  const QDateTime first( QDate( 2010, 1, 1 ), QTime( 0, 0 ) );
  QgsFeatureList batch;
  for ( int i = 0; i < features; ++i )
  {
    QgsFeature feature( layer.fields() );
    feature.setAttribute( 0, first.addDays( next( 3650 ) ).addSecs( next( 60000 ) ) );
    feature.setGeometry( QgsGeometry::fromPointXY( QgsPointXY( 700000 + next( 32000 ), 3100000 + next( 32000 ) ) ) );
    batch << feature;
  }
  layer.dataProvider()->addFeatures( batch );
}

/// The least that anybody has to do: every feature, its time and its point.
double iterate( const QgsVectorLayer &layer )
{
  double sum = 0;
  QgsFeature feature;
  QgsFeatureIterator features = layer.getFeatures( QgsFeatureRequest().setSubsetOfAttributes( { 0 } ) );
  while ( features.nextFeature( feature ) )
  {
    const QDateTime time = feature.attribute( 0 ).toDateTime();
    const QgsPoint point( feature.geometry().vertexAt( 0 ) );
    sum += point.x() + point.y() + time.date().day() + time.time().hour();
  }
  return sum;
}

double count( const QgsVectorLayer &layer )
{
  HeatmapOptions options;
  options.grid.extent = Extent{ 700000, 3100000, 732000, 3132000 };
  Feedback silent;
  SpooledIncidentReader incidents( std::make_unique<QgsIncidentReader>( layer, IncidentFields{ .time = "time" } ) );
  return static_cast<double>( makeHeatmaps( incidents, options, silent ).provenance.incidentsUsed );
}

double seconds( double ( *work )( const QgsVectorLayer & ), const QgsVectorLayer &layer )
{
  const auto start = std::chrono::steady_clock::now();
  if ( work( layer ) <= 0 )
    std::exit( 1 );
  return std::chrono::duration<double>( std::chrono::steady_clock::now() - start ).count();
}

} // namespace

int main( int argc, char *argv[] )
{
  QgsApplication qgis( argc, argv, false );
  QgsApplication::initQgis();
  {
    QgsVectorLayer layer( "Point?crs=EPSG:32643&field=time:datetime", "incidents", "memory" );
    fill( layer, argc > 1 ? std::atoi( argv[1] ) : 1000000 );
    std::vector<double> bare;
    std::vector<double> ours;
    for ( int round = 0; round < 5; ++round )
    {
      bare.push_back( seconds( iterate, layer ) );
      ours.push_back( seconds( count, layer ) );
    }
    std::ranges::sort( bare );
    std::ranges::sort( ours );
    std::printf( "bare iteration %.2f s, counting %.2f s: %.2f times as long (%lld features)\n", bare[2], ours[2],
                 ours[2] / bare[2], static_cast<long long>( layer.featureCount() ) );
  }
  QgsApplication::exitQgis();
}
