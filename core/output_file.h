#pragma once

#include <string>

namespace riskcast
{

/// A file that appears only when it is whole: it is written beside its place and renamed by commit(). Without commit(), what
/// was written is removed and the previous file stays as it was. Side files that GDAL puts next to it (.aux.xml) move along.
class OutputFile
{
public:
  /// \throws Error if the folder does not exist or cannot be written to
  explicit OutputFile( std::string path );
  ~OutputFile();
  OutputFile( const OutputFile & ) = delete;
  OutputFile &operator=( const OutputFile & ) = delete;

  /// Where to write: in the same folder, with the same suffix.
  const std::string &temporaryPath() const { return mTemporaryPath; }

  /// \throws Error if renaming fails
  void commit();

private:
  std::string mPath;
  std::string mTemporaryPath;
};

} // namespace riskcast
