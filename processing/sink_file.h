#pragma once

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace riskcast
{

/// The file that a sink of QGIS replaces, which QGIS deletes before it writes the new one: set aside with all that belongs to
/// it, and put back unless the new one is whole.
class SinkFile
{
public:
  /// \param destination  of the sink; nothing happens if it is not a file
  /// \throws Error if it is a file in a folder that is missing or cannot be written to
  explicit SinkFile( const QString &destination );
  ~SinkFile();
  SinkFile( const SinkFile & ) = delete;
  SinkFile &operator=( const SinkFile & ) = delete;

  /// Ends the care: the new file stays. The sink must be closed.
  /// \throws Error if the file does not hold \a features, as when the disk was full: closing a sink does not report that
  void commit( long long features );

private:
  QString mPath; ///< empty: not a file
  std::unique_ptr<QTemporaryDir> mAside;
  QString mAsidePath;
  bool mIsWhole = false;
};

} // namespace riskcast
