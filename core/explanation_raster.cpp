#include "explanation_raster.h"

#include "error.h"
#include "metadata_items.h"
#include "number_text.h"
#include "raster_file.h"
#include "version.h"

#include <array>

namespace riskcast
{

namespace
{

constexpr const char *recentStepsItem = "RISKCAST_RECENT_STEPS";
constexpr const char *baseItem = "RISKCAST_BASE_LOG_ODDS";

/// The maps in the order of the bands, and what the bands are called.
template<class Explanation> auto mapsOf( Explanation &explanation )
{
  return std::array{ std::pair( "risk", &explanation.risk ), std::pair( "long-run rate", &explanation.longRun ),
                     std::pair( "season and weekday", &explanation.calendar ),
                     std::pair( "recent incidents nearby", &explanation.nearby ),
                     std::pair( "recent incidents here", &explanation.here ) };
}

} // namespace

void writeExplanation( const RiskExplanation &explanation, OutputFile &output, const std::vector<std::string> &creationOptions,
                       Feedback &feedback )
{
  const std::string start = toIso8601( explanation.start );
  std::vector<RasterBand> bands;
  for ( const auto &[name, map] : mapsOf( explanation ) )
    bands.push_back( { start + ", " + name, { { stepStartItem, start } }, *map } );
  writeRaster( output, explanation.grid, bands,
               { { contentItem, explanationContent },
                 { startItem, start },
                 { stepItem, toString( explanation.length ) },
                 { timeZoneItem, explanation.timeZone },
                 { modelItem, explanation.modelKind },
                 { stepsAheadItem, std::to_string( explanation.stepsAhead ) },
                 { recentStepsItem, std::to_string( explanation.recentSteps ) },
                 { baseItem, exactText( explanation.base ) },
                 { versionItem, version } },
               creationOptions, feedback );
}

RiskExplanation readExplanation( const std::string &path, Feedback &feedback )
{
  const Raster raster = readRaster( path, feedback );
  const auto item = [&]( const char *name ) { return metadataText( raster.metadata, name ); };
  const std::optional<LocalTime> start = parseTime( item( startItem ) );
  RiskExplanation explanation;
  const auto maps = mapsOf( explanation );
  const std::string notOurs = path + " is not an explanation. Choose one that \"Explain risk\" made.";
  if ( item( contentItem ) != explanationContent || !start || raster.bandCount() != static_cast<int>( maps.size() ) )
    throw Error( notOurs );
  try
  {
    explanation.start = *start;
    explanation.length = stepLengthFromString( item( stepItem ) );
    explanation.stepsAhead = std::stoi( item( stepsAheadItem ) );
    explanation.recentSteps = std::stoi( item( recentStepsItem ) );
    explanation.base = std::stod( item( baseItem ) );
  }
  catch ( const std::logic_error & ) // a number that is none
  {
    throw Error( notOurs );
  }
  explanation.grid = raster.grid;
  explanation.timeZone = item( timeZoneItem );
  explanation.modelKind = item( modelItem );
  auto values = raster.values.begin();
  for ( const auto &[name, map] : maps )
  {
    map->assign( values, values + raster.grid.cellCount() );
    values += raster.grid.cellCount();
  }
  return explanation;
}

} // namespace riskcast
