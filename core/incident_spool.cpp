#include "incident_spool.h"

#include "error.h"

#include <cerrno>
#include <cstring>
#include <span>

namespace riskcast
{

namespace
{

/// What is there of an incident, besides a place and a time; most tables have nothing else.
enum Parts : unsigned char
{
  Category = 1, ///< its number
  Weight = 2,   ///< not 1
  End = 4,
};

constexpr size_t blockSize = 1 << 18;
constexpr size_t longestRow = 64;

[[noreturn]] void failToWrite()
{
  throw Error( "The temporary file for the incidents cannot be written (" + std::string( std::strerror( errno ) ) +
               "): make room in the folder for temporary files." );
}

} // namespace

IncidentSpool::IncidentSpool()
    : mFile( std::tmpfile() )
{
  if ( !mFile )
    failToWrite();
  std::setvbuf( mFile.get(), nullptr, _IONBF, 0 ); // it is read and written in blocks
}

template<class Value> void IncidentSpool::put( Value value )
{
  const auto bytes = std::as_bytes( std::span( &value, 1 ) );
  mUnwritten.insert( mUnwritten.end(), bytes.begin(), bytes.end() );
}

template<class Value> Value IncidentSpool::take()
{
  Value value;
  std::memcpy( &value, &mRead[mNext], sizeof value );
  mNext += sizeof value;
  return value;
}

void IncidentSpool::append( const Incident &incident )
{
  const bool hasCategory = !incident.category.empty();
  const bool hasWeight = incident.weight != 1;
  put( static_cast<unsigned char>( ( hasCategory ? Category : 0 ) | ( hasWeight ? Weight : 0 ) | ( incident.end ? End : 0 ) ) );
  put( incident.x );
  put( incident.y );
  put( incident.time );
  if ( hasCategory )
    put( numberOf( incident.category ) );
  if ( hasWeight )
    put( incident.weight );
  if ( incident.end )
    put( *incident.end );
  if ( mUnwritten.size() >= blockSize )
    write();
}

int IncidentSpool::numberOf( const std::string &category )
{
  const auto [known, isNew] = mCategoryNumbers.try_emplace( category, static_cast<int>( mCategories.size() ) );
  if ( isNew )
    mCategories.push_back( category );
  return known->second;
}

void IncidentSpool::write()
{
  if ( !mUnwritten.empty() && std::fwrite( mUnwritten.data(), mUnwritten.size(), 1, mFile.get() ) != 1 )
    failToWrite();
  mUnwritten.clear();
}

void IncidentSpool::rewind()
{
  write();
  if ( std::fseek( mFile.get(), 0, SEEK_SET ) != 0 )
    failToWrite();
  mRead.clear();
  mNext = 0;
}

bool IncidentSpool::next( Incident &incident )
{
  if ( mRead.size() - mNext < longestRow )
    readOn();
  if ( mNext == mRead.size() )
    return false;
  const auto parts = take<unsigned char>();
  incident.x = take<double>();
  incident.y = take<double>();
  incident.time = take<LocalTime>();
  if ( parts & Category )
    incident.category = mCategories[take<int>()];
  else
    incident.category.clear();
  incident.weight = parts & Weight ? take<double>() : 1;
  incident.end = parts & End ? std::optional( take<LocalTime>() ) : std::nullopt;
  return true;
}

/// Puts the file's next block behind what is left of the one before.
void IncidentSpool::readOn()
{
  mRead.erase( mRead.begin(), mRead.begin() + static_cast<std::ptrdiff_t>( mNext ) );
  mNext = 0;
  const size_t left = mRead.size();
  mRead.resize( left + blockSize );
  mRead.resize( left + std::fread( &mRead[left], 1, blockSize, mFile.get() ) );
  if ( std::ferror( mFile.get() ) )
    throw Error( "The temporary file of the incidents cannot be read again: start again." );
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
