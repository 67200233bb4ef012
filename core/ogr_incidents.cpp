#include "ogr_incidents.h"

#include "csv_rows.h"
#include "error.h"
#include "feature_rows.h"
#include "gdal_support.h"
#include "incident_spool.h"
#include "number_text.h"
#include "ogr_columns.h"
#include "ogr_push_down.h"
#include "ogr_source.h"
#include "sqlite_rows.h"

#include <cpl_string.h>
#include <ogrsf_frmts.h>

namespace riskcast
{

namespace
{

/// Of texts that are not in UTF-8, unless the user says another.
constexpr const char *usualEncoding = "CP1252";

std::string recoded( const std::string &text, const std::string &encoding )
{
  const std::unique_ptr<char, decltype( &VSIFree )> made( CPLRecode( text.c_str(), encoding.c_str(), CPL_ENC_UTF8 ), VSIFree );
  return made.get();
}

/// The fastest way to read the layer: only OGR knows how to filter, and all kinds of files.
std::unique_ptr<TableRows> openRows( const OgrSource &source, const OgrColumns &columns, const OgrIncidentOptions &options )
{
  if ( !options.where.empty() || options.asFeatures )
    return std::make_unique<FeatureRows>( source );
  if ( auto rows = SqliteRows::open( source, columns ) )
    return rows;
  if ( auto rows = CsvRows::open( source, columns ) )
    return rows;
  return std::make_unique<FeatureRows>( source );
}

/// Incidents of an OGR layer.
class OgrIncidentReader : public IncidentReader
{
public:
  OgrIncidentReader( OgrSource source, OgrColumns columns, const OgrIncidentOptions &options, Feedback &feedback )
      : mSource( std::move( source ) )
      , mColumns( std::move( columns ) )
      , mOptions( options )
      , mReader( mColumns, options.times, options.cells )
      , mRows( openRows( mSource, mColumns, options ) )
      , mFeedback( feedback )
      , mRowCount( rowsOf( mSource ) )
  {
  }

  bool nextRow( IncidentRow &row ) override;
  void rewind() override;
  void narrow( const ReadingBounds &bounds ) override;
  std::optional<TimeSpan> span() const override { return mKeptBack ? std::optional( mKeptBack->span ) : std::nullopt; }
  const std::string &crs() const override { return mColumns.crs; }
  std::string categoryField() const override;
  std::int64_t offsetsNotApplied() const override { return mReader.offsetsNotApplied(); }
  std::int64_t rowCount() const override { return mRowCount; }
  const std::string &source() const override { return mSource.name; }

private:
  void makeUtf8( std::string &text );

  OgrSource mSource;
  OgrColumns mColumns;
  OgrIncidentOptions mOptions;
  RowReader mReader;
  std::unique_ptr<TableRows> mRows; ///< of mSource
  Feedback &mFeedback;
  std::int64_t mRowCount;
  std::int64_t mRowsRead = 0;
  std::optional<KeptBack> mKeptBack;
  bool mHasWarnedOfEncoding = false;
};

bool OgrIncidentReader::nextRow( IncidentRow &row )
{
  if ( !mRows->next() )
  {
    mRowCount = mRowsRead;
    return false;
  }
  ++mRowsRead;
  mReader.read( *mRows, row );
  makeUtf8( row.incident.category );
  makeUtf8( row.id );
  makeUtf8( row.unreadableTime );
  return true;
}

void OgrIncidentReader::rewind()
{
  mRows->rewind();
  mRowsRead = 0;
  mLeftOut = mKeptBack ? mKeptBack->leftOut : LeftOut();
}

void OgrIncidentReader::narrow( const ReadingBounds &bounds )
{
  mKeptBack = keepBack( mSource, mColumns, mOptions, bounds );
  if ( !mKeptBack )
    return;
  mReader.setColumns( mColumns );
  mRows = openRows( mSource, mColumns, mOptions );
  mRowCount = mKeptBack->rows;
  mFeedback.info( "The database hands over the " + countText( mKeptBack->rows ) + " rows within the extent and period." );
  rewind();
}

std::string OgrIncidentReader::categoryField() const
{
  return mColumns.category < 0 ? "" : mSource.layer->GetLayerDefn()->GetFieldDefn( mColumns.category )->GetNameRef();
}

void OgrIncidentReader::makeUtf8( std::string &text )
{
  if ( text.empty() )
    return;
  if ( !mOptions.encoding.empty() )
  {
    text = recoded( text, mOptions.encoding );
    return;
  }
  if ( CPLIsUTF8( text.data(), static_cast<int>( text.size() ) ) )
    return;
  if ( !mHasWarnedOfEncoding )
    mFeedback.warning( "Texts of " + mSource.name + " are not in UTF-8. They are read as " + usualEncoding +
                       ", the encoding of Windows in Western Europe: name the encoding if names look wrong." );
  mHasWarnedOfEncoding = true;
  text = recoded( text, usualEncoding );
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
