#pragma once

#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace riskcast
{

/// The files of one run, which appear together when all of them are whole. Each is written into a folder of its own beside its
/// place. Whatever happens to the run (cancel, error, an engine that was killed), those folders go with this object, and files
/// of an earlier run stay as they were until commit().
class OutputFiles
{
public:
  /// \param path  where the file shall be in the end; empty: it is only needed during the run
  /// \param name  of a file that is only needed during the run
  /// \return where to write it
  /// \throws Error if the folder is missing or cannot be written to
  QString stage( const QString &path, const QString &name = {} );

  /// \a text with the final paths in place of those that stage() returned, and names alone of files that are not kept: for
  /// messages and the log.
  QString withFinalPaths( QString text ) const;

  /// Moves the files, and those that GDAL put beside them, to their places. \throws Error if that fails
  void commit();

private:
  struct Output
  {
    QString path;
    std::unique_ptr<QTemporaryDir> folder;
    QString stagedPath;
  };
  std::vector<Output> mOutputs;
};

} // namespace riskcast
