#include "classified_example.h"

#include "maps.h"
#include "risk_raster.h"

#include <gdal_priv.h>

namespace riskcast
{

namespace
{
/// The example of the help page, with cells of 1 km on the central meridian of UTM zone 43.
const std::string exampleRisk = ".02 .05 .10 .40 / .02 .20 .30 .10 / .02 .20 .05 .05 / - - .05 .02";
const Grid exampleGrid( "EPSG:32643", { 498000, 3100000, 502000, 3104000 }, 4, 4 );

/// Two steps, the example and what it is upside down, from 2024-02-01 on.
RiskMaps example()
{
  RiskMaps maps;
  maps.grid = exampleGrid;
  maps.steps = TimeSteps( *parseTime( "2024-02-01" ), {}, 2 );
  maps.risk = map( exampleRisk + " / - - .05 .02 / .02 .20 .05 .05 / .02 .20 .30 .10 / .02 .05 .10 .40" ).values;
  maps.percentiles = { 50, 90 };
  maps.breaks = { 0.1f, 0.35 };
  return maps;
}
} // namespace

QString writeAny( const QString &path, const std::string &drawing, const char *crs, double west, double north, double cellSize )
{
  constexpr float missing = -9999;
  Map drawn = map( drawing );
  std::ranges::replace_if(
      drawn.values, []( float value ) { return std::isnan( value ); }, missing );
  const GDALDatasetUniquePtr file( GetGDALDriverManager()->GetDriverByName( "GTiff" )->Create(
      qPrintable( path ), drawn.columns, drawn.rows, 1, GDT_Float32, nullptr ) );
  double transform[] = { west, cellSize, 0, north, 0, -cellSize };
  file->SetGeoTransform( transform );
  if ( *crs )
    file->SetProjection( QgsCoordinateReferenceSystem( crs ).toWkt().toUtf8() );
  GDALRasterBand &band = *file->GetRasterBand( 1 );
  band.SetNoDataValue( missing );
  if ( band.RasterIO( GF_Write, 0, 0, drawn.columns, drawn.rows, drawn.values.data(), drawn.columns, drawn.rows, GDT_Float32, 0,
                      0 ) != CE_None )
    qFatal( "The test's raster cannot be written." );
  return path;
}

QString bandOf( const QString &path, int number )
{
  Feedback silent;
  const Raster raster = readRaster( path.toStdString(), silent );
  const auto cells = raster.grid.cellCount();
  const auto first = raster.values.begin() + static_cast<std::ptrdiff_t>( number - 1 ) * cells;
  return drawing( { raster.grid.rows(), raster.grid.columns(), { first, first + cells } } );
}

QStringList rowsOf( const QString &path )
{
  QgsVectorLayer layer( path );
  QStringList rows;
  QgsFeatureIterator features = layer.getFeatures();
  for ( QgsFeature feature; features.nextFeature( feature ); )
  {
    QStringList texts;
    for ( int i = 0; i < layer.fields().size(); ++i )
    {
      const QVariant value = feature.attribute( i );
      if ( layer.fields().at( i ).name() == QLatin1String( "fid" ) )
        continue;
      if ( QgsVariantUtils::isNull( value ) )
        texts << "-";
      else
        texts << ( value.userType() == QMetaType::Double ? QString::number( value.toDouble(), 'g', 5 ) : value.toString() );
    }
    rows << texts.join( ' ' );
  }
  return rows;
}

QgsGeometry firstGeometry( const QString &path )
{
  QgsVectorLayer layer( path );
  QgsFeature feature;
  QgsFeatureIterator features = layer.getFeatures();
  return features.nextFeature( feature ) ? feature.geometry() : QgsGeometry();
}

void ClassifiedExample::setUp()
{
  startQgis();
  Feedback silent;
  mRisk = mFolder.path( "risk.tif" );
  writeRiskRaster( example(), mRisk.toStdString(), {}, silent );
}

QVariantMap ClassifiedExample::asked( const TestFolder &folder ) const
{
  return { { "RISK", mRisk },
           { classesName, folder.path( "classes.tif" ) },
           { areasName, folder.path( "areas.gpkg" ) },
           { topCellsName, folder.path( "top.gpkg" ) } };
}

} // namespace riskcast
