#include "risk_series.h"

#include "cell_areas.h"
#include "error.h"

#include <qgsproviderregistry.h>
#include <qgsrasterblock.h>
#include <qgsrasterdataprovider.h>

namespace riskcast
{

namespace
{

constexpr int cellsKept = 16 << 20; // in ranked maps: about half a gigabyte

RiskMaps describe( const QString &path, const QgsRasterDataProvider *file )
{
  const std::string name = path.toStdString();
  const RasterMetadata metadata = readRasterMetadata( name ); // says why a file cannot be opened
  return describeRiskRaster( metadata, file ? file->bandCount() : 0, name );
}

std::unique_ptr<QgsRasterDataProvider> open( const QString &path )
{
  std::unique_ptr<QgsDataProvider> provider( QgsProviderRegistry::instance()->createProvider( QStringLiteral( "gdal" ), path ) );
  return std::unique_ptr<QgsRasterDataProvider>( dynamic_cast<QgsRasterDataProvider *>( provider.release() ) );
}

} // namespace

RiskSeries::RiskSeries( const QString &path, const QgsCoordinateTransformContext &context )
    : mPath( path )
    , mFile( open( path ) )
    , mDescription( describe( path, mFile.get() ) )
    , mGrid( readRasterGrid( path.toStdString() ) )
    , mAreasKm2( ellipsoidalAreasKm2( mGrid, context ) )
    , mMaps( cellsKept )
{
}

RiskSeries::~RiskSeries() = default;

std::vector<float> RiskSeries::readMap( int step ) const
{
  const std::unique_ptr<QgsRasterBlock> block( mFile->block( step + 1, mFile->extent(), mGrid.columns(), mGrid.rows() ) );
  if ( !block || !block->isValid() )
    throw Error( "Band " + std::to_string( step + 1 ) + " of " + mPath.toStdString() + " cannot be read. Predict again." );
  std::vector<float> risk( mGrid.cellCount() );
  for ( int cell = 0; cell < mGrid.cellCount(); ++cell )
    risk[cell] = block->isNoData( cell ) ? noData : static_cast<float>( block->value( cell ) );
  return risk;
}

std::shared_ptr<const RankedMap> RiskSeries::map( int step )
{
  if ( const auto *kept = mMaps.object( step ) )
    return *kept;
  auto map = std::make_shared<const RankedMap>( mGrid.rows(), readMap( step ), mAreasKm2, mDescription.displayFactor );
  mMaps.insert( step, new std::shared_ptr( map ), mGrid.cellCount() );
  return map;
}

std::vector<float> RiskSeries::risksOf( int cell ) const
{
  const auto [x, y] = mGrid.centreOf( cell );
  std::vector<float> risks;
  for ( int step = 0; step < steps().count(); ++step )
    risks.push_back( static_cast<float>( mFile->sample( { x, y }, step + 1 ) ) );
  return risks;
}

} // namespace riskcast
