#pragma once

#include "enum_names.h"
#include "feedback.h"
#include "grid.h"
#include "local_time.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
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
  std::optional<LocalTime> end{}; ///< it happened at some time from `time` on and before this; nothing: at `time`
};

/// Why a row was not counted.
enum class LeftOutReason
{
  WithoutCoordinates, ///< no geometry, or coordinates that are missing or not finite
  NotTransformable,   ///< a position that PROJ cannot put into the grid's CRS
  WithoutTime,
  UnreadableTime,
  EndBeforeStart, ///< of the interval in which it happened
  OutsideExtent,
  OutsidePeriod,
  OutsideStudyArea,
  UnwantedCategory,
};
inline constexpr size_t leftOutReasonCount = static_cast<size_t>( LeftOutReason::UnwantedCategory ) + 1;
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
  std::array<std::int64_t, leftOutReasonCount> mRows{};
};

/// A row as it was read: an incident, or as much of one as is there.
struct IncidentRow
{
  Incident incident;                      ///< coordinates are NaN where there are none; a time that cannot be read is left alone
  std::optional<LeftOutReason> problem{}; ///< why it is no incident
  std::string id{};                       ///< empty if the source has none or none was asked for
  std::string unreadableTime{};           ///< what is written where a time should be
  bool hasOffset = false;                 ///< its times carry an offset from UTC that was not applied
};

/// The times of a table's first and last row.
struct TimeSpan
{
  LocalTime first = LocalTime::max();
  LocalTime last = LocalTime::min();
  bool isOfMonths = true; ///< all times are first midnights of months, as where nothing but the month is known

  void add( LocalTime time )
  {
    first = std::min( first, time );
    last = std::max( last, time );
    isOfMonths = isOfMonths && time == startOfMonth( time );
  }
};

/// What is wanted of a table: incidents within a grid and a period.
struct ReadingBounds
{
  Grid grid;
  std::optional<LocalTime> start;
  std::optional<LocalTime> end; ///< excluded
};

/// The one way incidents enter: a stream of rows that can be read again from the start. OGR sources (openIncidents()), QGIS
/// feature sources and tables in memory implement it.
class IncidentReader
{
public:
  virtual ~IncidentReader() = default;

  /// The next row, whatever it holds.
  /// \return false at the end; \a row is then not to be used
  /// \throws Error if the source breaks off
  virtual bool nextRow( IncidentRow &row ) = 0;

  /// The next row that has a place and a time. Rows without are counted in leftOut().
  /// \param onRow  called for every row, also for those without; may throw
  /// \return false at the end; \a incident is then unchanged
  /// \throws Error if the source breaks off
  virtual bool next( Incident &incident, const std::function<void()> &onRow = {} );

  /// Starts again before the first row, and empties leftOut().
  virtual void rewind() = 0;

  /// Asks a source that can search by itself, as a database can, to keep the rows outside \a bounds to itself. It counts them in
  /// leftOut(), as outside the extent where they are outside both. To be called before the first row is read; other sources go
  /// on to hand over all rows.
  virtual void narrow( const ReadingBounds & ) {}

  /// The times of the table's first and last incident, of those kept back, too. Nothing if only reading tells.
  virtual std::optional<TimeSpan> span() const { return std::nullopt; }

  virtual const std::string &crs() const = 0;

  /// The field that categories come from; empty: none.
  virtual std::string categoryField() const { return {}; }

  /// How many times it read so far whose offset from UTC was not applied, however often it started again.
  virtual std::int64_t offsetsNotApplied() const { return 0; }

  /// Rows that next() left out since the last rewind().
  const LeftOut &leftOut() const { return mLeftOut; }

  /// Number of rows of the source, for progress: a guess before all were read, -1 if there is none.
  virtual std::int64_t rowCount() const = 0;

  /// Name of the source for messages and metadata.
  virtual const std::string &source() const = 0;

protected:
  LeftOut mLeftOut;

private:
  IncidentRow mRow; ///< kept for the memory of its texts
};

/// Reads all incidents from the start, with progress (where the number of rows is known) and a way out. The first time, it says
/// how many times carry an offset from UTC that was not applied.
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

  bool nextRow( IncidentRow &row ) override;
  void rewind() override;
  const std::string &crs() const override { return mCrs; }
  std::int64_t rowCount() const override { return static_cast<std::int64_t>( mIncidents.size() ); }
  const std::string &source() const override { return mSource; }

private:
  std::vector<Incident> mIncidents;
  std::string mCrs;
  std::string mSource;
  size_t mNext = 0;
};

} // namespace riskcast
