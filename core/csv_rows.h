#pragma once

#include "ogr_source.h"
#include "row_reader.h"
#include "table_rows.h"

#include <cpl_vsi.h>
#include <csv.h>

#include <memory>
#include <string>
#include <vector>

namespace riskcast
{

/// Rows of a CSV, read with libcsv: OGR makes a feature of each line and a text of each of its fields, which takes several times
/// as long. OGR has the first say all the same, on what is a CSV and on the names of its fields.
class CsvRows : public TableRows
{
public:
  /// \param columns  those that are wanted, in the layer's own numbering
  /// \return null if the layer is not of a CSV file, if its first line does not hold the names of the fields, or if OGR
  ///         takes those that are wanted for something else than texts
  static std::unique_ptr<CsvRows> open( const OgrSource &source, IncidentColumns columns );

  bool next() override;
  void rewind() override;
  FieldValue value( int field ) override;
  std::optional<std::array<double, 2>> point() override { return std::nullopt; }

private:
  struct Close
  {
    void operator()( VSILFILE *file ) const { VSIFCloseL( file ); }
  };

  struct Free
  {
    void operator()( csv_parser *parser ) const
    {
      csv_free( parser );
      delete parser;
    }
  };

  /// Where a text lies among those of the chunk.
  struct Place
  {
    size_t start = 0;
    size_t length = 0;
  };

  bool fetch();
  void read();
  void keepUnfinishedRow();
  void parse( std::string_view text );
  void finish();
  [[noreturn]] void failUnclosed() const;
  static void onField( void *text, size_t length, void *rows );
  static void onRow( int end, void *rows );
  void addField( std::string_view text );
  void addRow();

  std::string mSource;
  std::unique_ptr<VSILFILE, Close> mFile;
  char mDelimiter = ',';
  std::unique_ptr<csv_parser, Free> mParser;
  std::vector<int> mSlots; ///< of a field, among those that are wanted; -1: not wanted
  size_t mSlotCount = 0;

  bool mIsHeader = true; ///< of the line that is being parsed
  size_t mField = 0;     ///< of that line
  std::int64_t mRowsRead = 0;

  // The rows of the last chunk
  std::string mRead;
  std::string mTexts;
  std::vector<Place> mPlaces; ///< row by row, at last of the one that is unfinished
  size_t mRowCount = 0;       ///< finished
  size_t mNext = 0;
};

} // namespace riskcast
