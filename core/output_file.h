#pragma once

#include <string>
#include <vector>

namespace riskcast
{

/// What GDAL, QGIS and SQLite put beside a file, as endings of its whole name. Left over from the previous file they would
/// belie the new one; a GeoPackage's journal would even be played back into it.
const std::vector<std::string> &staleSuffixes();

/// Where a file lies that is called \a path: a link stays a link, and the file that it points to is replaced, or made where there
/// is none yet.
std::string placeOf( const std::string &path );

/// \throws Error that the file \a path could not be written, because of \a why (a sentence)
[[noreturn]] void throwNotWritten( const std::string &path, const std::string &why );

/// For before the work: whether the file is called what it will be. \param what  "a report is an HTML page"
/// \throws Error if the name ends in none of the suffixes, in whatever case
void checkSuffix( const std::string &path, const std::vector<std::string> &suffixes, const std::string &what );

/// A file that appears only when it is whole: it is written beside its place and renamed by commit(). Without commit(), what
/// was written is removed and the previous file stays as it was. Side files that GDAL puts next to it (.aux.xml) move along.
class OutputFile
{
public:
  /// \throws Error if the folder does not exist or cannot be written to, or what is there is no file
  explicit OutputFile( std::string path );
  ~OutputFile();
  OutputFile( const OutputFile & ) = delete;
  OutputFile &operator=( const OutputFile & ) = delete;

  /// Where the file shall be: for messages.
  const std::string &path() const { return mPath; }

  /// Where to write: in the same folder, with the same suffix.
  const std::string &temporaryPath() const { return mTemporaryPath; }

  /// Removes what all of them have written and not committed, for a program that ends at once, in the middle of whatever it
  /// does: who writes or commits from now on waits for ever. Each library that this is linked into knows its own.
  static void removeAllForGood();

  /// Side files come first, so that a file is never newer than what describes it. \throws Error if renaming fails
  void commit();

private:
  std::string mPath;  ///< as given
  std::string mPlace; ///< the same, links followed
  std::string mTemporaryPath;
};

} // namespace riskcast
