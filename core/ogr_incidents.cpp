#include "ogr_incidents.h"

#include "error.h"
#include "gdal_support.h"
#include "incident_spool.h"
#include "number_text.h"
#include "ogr_columns.h"
#include "ogr_push_down.h"
#include "ogr_source.h"
#include "ogr_values.h"

#include <cpl_string.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cmath>

namespace riskcast
{

namespace
{

/// Of texts that are not in UTF-8, unless the user says another.
constexpr const char *usualEncoding = "CP1252";

std::string recoded( const char *text, const std::string &encoding )
{
  const std::unique_ptr<char, decltype( &VSIFree )> made( CPLRecode( text, encoding.c_str(), CPL_ENC_UTF8 ), VSIFree );
  return made.get();
}

/// Incidents of an OGR layer, row by row.
class OgrIncidentReader : public IncidentReader
{
public:
  OgrIncidentReader( OgrSource source, OgrColumns columns, const OgrIncidentOptions &options, Feedback &feedback )
      : mSource( std::move( source ) )
      , mColumns( std::move( columns ) )
      , mOptions( options )
      , mTimes( options.times )
      , mFeedback( feedback )
      , mRowCount( rowsOf( mSource ) )
  {
  }

  bool nextRow( IncidentRow &row ) override;
  void rewind() override;
  void narrow( const ReadingBounds &bounds ) override;
  std::optional<TimeSpan> span() const override { return mKeptBack ? std::optional( mKeptBack->span ) : std::nullopt; }
  const std::string &crs() const override { return mColumns.crs; }
  std::int64_t offsetsNotApplied() const override { return mTimes.offsetsNotApplied(); }
  std::int64_t rowCount() const override { return mRowCount; }
  const std::string &source() const override { return mSource.name; }

private:
  bool fetch();
  void readPosition( const OGRFeature &feature, Incident &incident ) const;
  void readCell( const OGRFeature &feature, Incident &incident ) const;
  void readTimes( const OGRFeature &feature, IncidentRow &row );
  std::optional<LocalTime> readTime( const OGRFeature &feature, int index );
  std::optional<LocalTime> readEnd( const OGRFeature &feature );
  std::string readText( const OGRFeature &feature, int index );

  OgrSource mSource;
  OgrColumns mColumns;
  OgrIncidentOptions mOptions;
  TimeReader mTimes;
  Feedback &mFeedback;
  std::int64_t mRowCount;
  std::int64_t mRowsRead = 0;
  std::optional<KeptBack> mKeptBack;
  bool mHasWarnedOfEncoding = false;
  std::vector<OGRFeatureUniquePtr> mFetched;
  size_t mNext = 0; ///< of those fetched
};

/// Many rows in one go, so that what OGR complains about need not be listened to row by row.
bool OgrIncidentReader::fetch()
{
  constexpr size_t most = 1000;
  const GdalMessages messages;
  mFetched.clear();
  mNext = 0;
  while ( mFetched.size() < most )
  {
    OGRFeatureUniquePtr feature( mSource.layer->GetNextFeature() );
    if ( !feature )
      break;
    mFetched.push_back( std::move( feature ) );
  }
  if ( !messages.failure().empty() )
    throw Error( mSource.name + " cannot be read to its end: " + messages.failure() );
  mRowsRead += static_cast<std::int64_t>( mFetched.size() );
  return !mFetched.empty();
}

bool OgrIncidentReader::nextRow( IncidentRow &row )
{
  if ( mNext == mFetched.size() && !fetch() )
  {
    mRowCount = mRowsRead;
    return false;
  }
  const OGRFeature *feature = mFetched[mNext++].get();
  const std::int64_t offsetsBefore = mTimes.offsetsNotApplied();
  row.problem.reset();
  readPosition( *feature, row.incident );
  if ( !std::isfinite( row.incident.x ) || !std::isfinite( row.incident.y ) )
    row.problem = LeftOutReason::WithoutCoordinates;
  readTimes( *feature, row );
  row.hasOffset = mTimes.offsetsNotApplied() > offsetsBefore;
  row.incident.weight = mColumns.weight >= 0 ? number( *feature, mColumns.weight ) : 1;
  row.incident.category = readText( *feature, mColumns.category );
  row.id = readText( *feature, mColumns.id );
  return true;
}

void OgrIncidentReader::rewind()
{
  mSource.layer->ResetReading();
  mFetched.clear();
  mNext = 0;
  mRowsRead = 0;
  mLeftOut = mKeptBack ? mKeptBack->leftOut : LeftOut();
}

void OgrIncidentReader::narrow( const ReadingBounds &bounds )
{
  mKeptBack = keepBack( mSource, mColumns, mOptions, bounds );
  if ( !mKeptBack )
    return;
  mRowCount = mKeptBack->rows;
  mFeedback.info( "The database hands over the " + countText( mKeptBack->rows ) + " rows within the extent and period." );
  rewind();
}

void OgrIncidentReader::readPosition( const OGRFeature &feature, Incident &incident ) const
{
  if ( mColumns.cell >= 0 )
    return readCell( feature, incident );
  if ( !mColumns.hasGeometry() )
  {
    incident.x = number( feature, mColumns.x );
    incident.y = number( feature, mColumns.y );
    return;
  }
  const OGRPoint *point = pointOf( feature );
  incident.x = point ? point->getX() : std::nan( "" );
  incident.y = point ? point->getY() : std::nan( "" );
}

/// The centre of the cell; no place if the grid has no such cell.
void OgrIncidentReader::readCell( const OGRFeature &feature, Incident &incident ) const
{
  const double cell = number( feature, mColumns.cell );
  const bool isCell = cell >= 0 && cell < mOptions.cells.cellCount() && cell == std::floor( cell );
  const std::array<double, 2> nowhere = { std::nan( "" ), std::nan( "" ) };
  const std::array<double, 2> place = isCell ? mOptions.cells.centreOf( static_cast<int>( cell ) ) : nowhere;
  incident.x = place[0];
  incident.y = place[1];
}

void OgrIncidentReader::readTimes( const OGRFeature &feature, IncidentRow &row )
{
  // The first problem is the one that counts.
  const auto leaveOut = [&row]( LeftOutReason reason ) { row.problem = row.problem.value_or( reason ); };
  row.incident.end.reset();
  row.unreadableTime.clear();
  if ( isBlank( feature, mColumns.time ) )
    return leaveOut( LeftOutReason::WithoutTime );
  const std::optional<LocalTime> time = readTime( feature, mColumns.time );
  if ( !time )
  {
    row.unreadableTime = feature.GetFieldAsString( mColumns.time );
    return leaveOut( LeftOutReason::UnreadableTime );
  }
  row.incident.time = *time;
  if ( mColumns.end < 0 || isBlank( feature, mColumns.end ) )
    return;
  const std::optional<LocalTime> end = readEnd( feature );
  if ( !end )
  {
    row.unreadableTime = feature.GetFieldAsString( mColumns.end );
    return leaveOut( LeftOutReason::UnreadableTime );
  }
  if ( !mTimes.setInterval( row.incident, *end ) )
    leaveOut( LeftOutReason::EndBeforeStart );
}

std::optional<LocalTime> OgrIncidentReader::readEnd( const OGRFeature &feature )
{
  if ( !isDate( *feature.GetFieldDefnRef( mColumns.end ) ) )
    return mTimes.readEnd( trimmed( feature.GetFieldAsString( mColumns.end ) ) );
  const std::optional<WrittenTime> written = writtenDate( feature, mColumns.end );
  return written ? std::optional( mTimes.read( WrittenTime{ written->end, written->offset } ) ) : std::nullopt;
}

std::optional<LocalTime> OgrIncidentReader::readTime( const OGRFeature &feature, int index )
{
  const bool hasClock = index == mColumns.time && mColumns.clock >= 0 && !isBlank( feature, mColumns.clock );
  const std::string_view clock = hasClock ? trimmed( feature.GetFieldAsString( mColumns.clock ) ) : std::string_view();
  if ( !isDate( *feature.GetFieldDefnRef( index ) ) )
  {
    const std::string clockText( clock ); // OGR writes numbers into the same buffer
    return mTimes.read( trimmed( feature.GetFieldAsString( index ) ), clockText );
  }
  const std::optional<WrittenTime> written = writtenDate( feature, index );
  if ( !written )
    return std::nullopt;
  return hasClock ? mTimes.read( toIso8601( written->time ), clock ) : mTimes.read( *written );
}

std::string OgrIncidentReader::readText( const OGRFeature &feature, int index )
{
  if ( index < 0 )
    return {};
  const char *text = feature.GetFieldAsString( index );
  if ( !mOptions.encoding.empty() )
    return recoded( text, mOptions.encoding );
  if ( CPLIsUTF8( text, -1 ) )
    return text;
  if ( !mHasWarnedOfEncoding )
    mFeedback.warning( "Texts of " + mSource.name + " are not in UTF-8. They are read as " + usualEncoding +
                       ", the encoding of Windows in Western Europe: name the encoding if names look wrong." );
  mHasWarnedOfEncoding = true;
  return recoded( text, usualEncoding );
}

/// \throws Error if iconv does not know the encoding
void checkEncoding( const std::string &encoding )
{
  const GdalMessages messages;
  recoded( "x", encoding );
  if ( !messages.warnings().empty() || !messages.failure().empty() )
    throw Error( "The encoding \"" + encoding + "\" is not known: name one as iconv does, for example ISO-8859-1." );
}

} // namespace

std::unique_ptr<IncidentReader> openIncidents( const std::string &source, const OgrIncidentOptions &options, Feedback &feedback )
{
  const GdalMessages messages;
  if ( !options.encoding.empty() )
    checkEncoding( options.encoding );
  OgrSource opened = openOgrSource( source, options );
  OgrColumns columns = findColumns( *opened.layer, options, feedback );
  if ( isPostgres( opened ) )
    selectColumns( opened, columns, options );
  else if ( options.where.empty() ) // a filter may need any field
    ignoreOtherFields( *opened.layer, columns );
  return std::make_unique<SpooledIncidentReader>(
      std::make_unique<OgrIncidentReader>( std::move( opened ), std::move( columns ), options, feedback ) );
}

} // namespace riskcast
