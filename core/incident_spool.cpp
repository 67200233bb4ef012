#include "incident_spool.h"

#include "error.h"

#include <cerrno>
#include <cstring>

namespace riskcast
{

namespace
{

/// An incident as it lies in the file; the category by its number.
struct Row
{
  double x;
  double y;
  std::int64_t time;
  std::int64_t end; ///< as `time` where there is none
  double weight;
  std::int32_t category;
  std::int32_t hasEnd;
};

} // namespace

IncidentSpool::IncidentSpool()
    : mFile( std::tmpfile() )
{
  if ( !mFile )
    failToWrite();
}

void IncidentSpool::failToWrite()
{
  throw Error( "The temporary file for the incidents cannot be written (" + std::string( std::strerror( errno ) ) +
               "): make room in the folder for temporary files." );
}

void IncidentSpool::append( const Incident &incident )
{
  const auto [category, isNew] = mCategoryNumbers.try_emplace( incident.category, static_cast<int>( mCategories.size() ) );
  if ( isNew )
    mCategories.push_back( incident.category );
  const LocalTime end = incident.end.value_or( incident.time );
  const Row row{ .x = incident.x,
                 .y = incident.y,
                 .time = incident.time.time_since_epoch().count(),
                 .end = end.time_since_epoch().count(),
                 .weight = incident.weight,
                 .category = category->second,
                 .hasEnd = incident.end ? 1 : 0 };
  if ( std::fwrite( &row, sizeof row, 1, mFile.get() ) != 1 )
    failToWrite();
}

void IncidentSpool::rewind()
{
  if ( std::fseek( mFile.get(), 0, SEEK_SET ) != 0 ) // writes what is still in the buffer
    failToWrite();
}

bool IncidentSpool::next( Incident &incident )
{
  Row row;
  if ( std::fread( &row, sizeof row, 1, mFile.get() ) != 1 )
  {
    if ( std::ferror( mFile.get() ) )
      throw Error( "The temporary file of the incidents cannot be read again: start again." );
    return false;
  }
  incident.x = row.x;
  incident.y = row.y;
  incident.time = LocalTime( std::chrono::seconds( row.time ) );
  incident.end.reset();
  if ( row.hasEnd )
    incident.end = LocalTime( std::chrono::seconds( row.end ) );
  incident.weight = row.weight;
  incident.category = mCategories[row.category];
  return true;
}

SpooledIncidentReader::SpooledIncidentReader( std::unique_ptr<IncidentReader> source )
    : mSource( std::move( source ) )
    , mSpool( std::make_unique<IncidentSpool>() )
{
}

bool SpooledIncidentReader::next( Incident &incident, const std::function<void()> &onRow )
{
  if ( mIsComplete )
  {
    if ( mSpool->next( incident ) )
    {
      if ( onRow )
        onRow();
      return true;
    }
  }
  else if ( mSource->next( incident, onRow ) )
  {
    mSpool->append( incident );
    return true;
  }
  mIsComplete = true;
  mLeftOut = mSource->leftOut();
  return false;
}

void SpooledIncidentReader::rewind()
{
  mLeftOut = {};
  if ( mIsComplete )
    return mSpool->rewind();
  mSource->rewind();
  mSpool = std::make_unique<IncidentSpool>();
}

} // namespace riskcast
