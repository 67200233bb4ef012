#include "stack_table.h"

#include "crs.h"
#include "vector_file.h"

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
  OGRSpatialReference reference = spatialReference( stack.grid.crs() );
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
  const std::string name = std::filesystem::path( output.path() ).stem().string();
  const auto write = [&]( GDALDataset &file )
  {
    if ( OGRLayer *layer = createLayer( file, name, stack ) )
      writeRows( stack, *layer, feedback );
  };
  writeVectorFile( output, write, feedback );
  feedback.setProgress( 1, "Writing the table" );
}

} // namespace riskcast
