#include "study_area.h"

#include "crs.h"
#include "error.h"
#include "first_layer.h"
#include "gdal_support.h"
#include "number_text.h"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>

namespace riskcast
{

namespace
{

// Beginnings of messages.
const std::string theStudyArea = "The study area ";
const std::string theDistricts = "The districts ";
constexpr const char *noCellIsInside =
    ": the centre of no cell of the grid is inside. Choose polygons where the incidents are, or smaller cells.";

void checkPolygons( const std::string &what, const StudyArea &area )
{
  if ( area.polygons.empty() )
    throw Error( what + area.source + " has no polygons: choose a layer of polygons." );
}

bool isPolygon( const OGRGeometry *geometry )
{
  return geometry && OGR_GT_IsSubClassOf( OGR_GT_Flatten( geometry->getGeometryType() ), wkbSurface );
}

bool isMultiPolygon( const OGRGeometry *geometry )
{
  return geometry && OGR_GT_IsSubClassOf( OGR_GT_Flatten( geometry->getGeometryType() ), wkbMultiSurface );
}

/// Those of \a geometry, which may be missing, or a collection of several kinds.
void addPolygons( const OGRGeometry *geometry, std::vector<std::string> &polygons )
{
  if ( isPolygon( geometry ) || isMultiPolygon( geometry ) )
    polygons.push_back( wkbOf( *geometry ) );
  else if ( geometry && OGR_GT_Flatten( geometry->getGeometryType() ) == wkbGeometryCollection )
    for ( const OGRGeometry *part : *geometry->toGeometryCollection() )
      addPolygons( part, polygons );
}

/// Hands each feature to \a areaOf, which says which area its polygons belong to, and warns of features that have none.
template<class AreaOf>
void readPolygons( OGRLayer &layer, const std::string &what, const std::string &source, const GdalMessages &messages,
                   Feedback &feedback, const AreaOf &areaOf )
{
  std::int64_t without = 0;
  for ( const auto &feature : layer )
  {
    StudyArea &area = areaOf( *feature );
    const size_t before = area.polygons.size();
    addPolygons( feature->GetGeometryRef(), area.polygons );
    without += area.polygons.size() == before ? 1 : 0;
  }
  if ( !messages.failure().empty() )
    throw Error( what + source + " cannot be read to its end: " + messages.failure() );
  if ( without > 0 )
    feedback.warning( what + source + ": features that are no polygons were left out: " + countText( without ) +
                      ". What only they cover is outside." );
}

/// \throws Error if there is no such field
int indexOfName( OGRLayer &layer, const std::string &nameField, const std::string &source )
{
  OGRFeatureDefn &fields = *layer.GetLayerDefn();
  for ( int i = 0; i < fields.GetFieldCount(); ++i )
  {
    const OGRFieldDefn &field = *fields.GetFieldDefn( i );
    if ( nameField.empty() ? field.GetType() == OFTString : nameField == field.GetNameRef() )
      return i;
  }
  throw Error( nameField.empty()
                   ? "The districts " + source + " have no text field that names them: choose the field."
                   : "The districts " + source + " have no field \"" + nameField + "\": choose one that they have." );
}

/// A straight edge bends in another CRS: points in between bend with it.
void addPointsBetween( OGRGeometry &geometry )
{
  constexpr double edgesPerSide = 100;
  OGREnvelope bounds;
  geometry.getEnvelope( &bounds );
  geometry.segmentize( std::max( bounds.MaxX - bounds.MinX, bounds.MaxY - bounds.MinY ) / edgesPerSide );
}

std::unique_ptr<OGRGeometry> inGrid( const std::string &wkb, const StudyArea &area, const Transform &toGrid, const Grid &grid )
{
  const std::unique_ptr<OGRGeometry> whole = geometryOf( wkb );
  std::unique_ptr<OGRGeometry> polygon( whole ? whole->getLinearGeometry() : nullptr );
  if ( !polygon )
    throw Error( "The study area " + area.source + " has a polygon that cannot be read: mend its geometry." );
  if ( !sameCrs( area.crs, grid.crs() ) )
    addPointsBetween( *polygon );
  if ( !toGrid.apply( *polygon ) )
    throw Error( "The study area " + area.source + " has a polygon that cannot be put into " + crsTitle( grid.crs() ) +
                 ": choose another CRS for the grid, or cut the polygon." );
  return polygon;
}

std::vector<std::uint8_t> rasterized( const std::vector<std::unique_ptr<OGRGeometry>> &polygons, const Grid &grid )
{
  const GdalMessages messages;
  registerGdalDrivers();
  GDALDriver *memory = GetGDALDriverManager()->GetDriverByName( "MEM" );
  const GDALDatasetUniquePtr raster( memory ? memory->Create( "", grid.columns(), grid.rows(), 1, GDT_Byte, nullptr ) : nullptr );
  std::vector<std::uint8_t> inside( grid.cellCount() );
  std::vector<OGRGeometryH> handles;
  for ( const auto &polygon : polygons )
    handles.push_back( OGRGeometry::ToHandle( polygon.get() ) );
  const std::vector<double> ones( handles.size(), 1 );
  int band = 1;
  std::array<double, 6> geoTransform = grid.geoTransform();
  const bool isDone =
      raster && raster->SetGeoTransform( geoTransform.data() ) == CE_None &&
      GDALRasterizeGeometries( GDALDataset::ToHandle( raster.get() ), 1, &band, static_cast<int>( handles.size() ),
                               handles.data(), nullptr, nullptr, ones.data(), nullptr, nullptr, nullptr ) == CE_None &&
      raster->GetRasterBand( 1 )->RasterIO( GF_Read, 0, 0, grid.columns(), grid.rows(), inside.data(), grid.columns(),
                                            grid.rows(), GDT_Byte, 0, 0, nullptr ) == CE_None;
  if ( !isDone )
    throw Error( "The study area cannot be laid over the grid: " + messages.failure() );
  return inside;
}

std::vector<std::uint8_t> cellsWithin( const StudyArea &area, const Grid &grid )
{
  const Transform toGrid( area.crs, grid.crs() );
  std::vector<std::unique_ptr<OGRGeometry>> polygons;
  for ( const std::string &wkb : area.polygons )
    polygons.push_back( inGrid( wkb, area, toGrid, grid ) );
  return rasterized( polygons, grid );
}

} // namespace

StudyArea readStudyArea( const std::string &source, Feedback &feedback )
{
  const GdalMessages messages;
  const FirstLayer opened( theStudyArea, source, messages, feedback );
  StudyArea area{ {}, opened.crs(), source };
  readPolygons( opened.layer(), theStudyArea, source, messages, feedback, [&]( OGRFeature & ) -> StudyArea & { return area; } );
  checkPolygons( theStudyArea, area );
  return area;
}

std::vector<std::uint8_t> cellsInside( const StudyArea &area, const Grid &grid )
{
  checkPolygons( theStudyArea, area );
  std::vector<std::uint8_t> inside = cellsWithin( area, grid );
  if ( std::ranges::count( inside, 1 ) == 0 )
    throw Error( theStudyArea + area.source + noCellIsInside );
  return inside;
}

std::vector<District> readDistricts( const std::string &source, const std::string &nameField, Feedback &feedback )
{
  const GdalMessages messages;
  const FirstLayer opened( theDistricts, source, messages, feedback );
  const std::string crs = opened.crs();
  const int name = indexOfName( opened.layer(), nameField, source );
  std::vector<District> districts;
  const auto districtOf = [&]( OGRFeature &feature ) -> StudyArea &
  {
    const std::string text = feature.GetFieldAsString( name );
    auto found = std::ranges::find( districts, text, &District::name );
    if ( found == districts.end() )
      found = districts.insert( districts.end(), { text, { {}, crs, source } } );
    return found->area;
  };
  readPolygons( opened.layer(), theDistricts, source, messages, feedback, districtOf );
  std::erase_if( districts, []( const District &district ) { return district.area.polygons.empty(); } );
  checkPolygons( theDistricts, districts.empty() ? StudyArea{ {}, crs, source } : districts.front().area );
  return districts;
}

std::vector<int> districtOfCells( const std::vector<District> &districts, const Grid &grid )
{
  std::vector<int> districtOf( grid.cellCount(), -1 );
  for ( int number = static_cast<int>( districts.size() ) - 1; number >= 0; --number ) // the first one has the last word
  {
    const std::vector<std::uint8_t> inside = cellsWithin( districts[number].area, grid );
    for ( size_t cell = 0; cell < inside.size(); ++cell )
      if ( inside[cell] )
        districtOf[cell] = number;
  }
  if ( !districts.empty() && std::ranges::max( districtOf ) < 0 )
    throw Error( theDistricts + districts.front().area.source + noCellIsInside );
  return districtOf;
}

} // namespace riskcast
