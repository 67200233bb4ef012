#include "district_risk.h"

#include "error.h"
#include "evaluation.h"
#include "feedback.h"
#include "number_text.h"
#include "risk_raster.h"

#include <qgsprocessingcontext.h>
#include <qgsprocessingutils.h>
#include <qgsrasterblock.h>
#include <qgsrasterinterface.h>
#include <qgszonalstatistics.h>

#include <QObject>

#include <algorithm>
#include <cmath>
#include <memory>

namespace riskcast
{

namespace
{

int nameIndex( const QgsFields &fields, const QString &nameField )
{
  for ( int i = 0; i < fields.count(); ++i )
    if ( nameField.isEmpty() ? fields.at( i ).type() == QMetaType::QString : fields.at( i ).name() == nameField )
      return i;
  throw Error( nameField.isEmpty() ? "DISTRICTS has no text field that names them: choose the field."
                                   : "DISTRICTS has no field \"" + nameField.toStdString() + "\": choose one that it has." );
}

/// A raster of risks as one of expected incidents.
class ExpectedIncidents : public QgsRasterInterface
{
public:
  explicit ExpectedIncidents( QgsRasterInterface &risk )
      : QgsRasterInterface( &risk )
  {
  }
  QgsRasterInterface *clone() const override { return new ExpectedIncidents( *mInput ); }
  Qgis::DataType dataType( int ) const override { return Qgis::DataType::Float64; }
  int bandCount() const override { return mInput->bandCount(); }
  QgsRasterBlock *block( int band, const QgsRectangle &extent, int width, int height, QgsRasterBlockFeedback *feedback ) override
  {
    const std::unique_ptr<QgsRasterBlock> risk( mInput->block( band, extent, width, height, feedback ) );
    auto incidents = std::make_unique<QgsRasterBlock>( dataType( band ), width, height );
    incidents->setNoDataValue( noData );
    for ( qgssize i = 0; i < static_cast<qgssize>( width ) * height; ++i )
      incidents->setValue( i, risk->isNoData( i ) ? noData : expectedIncidents( static_cast<float>( risk->value( i ) ) ) );
    return incidents.release();
  }
};

using Statistic = Qgis::ZonalStatistic;

/// \param band  counted from 1
QMap<Statistic, QVariant> zonal( QgsRasterInterface &raster, const QgsGeometry &shape, int band, Qgis::ZonalStatistics which )
{
  return QgsZonalStatistics::calculateStatistics( &raster, shape, raster.extent().width() / raster.xSize(),
                                                  raster.extent().height() / raster.ySize(), band, which );
}

AreaRisk zonalRisk( const QgsGeometry &shape, QgsRasterInterface &raster, int displayFactor, int band )
{
  const auto risk = zonal( raster, shape, band, Statistic::Count | Statistic::Mean | Statistic::Max );
  ExpectedIncidents incidents( raster );
  const double finerCells = std::pow( displayFactor, 2 ); // in a cell of the model
  return { risk.value( Statistic::Count ).toDouble() / finerCells, risk.value( Statistic::Mean ).toDouble(),
           risk.value( Statistic::Max ).toDouble(),
           zonal( incidents, shape, band, Statistic::Sum ).value( Statistic::Sum ).toDouble() / finerCells };
}

} // namespace

AreaRisk areaRisk( const RiskMaps &maps, int step )
{
  const size_t cells = maps.grid.cellCount();
  const double finerCells = std::pow( maps.displayFactor, 2 );
  AreaRisk area;
  double sum = 0;
  for ( const float risk : std::span( maps.risk ).subspan( step * cells, cells ) )
  {
    if ( std::isnan( risk ) )
      continue;
    area.cells += 1 / finerCells;
    area.incidents += expectedIncidents( risk ) / finerCells;
    sum += risk / finerCells;
    area.highest = std::max<double>( area.highest, risk );
  }
  if ( area.cells == 0 )
    throw Error( "RISK has no data in the step " + stepDescription( maps, step ) + ". Predict again." );
  area.mean = sum / area.cells;
  return area;
}

std::vector<NamedArea> readNamedAreas( const QgsProcessingFeatureSource &source, const QString &nameField,
                                       const QgsCoordinateReferenceSystem &crs, const QgsProcessingContext &context,
                                       Feedback &feedback )
{
  const int name = nameIndex( source.fields(), nameField );
  std::vector<NamedArea> areas;
  QgsFeature feature;
  QgsFeatureRequest request;
  request.setDestinationCrs( crs, context.transformContext() );
  for ( QgsFeatureIterator features = source.getFeatures( request ); features.nextFeature( feature ); )
  {
    feedback.throwIfCanceled();
    if ( feature.geometry().isEmpty() )
      continue;
    const QString written = feature.attribute( name ).toString().trimmed();
    const QString text = written.isEmpty() ? QObject::tr( "(no name)" ) : written;
    const QgsGeometry shape = feature.geometry().makeValid();
    const auto same = std::ranges::find( areas, text, &NamedArea::name );
    if ( same == areas.end() )
      areas.push_back( { text, shape } );
    else
      same->shape = same->shape.combine( shape );
  }
  return areas;
}

std::vector<DistrictRisk> rankedDistricts( const std::vector<NamedArea> &districts, QgsRasterInterface &raster, int displayFactor,
                                           int step )
{
  std::vector<DistrictRisk> ranked;
  for ( const NamedArea &district : districts )
    ranked.push_back( { district.name, zonalRisk( district.shape, raster, displayFactor, step + 1 ) } );
  std::ranges::stable_sort( ranked, std::greater<>(), []( const DistrictRisk &district ) { return district.risk.mean; } );
  for ( size_t i = 0; i < ranked.size(); ++i )
  {
    const bool isTied = i > 0 && ranked[i].risk.mean == ranked[i - 1].risk.mean;
    ranked[i].rank = isTied ? ranked[i - 1].rank : static_cast<int>( i ) + 1;
  }
  return ranked;
}

void leaveOutDistrictsWithoutData( std::vector<NamedArea> &districts, QgsRasterInterface &raster, Feedback &feedback )
{
  constexpr int firstBand = 1; // all steps have data in the same cells
  constexpr double half = 0.5;
  const double cellArea = raster.extent().area() / ( static_cast<double>( raster.xSize() ) * raster.ySize() );
  const auto isWithoutData = [&]( const NamedArea &district )
  {
    const double cells = zonal( raster, district.shape, firstBand, Statistic::Count ).value( Statistic::Count ).toDouble();
    return cells * cellArea < half * district.shape.area();
  };
  const size_t leftOut = std::erase_if( districts, isWithoutData );
  if ( districts.empty() )
    throw Error( "None of the DISTRICTS lies where RISK has data by at least half: choose a layer of the same area." );
  if ( leftOut > 0 )
    feedback.warning( "Districts of which less than half has data in RISK were left out: " +
                      countText( static_cast<std::int64_t>( leftOut ) ) + "." );
}

} // namespace riskcast
