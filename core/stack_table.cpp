#include "stack_table.h"

#include "crs.h"
#include "error.h"
#include "gdal_support.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <filesystem>

namespace riskcast
{

namespace
{

enum Field
{
  Cell,
  X,
  Y,
  Step,
  Category,
  Count
};

GDALDriver &driverFor( const std::string &path )
{
  registerGdalDrivers();
  const std::string suffix = std::filesystem::path( path ).extension().string();
  const char *name = suffix == ".csv" ? "CSV" : suffix == ".gpkg" ? "GPKG" : "Parquet";
  GDALDriver *driver = GetGDALDriverManager()->GetDriverByName( name );
  if ( !driver )
    throw Error( "The GDAL of this computer cannot write " + std::string( name ) + " files: take .gpkg or .csv." );
  return *driver;
}

/// Days and longer steps start at midnight; a CSV has texts only.
OGRFieldType typeOfSteps( const HeatmapStack &stack, bool isCsv )
{
  if ( isCsv )
    return OFTString;
  return stack.steps.length().unit == StepUnit::Hour ? OFTDateTime : OFTDate;
}

/// \return null if it cannot be created: GDAL's messages say why
OGRLayer *createLayer( GDALDataset &file, const std::string &name, const HeatmapStack &stack )
{
  OGRSpatialReference reference;
  reference.SetAxisMappingStrategy( OAMS_TRADITIONAL_GIS_ORDER );
  if ( !stack.grid.crs().empty() )
    reference.SetFromUserInput( crsWkt( stack.grid.crs() ).c_str() );
  const bool isCsv = EQUAL( file.GetDriverName(), "CSV" );
  CPLStringList options;
  if ( isCsv )
    options.SetNameValue( "STRING_QUOTING", "IF_NEEDED" );
  OGRLayer *layer = file.CreateLayer( name.c_str(), isCsv || stack.grid.crs().empty() ? nullptr : &reference,
                                      isCsv ? wkbNone : wkbPoint, options.List() );
  const std::pair<const char *, OGRFieldType> fields[] = { { "cell", OFTInteger },    { "x", OFTReal },
                                                           { "y", OFTReal },          { "step", typeOfSteps( stack, isCsv ) },
                                                           { "category", OFTString }, { "count", OFTReal } };
  for ( const auto &[field, type] : fields )
  {
    OGRFieldDefn definition( field, type );
    if ( !layer || layer->CreateField( &definition ) != OGRERR_NONE )
      return nullptr;
  }
  return layer;
}

void setStep( OGRFeature &row, LocalTime start )
{
  using namespace std::chrono;
  const year_month_day date( floor<days>( start ) );
  const hh_mm_ss clock( start - floor<days>( start ) );
  if ( row.GetFieldDefnRef( Step )->GetType() == OFTString )
    row.SetField( Step, toIso8601( start ).c_str() );
  else
    row.SetField( Step, static_cast<int>( date.year() ), static_cast<int>( static_cast<unsigned>( date.month() ) ),
                  static_cast<int>( static_cast<unsigned>( date.day() ) ), static_cast<int>( clock.hours().count() ), 0 );
}

void writeRows( const HeatmapStack &stack, OGRLayer &layer, Feedback &feedback )
{
  for ( int step = 0; step < stack.stepCount(); ++step )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( static_cast<double>( step ) / stack.stepCount(), "Writing the table" );
    for ( int category = 0; category < stack.categoryCount(); ++category )
    {
      const std::span<const float> map = stack.map( step, category );
      for ( int cell = 0; cell < stack.cellCount(); ++cell )
      {
        if ( map[cell] == 0 )
          continue;
        OGRFeature row( layer.GetLayerDefn() );
        const auto [x, y] = stack.grid.centreOf( cell );
        row.SetField( Cell, cell );
        row.SetField( X, x );
        row.SetField( Y, y );
        setStep( row, stack.steps.start( step ) );
        row.SetField( Category, stack.categories[category].c_str() );
        row.SetField( Count, map[cell] );
        if ( layer.GetGeomType() != wkbNone )
          row.SetGeometryDirectly( new OGRPoint( x, y ) );
        if ( layer.CreateFeature( &row ) != OGRERR_NONE )
          return; // GDAL's messages say why
      }
    }
  }
}

} // namespace

void writeStackTable( const HeatmapStack &stack, OutputFile &output, Feedback &feedback )
{
  GDALDriver &driver = driverFor( output.path() );
  const GdalMessages messages;
  // The same counts make the same bytes: a GeoPackage would else hold the time of writing.
  const CPLConfigOptionSetter noClock( "OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z", false );
  GDALDatasetUniquePtr file( driver.Create( output.temporaryPath().c_str(), 0, 0, 0, GDT_Unknown, nullptr ) );
  const std::string name = std::filesystem::path( output.path() ).stem().string();
  OGRLayer *layer = file ? createLayer( *file, name, stack ) : nullptr;
  if ( layer )
  {
    const bool isTransaction = file->StartTransaction() == OGRERR_NONE;
    writeRows( stack, *layer, feedback );
    if ( isTransaction && file->CommitTransaction() != OGRERR_NONE )
      CPLError( CE_Failure, CPLE_FileIO, "The rows could not be written." );
  }
  file.reset(); // a full disk may show only here
  checkWritten( output.path(), messages, feedback );
  feedback.setProgress( 1, "Writing the table" );
}

} // namespace riskcast
