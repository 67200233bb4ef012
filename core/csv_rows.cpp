#include "csv_rows.h"

#include "error.h"
#include "gdal_support.h"
#include "number_text.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <optional>

namespace riskcast
{

namespace
{

constexpr size_t chunkSize = 1 << 18;

/// A parser that leaves out blanks at the ends of texts.
void start( csv_parser &parser, char delimiter )
{
  csv_init( &parser, 0 );
  csv_set_delim( &parser, static_cast<unsigned char>( delimiter ) );
}

/// With the types of a .csvt file beside the table, OGR knows dates that are written in other ways.
bool areTexts( OGRFeatureDefn &definition, IncidentColumns columns )
{
  return std::ranges::all_of( columns.fields(), [&definition]( const int *field )
                              { return *field < 0 || definition.GetFieldDefn( *field )->GetType() == OFTString; } );
}

/// The texts of the first line that is not empty.
std::vector<std::string> firstLine( std::string_view beginning, char delimiter )
{
  struct Line
  {
    std::vector<std::string> texts;
    bool isWhole = false;
  } line;
  const auto addField = []( void *text, size_t length, void *data )
  {
    Line &read = *static_cast<Line *>( data );
    if ( !read.isWhole )
      read.texts.emplace_back( static_cast<const char *>( text ), length );
  };
  const auto endLine = []( int, void *data ) { static_cast<Line *>( data )->isWhole = true; };
  csv_parser parser;
  start( parser, delimiter );
  csv_parse( &parser, beginning.data(), beginning.size(), addField, endLine, &line );
  csv_fini( &parser, addField, endLine, &line );
  csv_free( &parser );
  return line.texts;
}

/// OGR gives a name to fields that have none.
bool areFieldNames( const std::vector<std::string> &texts, OGRFeatureDefn &definition )
{
  bool areSame = static_cast<int>( texts.size() ) == definition.GetFieldCount();
  for ( int i = 0; areSame && i < definition.GetFieldCount(); ++i )
    areSame = texts[i].empty() || trimmed( texts[i] ) == trimmed( definition.GetFieldDefn( i )->GetNameRef() );
  return areSame;
}

/// The character that parts the first line into the names that the fields have for OGR; nothing if none does.
std::optional<char> delimiterOf( VSILFILE &file, OGRFeatureDefn &definition )
{
  constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
  std::string beginning( chunkSize, '\0' );
  beginning.resize( VSIFReadL( beginning.data(), 1, beginning.size(), &file ) );
  const size_t first = beginning.starts_with( byteOrderMark ) ? byteOrderMark.size() : 0;
  for ( const char delimiter : { ',', ';', '\t', '|' } )
  {
    if ( areFieldNames( firstLine( std::string_view( beginning ).substr( first ), delimiter ), definition ) )
      return delimiter;
  }
  return std::nullopt;
}

} // namespace

std::unique_ptr<CsvRows> CsvRows::open( const OgrSource &source, IncidentColumns columns )
{
  OGRFeatureDefn &definition = *source.layer->GetLayerDefn();
  if ( !EQUAL( source.dataset->GetDriverName(), "CSV" ) || columns.hasGeometry() || !areTexts( definition, columns ) )
    return nullptr;
  std::unique_ptr<CsvRows> rows( new CsvRows );
  rows->mSource = source.name;
  rows->mFile.reset( VSIFOpenL( source.dataset->GetDescription(), "rb" ) );
  const std::optional<char> delimiter = rows->mFile ? delimiterOf( *rows->mFile, definition ) : std::nullopt;
  if ( !delimiter )
    return nullptr;
  rows->mDelimiter = *delimiter;
  rows->mSlots.assign( static_cast<size_t>( definition.GetFieldCount() ), -1 );
  for ( const int *field : columns.fields() )
  {
    if ( *field >= 0 && rows->mSlots[*field] < 0 )
      rows->mSlots[*field] = static_cast<int>( rows->mSlotCount++ );
  }
  rows->rewind();
  return rows;
}

void CsvRows::rewind()
{
  mParser.reset( new csv_parser );
  start( *mParser, mDelimiter );
  if ( VSIFSeekL( mFile.get(), 0, SEEK_SET ) != 0 )
    throw Error( mSource + " cannot be read again from its start: start again." );
  mIsHeader = true;
  mField = 0;
  mRowsRead = 0;
  mTexts.clear();
  mPlaces.assign( mSlotCount, {} );
  mRowCount = mNext = 0;
}

bool CsvRows::next()
{
  if ( mNext == mRowCount && !fetch() )
    return false;
  ++mNext;
  return true;
}

/// Reads on until there is another row.
bool CsvRows::fetch()
{
  if ( !mParser )
    return false; // the end was there before
  keepUnfinishedRow();
  while ( mRowCount == 0 )
  {
    read();
    if ( mRead.empty() )
    {
      finish();
      return mRowCount > 0;
    }
    parse( mRead );
  }
  return true;
}

void CsvRows::read()
{
  const GdalMessages messages;
  mRead.resize( chunkSize );
  mRead.resize( VSIFReadL( mRead.data(), 1, mRead.size(), mFile.get() ) );
  if ( !messages.failure().empty() )
    throw Error( mSource + " cannot be read to its end: " + messages.failure() );
}

void CsvRows::keepUnfinishedRow()
{
  std::string texts;
  std::vector<Place> places;
  for ( size_t slot = 0; slot < mSlotCount; ++slot )
  {
    const Place place = mPlaces[mRowCount * mSlotCount + slot];
    places.push_back( { texts.size(), place.length } );
    texts.append( mTexts, place.start, place.length );
  }
  mTexts = std::move( texts );
  mPlaces = std::move( places );
  mRowCount = mNext = 0;
}

void CsvRows::onField( void *text, size_t length, void *rows )
{
  static_cast<CsvRows *>( rows )->addField( { static_cast<const char *>( text ), length } );
}

void CsvRows::onRow( int, void *rows )
{
  static_cast<CsvRows *>( rows )->addRow();
}

void CsvRows::parse( std::string_view text )
{
  constexpr size_t longestField = 10'000'000;
  const size_t parsed = csv_parse( mParser.get(), text.data(), text.size(), onField, onRow, this );
  if ( parsed < text.size() )
    throw Error( mSource + " cannot be read to its end: " + csv_strerror( csv_error( mParser.get() ) ) + "." );
  if ( mParser->entry_pos > longestField )
    failUnclosed();
}

/// The last row may lack the end of its line.
void CsvRows::finish()
{
  csv_set_opts( mParser.get(), CSV_STRICT | CSV_STRICT_FINI );
  if ( csv_fini( mParser.get(), onField, onRow, this ) != 0 )
    failUnclosed();
  mParser.reset();
}

void CsvRows::failUnclosed() const
{
  throw Error( "A quotation mark in row " + countText( mRowsRead + 1 ) + " of " + mSource +
               " is never closed, so that it would swallow all rows from there on: close or remove it." );
}

void CsvRows::addField( std::string_view text )
{
  const int slot = mIsHeader || mField >= mSlots.size() ? -1 : mSlots[mField];
  ++mField;
  if ( slot < 0 )
    return;
  mPlaces[mRowCount * mSlotCount + static_cast<size_t>( slot )] = { mTexts.size(), text.size() };
  mTexts.append( text );
}

void CsvRows::addRow()
{
  mField = 0;
  if ( mIsHeader )
  {
    mIsHeader = false;
    return;
  }
  ++mRowsRead;
  ++mRowCount;
  mPlaces.resize( ( mRowCount + 1 ) * mSlotCount );
}

FieldValue CsvRows::value( int field )
{
  const Place place = mPlaces[( mNext - 1 ) * mSlotCount + static_cast<size_t>( mSlots[field] )];
  return std::string_view( mTexts ).substr( place.start, place.length );
}

} // namespace riskcast
