#include "reading_options.h"

#include "option_types.h"

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
  const std::string group = "Reading the incidents";
  const auto add = [&command, &group]( const char *option, std::string &value, const char *type, const char *description )
  { command.add_option( option, value, description )->type_name( type )->group( group ); };
  add( "--layer", ogr.layer, "NAME", "Layer of the source; without it the first one" );
  add( "--time-field", ogr.timeField, "FIELD",
       "Field with the time; without it the only date field, or one called date, datetime, …" );
  command
      .add_option(
          "--time-format", ogr.times.formats,
          "How text fields write the time, e.g. \"dd/MM/yyyy hh:mm AP\" (letters as in QGIS's to_datetime); may be given "
          "several times, for texts that differ; without it ISO 8601" )
      ->type_name( "FORMAT" )
      ->group( group );
  add( "--clock-field", ogr.clockField, "FIELD",
       "Field with the time of day, where it has one of its own; formats are for the date (of a date field: yyyy-MM-dd), a blank "
       "and this" );
  add( "--end-field", ogr.endField, "FIELD",
       "Field with the end, for incidents known to lie between two times; a date alone stands for the whole day" );
  addEnumOption(
      command, "--interval", ogr.times.interval,
      "What such an incident counts: equal shares in all steps that it may lie in, or 1 in the middle or at the start" )
      ->group( group );
  add( "--time-zone", ogr.times.zone, "ZONE", "Time zone that times are written in, e.g. Asia/Kolkata; without it nobody knows" );
  add( "--to-time-zone", ogr.times.toZone, "ZONE",
       "Time zone to convert the times to; without it they stay as they are written" );
  add( "--x-field", ogr.xField, "FIELD",
       "Field with the longitude or easting, for tables without geometry; without it one called lon, x, …" );
  add( "--y-field", ogr.yField, "FIELD", "Field with the latitude or northing; without it one called lat, y, …" );
  add( "--wkt-field", ogr.wktField, "FIELD", "Field with the position as WKT, for a CSV; without it one called WKT" );
  add( "--encoding", ogr.encoding, "NAME", "Encoding of the texts of a CSV, e.g. ISO-8859-1; without it UTF-8" );
  add( "--crs", ogr.crs, "CRS",
       "Coordinate reference system of the positions, e.g. EPSG:26910; without it the layer's own, EPSG:4326 for lon and lat" );
  add( "--category-field", ogr.categoryField, "FIELD", "Field with the category of an incident" );
  add( "--weight-field", ogr.weightField, "FIELD", "Field with the weight of an incident; without it each one counts 1" );
  add( "--where", ogr.where, "CONDITION",
       "Reads only rows that meet this condition, e.g. \"category = 'Stalking'\" (OGR's attribute filter)" );
}

} // namespace riskcast
