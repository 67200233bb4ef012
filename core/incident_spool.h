#pragma once

#include "incidents.h"

#include <cstddef>
#include <cstdio>
#include <memory>
#include <unordered_map>
#include <vector>

namespace riskcast
{

/// Incidents in a temporary file that has no name and is gone with the program: reading them a second time costs neither memory
/// nor a second pass over the source.
class IncidentSpool
{
public:
  /// \throws Error if there is no room for a temporary file
  IncidentSpool();

  /// \throws Error if the disk is full
  void append( const Incident &incident );

  /// Before the first one; nothing is appended from here on.
  void rewind();

  /// \return false at the end
  bool next( Incident &incident );

private:
  struct Close
  {
    void operator()( std::FILE *file ) const { std::fclose( file ); }
  };

  template<class Value> void put( Value value );
  template<class Value> Value take();
  int numberOf( const std::string &category );
  void write();
  void readOn();

  std::unique_ptr<std::FILE, Close> mFile;
  std::vector<std::byte> mUnwritten;
  std::vector<std::byte> mRead;
  size_t mNext = 0; ///< byte of those read
  std::vector<std::string> mCategories;
  std::unordered_map<std::string, int> mCategoryNumbers;
};

/// Another reader, read from its source once and from a spool from then on.
class SpooledIncidentReader : public IncidentReader
{
public:
  explicit SpooledIncidentReader( std::unique_ptr<IncidentReader> source );

  bool nextRow( IncidentRow &row ) override { return mSource->nextRow( row ); }
  bool next( Incident &incident, const std::function<void()> &onRow = {} ) override;
  void rewind() override;
  void narrow( const ReadingBounds &bounds ) override { mSource->narrow( bounds ); }
  std::optional<TimeSpan> span() const override { return mSource->span(); }
  const std::string &crs() const override { return mSource->crs(); }
  std::string categoryField() const override { return mSource->categoryField(); }
  std::int64_t offsetsNotApplied() const override { return mSource->offsetsNotApplied(); }
  std::int64_t rowCount() const override { return mSource->rowCount(); }
  const std::string &source() const override { return mSource->source(); }

private:
  std::unique_ptr<IncidentReader> mSource;
  std::unique_ptr<IncidentSpool> mSpool;
  bool mIsComplete = false; ///< the spool holds all incidents
};

} // namespace riskcast
