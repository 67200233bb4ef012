#include "ogr_incidents.h"

#include "error.h"
#include "gdal_support.h"
#include "number_text.h"
#include "ogr_columns.h"
#include "ogr_source.h"
#include "ogr_values.h"

#include <ogrsf_frmts.h>

#include <cmath>
#include <unordered_map>

namespace riskcast
{

namespace
{

/// What is kept of an incident; the category by its number.
struct Row
{
  double x = 0;
  double y = 0;
  LocalTime time{};
  double weight = 1;
  int category = 0;
};

/// Rows read in one go, and those left out between them.
struct Batch
{
  std::vector<Row> rows;
  LeftOut leftOut;
};

/// Incidents of an OGR layer. What was read stays in memory, so that only the first pass asks OGR.
class OgrIncidentReader : public IncidentReader
{
public:
  OgrIncidentReader( OgrSource source, OgrColumns columns, const OgrIncidentOptions &options, Feedback &feedback )
      : mSource( std::move( source ) )
      , mColumns( std::move( columns ) )
      , mTimeFormat( options.timeFormat )
      , mFeedback( feedback )
      , mRowCount( mSource.layer->GetFeatureCount( false ) )
  {
  }

  bool next( Incident &incident ) override;
  void rewind() override;
  const std::string &crs() const override { return mColumns.crs; }
  const LeftOut &leftOut() const override { return mLeftOut; }
  std::int64_t rowCount() const override { return mRowCount; }
  const std::string &source() const override { return mSource.name; }

private:
  void readBatch();
  void finishReading();
  void readRow( const OGRFeature &feature, Batch &batch );
  bool readPosition( const OGRFeature &feature, Row &row ) const;
  std::optional<LocalTime> readTime( const OGRFeature &feature );
  std::optional<LocalTime> readDate( const OGRFeature &feature );
  std::optional<LocalTime> readText( const OGRFeature &feature );
  int categoryNumber( const char *category );

  OgrSource mSource;
  OgrColumns mColumns;
  std::string mTimeFormat;
  Feedback &mFeedback;
  std::int64_t mRowCount;

  std::vector<Batch> mBatches;
  bool mIsComplete = false; ///< all batches are there
  std::vector<std::string> mCategories = { "" };
  std::unordered_map<std::string, int> mCategoryNumbers = { { "", 0 } };
  std::int64_t mTimesWithOffset = 0;

  size_t mBatch = 0; ///< of the next incident
  size_t mRow = 0;   ///< of the next incident, in its batch
  LeftOut mLeftOut;
};

bool OgrIncidentReader::next( Incident &incident )
{
  while ( mBatch == mBatches.size() || mRow == mBatches[mBatch].rows.size() )
  {
    if ( mBatch < mBatches.size() )
    {
      mLeftOut += mBatches[mBatch++].leftOut;
      mRow = 0;
    }
    else if ( !mIsComplete )
    {
      readBatch();
    }
    else
    {
      return false;
    }
  }
  const Row &row = mBatches[mBatch].rows[mRow++];
  incident.x = row.x;
  incident.y = row.y;
  incident.time = row.time;
  incident.weight = row.weight;
  incident.category = mCategories[row.category];
  return true;
}

void OgrIncidentReader::rewind()
{
  mBatch = 0;
  mRow = 0;
  mLeftOut = {};
}

void OgrIncidentReader::readBatch()
{
  constexpr int most = 10000;
  const GdalMessages messages;
  Batch batch;
  int rows = 0;
  for ( ; rows < most; ++rows )
  {
    const OGRFeatureUniquePtr feature( mSource.layer->GetNextFeature() );
    if ( !feature )
      break;
    readRow( *feature, batch );
  }
  if ( !messages.failure().empty() )
    throw Error( mSource.name + " cannot be read to its end: " + messages.failure() );
  mBatches.push_back( std::move( batch ) );
  if ( rows < most )
    finishReading();
}

void OgrIncidentReader::finishReading()
{
  mIsComplete = true;
  mRowCount = 0;
  for ( const Batch &batch : mBatches )
    mRowCount += static_cast<std::int64_t>( batch.rows.size() ) + batch.leftOut.total();
  if ( mTimesWithOffset > 0 )
    mFeedback.info( countText( mTimesWithOffset ) + " times carry an offset from UTC (such as Z or +05:30). It is not applied: " +
                    "the clock time is used as it is written." );
}

void OgrIncidentReader::readRow( const OGRFeature &feature, Batch &batch )
{
  Row row;
  if ( !readPosition( feature, row ) )
    return batch.leftOut.add( LeftOutReason::WithoutCoordinates );
  if ( isBlank( feature, mColumns.time ) )
    return batch.leftOut.add( LeftOutReason::WithoutTime );
  const std::optional<LocalTime> time = readTime( feature );
  if ( !time )
    return batch.leftOut.add( LeftOutReason::UnreadableTime );
  row.time = *time;
  if ( mColumns.weight >= 0 )
    row.weight = number( feature, mColumns.weight );
  if ( mColumns.category >= 0 )
    row.category = categoryNumber( feature.GetFieldAsString( mColumns.category ) );
  batch.rows.push_back( row );
}

bool OgrIncidentReader::readPosition( const OGRFeature &feature, Row &row ) const
{
  if ( mColumns.hasGeometry() )
  {
    const OGRPoint *point = pointOf( feature );
    if ( !point )
      return false;
    row.x = point->getX();
    row.y = point->getY();
  }
  else
  {
    row.x = number( feature, mColumns.x );
    row.y = number( feature, mColumns.y );
  }
  return std::isfinite( row.x ) && std::isfinite( row.y );
}

std::optional<LocalTime> OgrIncidentReader::readTime( const OGRFeature &feature )
{
  const OGRFieldType type = feature.GetFieldDefnRef( mColumns.time )->GetType();
  return type == OFTDate || type == OFTDateTime ? readDate( feature ) : readText( feature );
}

std::optional<LocalTime> OgrIncidentReader::readDate( const OGRFeature &feature )
{
  constexpr int localTime = 1; // OGR's zone flags: 0 unknown, 1 local, above: an offset
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  if ( !feature.GetFieldAsDateTime( mColumns.time, &year, &month, &day, &hour, &minute, &second, &zone ) )
    return std::nullopt;
  mTimesWithOffset += zone > localTime ? 1 : 0;
  return timeFromParts( year, month, day, hour, minute, static_cast<int>( second ) );
}

std::optional<LocalTime> OgrIncidentReader::readText( const OGRFeature &feature )
{
  const std::string_view text = trimmed( feature.GetFieldAsString( mColumns.time ) );
  const std::optional<LocalTime> time = parseTime( text, mTimeFormat );
  mTimesWithOffset += time && mTimeFormat.empty() && hasUtcOffset( text ) ? 1 : 0;
  return time;
}

int OgrIncidentReader::categoryNumber( const char *category )
{
  const auto [found, isNew] = mCategoryNumbers.try_emplace( category, static_cast<int>( mCategories.size() ) );
  if ( isNew )
    mCategories.emplace_back( category );
  return found->second;
}

} // namespace

std::unique_ptr<IncidentReader> openIncidents( const std::string &source, const OgrIncidentOptions &options, Feedback &feedback )
{
  const GdalMessages messages;
  OgrSource opened = openOgrSource( source, options );
  OgrColumns columns = findColumns( *opened.layer, options, feedback );
  if ( options.where.empty() ) // a filter may need any field
    ignoreOtherFields( *opened.layer, columns );
  return std::make_unique<OgrIncidentReader>( std::move( opened ), std::move( columns ), options, feedback );
}

std::unique_ptr<IncidentReader> openIncidents( const std::string &source, const OgrIncidentOptions &options )
{
  static Feedback silent;
  return openIncidents( source, options, silent );
}

} // namespace riskcast
