#include "reading_options.h"

namespace riskcast
{

void declareReadingOptions( CLI::App &command, ReadingOptions &options )
{
  command
      .add_option(
          "INCIDENTS", options.source,
          "Table of dated points: CSV (also /vsigzip/FILE.csv.gz), GeoPackage, shapefile, xlsx, … or whatever else OGR reads" )
      ->required();

  OgrIncidentOptions &ogr = options.ogr;
  const auto add = [&command]( const char *option, std::string &value, const char *type, const char *description )
  { command.add_option( option, value, description )->type_name( type )->group( "Reading the incidents" ); };
  add( "--layer", ogr.layer, "NAME", "Layer of the source; without it the first one" );
  add( "--time-field", ogr.timeField, "FIELD",
       "Field with the time; without it the only date field, or one called date, datetime, …" );
  add( "--time-format", ogr.timeFormat, "FORMAT",
       "How a text field writes the time, e.g. \"dd/MM/yyyy hh:mm AP\" (letters as in QGIS's to_datetime); without it ISO 8601" );
  add( "--x-field", ogr.xField, "FIELD",
       "Field with the longitude or easting, for tables without geometry; without it one called lon, x, …" );
  add( "--y-field", ogr.yField, "FIELD", "Field with the latitude or northing; without it one called lat, y, …" );
  add( "--crs", ogr.crs, "CRS",
       "Coordinate reference system of the positions, e.g. EPSG:26910; without it the layer's own, EPSG:4326 for lon and lat" );
  add( "--category-field", ogr.categoryField, "FIELD", "Field with the category of an incident" );
  add( "--weight-field", ogr.weightField, "FIELD", "Field with the weight of an incident; without it each one counts 1" );
  add( "--where", ogr.where, "CONDITION",
       "Reads only rows that meet this condition, e.g. \"category = 'Stalking'\" (OGR's attribute filter)" );
}

} // namespace riskcast
