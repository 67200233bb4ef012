#pragma once

#include "enum_names.h"
#include "feedback.h"
#include "grid.h"
#include "local_time.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace riskcast
{

/// A point with a time.
struct Incident
{
  double x = 0;
  double y = 0;
  LocalTime time{};
  std::string category; ///< empty if the source has none or none was asked for
  double weight = 1;
};

/// Why a row was not counted.
enum class LeftOutReason
{
  WithoutCoordinates, ///< no geometry, or coordinates that are missing or not finite
  NotTransformable,   ///< a position that PROJ cannot put into the grid's CRS
  WithoutTime,
  UnreadableTime,
  OutsideExtent,
  OutsidePeriod,
  UnwantedCategory,
};
template<> const std::vector<std::string> &enumNames<LeftOutReason>(); ///< as in "300 without a time"

/// Rows that were not counted, by reason.
class LeftOut
{
public:
  void add( LeftOutReason reason, std::int64_t rows = 1 ) { mRows[static_cast<size_t>( reason )] += rows; }
  std::int64_t count( LeftOutReason reason ) const { return mRows[static_cast<size_t>( reason )]; }
  std::int64_t total() const;
  LeftOut &operator+=( const LeftOut &other );

  /// "300 without a time, 12 outside the extent"; empty if nothing was left out.
  std::string toString() const;

  /// Rows by the name of their reason, for files; reasons without a row are missing.
  std::map<std::string, std::int64_t> byReason() const;

  /// \throws Error if a name is none of a reason, or if a number is negative
  static LeftOut fromReasons( const std::map<std::string, std::int64_t> &rows );

  bool operator==( const LeftOut & ) const = default;

private:
  std::array<std::int64_t, 7> mRows{};
};

/// The one way incidents enter: a stream of rows that can be read again from the start. OGR sources (OgrIncidentReader),
/// QGIS feature sources and tables in memory implement it.
class IncidentReader
{
public:
  virtual ~IncidentReader() = default;

  /// The next row that has a place and a time. Rows without are counted in leftOut().
  /// \return false at the end; \a incident is then unchanged
  /// \throws Error if the source breaks off
  virtual bool next( Incident &incident ) = 0;

  /// Starts again before the first row, and empties leftOut().
  virtual void rewind() = 0;

  virtual const std::string &crs() const = 0;

  /// Rows left out since the last rewind().
  virtual const LeftOut &leftOut() const = 0;

  /// Number of rows of the source, for progress; -1 if only reading would tell.
  virtual std::int64_t rowCount() const = 0;

  /// Name of the source for messages and metadata.
  virtual const std::string &source() const = 0;
};

/// Reads all incidents from the start, with progress (where the number of rows is known) and a way out.
/// \param what   what is being done, for the progress
/// \param visit  may change the incident that it gets
/// \throws Canceled, and what visit() throws
void forEachIncident( IncidentReader &incidents, const std::string &what, Feedback &feedback,
                      const std::function<void( Incident & )> &visit );

/// Incidents in memory.
class TableIncidentReader : public IncidentReader
{
public:
  TableIncidentReader( std::vector<Incident> incidents, std::string crs, std::string source = "table" );

  bool next( Incident &incident ) override;
  void rewind() override;
  const std::string &crs() const override { return mCrs; }
  const LeftOut &leftOut() const override { return mLeftOut; }
  std::int64_t rowCount() const override { return static_cast<std::int64_t>( mIncidents.size() ); }
  const std::string &source() const override { return mSource; }

private:
  std::vector<Incident> mIncidents;
  std::string mCrs;
  std::string mSource;
  LeftOut mLeftOut;
  size_t mNext = 0;
};

} // namespace riskcast
