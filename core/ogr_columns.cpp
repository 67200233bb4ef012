#include "ogr_columns.h"

#include "crs.h"
#include "error.h"
#include "feature_rows.h"
#include "list_text.h"

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

namespace riskcast
{

namespace
{

/// Usual names of text fields that hold dates, the more telling ones first. Case does not matter.
constexpr std::array timeNames = { "datetime",    "date_time",     "timestamp",     "occurred",      "occurred_at", "date",
                                   "occurred_on", "incident_date", "incident date", "occurred date", "day",         "time" };

/// Usual names of coordinate fields.
struct CoordinateNames
{
  const char *x;
  const char *y;
  bool isGeographic;
};
constexpr std::array<CoordinateNames, 9> coordinateNames = { {
    { "lon", "lat", true },
    { "longitude", "latitude", true },
    { "lng", "lat", true },
    { "long", "lat", true },
    { "x", "y", false },
    { "easting", "northing", false },
    { "x_coord", "y_coord", false },
    { "xcoord", "ycoord", false },
    { "x coordinate", "y coordinate", false },
} };

/// Usual names of fields of categories, in small letters, with blanks.
constexpr std::array<std::string_view, 12> categoryNames = { "category",     "type",          "offense",
                                                             "offence",      "crime type",    "crime category",
                                                             "primary type", "offense type",  "offense category",
                                                             "offence type", "incident type", "incident category" };

bool isCategoryName( std::string name )
{
  std::ranges::transform( name, name.begin(),
                          []( unsigned char letter )
                          { return static_cast<char>( letter == '_' ? ' ' : std::tolower( letter ) ); } );
  return std::ranges::find( categoryNames, name ) != categoryNames.end();
}

std::string fieldList( OGRFeatureDefn &definition )
{
  std::vector<std::string> names;
  for ( int i = 0; i < definition.GetFieldCount(); ++i )
    names.emplace_back( definition.GetFieldDefn( i )->GetNameRef() );
  return names.empty() ? "none" : listText( names );
}

int namedField( OGRFeatureDefn &definition, const std::string &name )
{
  const int index = definition.GetFieldIndex( name.c_str() );
  if ( index < 0 )
    throw Error( "There is no field \"" + name + "\" in " + definition.GetName() +
                 ". Its fields are: " + fieldList( definition ) + "." );
  return index;
}

int optionalField( OGRFeatureDefn &definition, const std::string &name )
{
  return name.empty() ? -1 : namedField( definition, name );
}

/// The only date field; else the one with the most usual name, be it a date or a text.
int usualTimeField( OGRFeatureDefn &definition )
{
  std::vector<int> dates;
  for ( int i = 0; i < definition.GetFieldCount(); ++i )
  {
    if ( isDate( *definition.GetFieldDefn( i ) ) )
      dates.push_back( i );
  }
  if ( dates.size() == 1 )
    return dates.front();
  for ( const char *name : timeNames )
  {
    const int index = definition.GetFieldIndex( name );
    if ( index >= 0 && ( isDate( *definition.GetFieldDefn( index ) ) || dates.empty() ) )
      return index;
  }
  throw Error( "Which field of " + std::string( definition.GetName() ) + " holds the time? None is known by its type or name " +
               "alone. Its fields are: " + fieldList( definition ) + "." );
}

int timeField( OGRFeatureDefn &definition, const OgrIncidentOptions &options )
{
  const int index = options.timeField.empty() ? usualTimeField( definition ) : namedField( definition, options.timeField );
  const OGRFieldDefn &field = *definition.GetFieldDefn( index );
  if ( !isDate( field ) && field.GetType() != OFTString && options.times.formats.empty() )
    throw Error( "The field \"" + std::string( field.GetNameRef() ) + "\" is neither a date nor a text. Say how it is to be " +
                 "read, e.g. with the format \"yyyyMMdd\", or choose another field." );
  return index;
}

int categoryField( OGRFeatureDefn &definition, const OgrIncidentOptions &options )
{
  if ( !options.categoryField.empty() || !options.findCategory )
    return optionalField( definition, options.categoryField );
  std::vector<std::string> fields;
  for ( int i = 0; i < definition.GetFieldCount(); ++i )
    fields.emplace_back( definition.GetFieldDefn( i )->GetNameRef() );
  return optionalField( definition, usualCategoryField( fields ) );
}

bool hasPoints( OGRFeatureDefn &definition )
{
  const OGRwkbGeometryType type = wkbFlatten( definition.GetGeomType() );
  if ( type != wkbNone && type != wkbUnknown && type != wkbPoint && type != wkbMultiPoint )
    throw Error( std::string( definition.GetName() ) + " holds " + OGRGeometryTypeToName( type ) +
                 " geometries, not points: " + "choose another layer, or make points of them first." );
  return type != wkbNone;
}

void findCoordinateFields( OGRFeatureDefn &definition, const OgrIncidentOptions &options, OgrColumns &columns )
{
  if ( options.xField.empty() != options.yField.empty() )
    throw Error( "Name both coordinate fields, or neither." );
  if ( !options.xField.empty() )
  {
    columns.x = namedField( definition, options.xField );
    columns.y = namedField( definition, options.yField );
  }
  for ( auto names = coordinateNames.begin(); columns.x < 0 && names != coordinateNames.end(); ++names )
  {
    const int x = definition.GetFieldIndex( names->x );
    const int y = definition.GetFieldIndex( names->y );
    if ( x >= 0 && y >= 0 )
    {
      columns.x = x;
      columns.y = y;
    }
  }
  if ( columns.x < 0 )
    throw Error( std::string( definition.GetName() ) + " has neither geometries nor fields for coordinates that are known by " +
                 "their names: name the two. Its fields are: " + fieldList( definition ) + "." );
}

bool areDegrees( OGRFeatureDefn &definition, const OgrColumns &columns )
{
  for ( const CoordinateNames &names : coordinateNames )
  {
    if ( names.isGeographic && EQUAL( names.x, definition.GetFieldDefn( columns.x )->GetNameRef() ) )
      return true;
  }
  return false;
}

std::string findCrs( OGRLayer &layer, const OgrColumns &columns, const std::string &given )
{
  if ( !given.empty() )
    return crsName( given );
  if ( columns.hasGeometry() && layer.GetSpatialRef() )
    return crsName( crsWkt( *layer.GetSpatialRef() ) );
  if ( !columns.hasGeometry() && areDegrees( *layer.GetLayerDefn(), columns ) )
    return "EPSG:4326";
  throw Error( "The coordinate reference system of " + std::string( layer.GetName() ) + " is not known: name it, for example " +
               "EPSG:4326 for longitudes and latitudes." );
}

void reportColumns( OGRFeatureDefn &definition, const OgrIncidentOptions &options, const OgrColumns &columns, Feedback &feedback )
{
  const auto quoted = [&definition]( int index )
  { return "\"" + std::string( definition.GetFieldDefn( index )->GetNameRef() ) + "\""; };
  if ( options.timeField.empty() )
    feedback.info( "Times are taken from the field " + quoted( columns.time ) + "." );
  if ( options.categoryField.empty() && columns.category >= 0 )
    feedback.info( "Categories are taken from the field " + quoted( columns.category ) + "." );
  if ( options.xField.empty() && columns.x >= 0 )
    feedback.info( "Positions are taken from the fields " + quoted( columns.x ) + " and " + quoted( columns.y ) + ", in " +
                   columns.crs + "." );
}

} // namespace

std::string usualCategoryField( const std::vector<std::string> &fields )
{
  const auto first = std::ranges::find_if( fields, isCategoryName );
  return std::ranges::count_if( fields, isCategoryName ) == 1 ? *first : std::string();
}

OgrColumns findColumns( OGRLayer &layer, const OgrIncidentOptions &options, Feedback &feedback )
{
  OGRFeatureDefn &definition = *layer.GetLayerDefn();
  OgrColumns columns;
  columns.cell = optionalField( definition, options.cellField );
  if ( columns.cell < 0 && ( !options.xField.empty() || !hasPoints( definition ) ) )
    findCoordinateFields( definition, options, columns );
  columns.time = timeField( definition, options );
  columns.clock = optionalField( definition, options.clockField );
  columns.end = optionalField( definition, options.endField );
  columns.id = optionalField( definition, options.idField );
  columns.category = categoryField( definition, options );
  columns.weight = optionalField( definition, options.weightField );
  columns.crs = columns.cell < 0 ? findCrs( layer, columns, options.crs ) : options.cells.crs();
  reportColumns( definition, options, columns, feedback );
  return columns;
}

void ignoreOtherFields( OGRLayer &layer, IncidentColumns columns )
{
  const std::array used = columns.fields();
  OGRFeatureDefn &definition = *layer.GetLayerDefn();
  CPLStringList ignored;
  ignored.AddString( "OGR_STYLE" );
  if ( !columns.hasGeometry() )
    ignored.AddString( "OGR_GEOMETRY" );
  for ( int i = 0; i < definition.GetFieldCount(); ++i )
  {
    if ( std::ranges::none_of( used, [i]( const int *field ) { return *field == i; } ) )
      ignored.AddString( definition.GetFieldDefn( i )->GetNameRef() );
  }
  layer.SetIgnoredFields( const_cast<const char **>( ignored.List() ) ); // only a hint: a driver that cannot is slower
}

} // namespace riskcast
