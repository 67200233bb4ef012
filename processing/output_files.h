#pragma once

#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <string>
#include <vector>

namespace riskcast
{

/// A hidden folder beside the file \a path, on the same disk. It goes with the object.
/// \throws Error if the folder that holds the file is missing or cannot be written to
std::unique_ptr<QTemporaryDir> folderBeside( const QString &path );

/// The files of one run, which appear together when all of them are whole. Each is written into a folder of its own beside its
/// place. Whatever happens to the run (cancel, error, an engine that was killed), those folders go with this object, and files
/// of an earlier run stay as they were until commit().
class OutputFiles
{
public:
  /// \param inputs  files that the results are made from, and that none of them may replace
  explicit OutputFiles( const QStringList &inputs );

  /// Gives a place to one result alone.
  /// \throws Error if it is that of an input or of another result, or a folder
  void claim( const QString &path );

  /// Claims a place; call it before the work, as it says what would keep the file from being written.
  /// \param path  where the file shall be in the end, links followed; empty: it is not wanted, or only during the run
  /// \param name  of a file that is only needed during the run
  /// \return where to write it; empty if it is not wanted
  /// \throws Error as claim() does, and if the folder is missing or cannot be written to
  QString stage( const QString &path, const QString &name = {} );

  /// \a text with the final paths in place of those that stage() returned, and names alone of files that are not kept: for
  /// messages and the log.
  QString withFinalPaths( QString text ) const;

  /// Moves the files, and those that GDAL put beside them, to their places.
  /// \throws Error if that fails
  void commit();

private:
  struct Output
  {
    QString path;  ///< as given; empty: the file is only needed during the run
    QString place; ///< the same, links followed, or one among the temporary files
    std::unique_ptr<QTemporaryDir> folder;
    QString stagedPath;
  };
  std::vector<std::string> mInputs;
  std::vector<std::string> mClaimed;
  std::vector<Output> mOutputs;
};

} // namespace riskcast
