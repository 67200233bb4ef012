#pragma once

#include "output_files.h"
#include "parameter_values.h"

#include <qgsfeaturesink.h>

class QgsFeature;

namespace riskcast
{

/// A sink of QGIS, and the file behind it, which QGIS deletes before it writes the new one. The old file is set aside with all
/// that belongs to it, and put back unless the new one is whole and kept.
class SinkFile
{
public:
  /// Says before the work what would keep the file from being written.
  /// \param name     of the sink's parameter
  /// \param values   are referred to, not copied
  /// \param outputs  of the same run, among which the file claims its place
  /// \throws Error if the place is that of an input, of another result or a folder, or if it cannot be written to
  SinkFile( const QString &name, const ParameterValues &values, OutputFiles &outputs );
  ~SinkFile();
  SinkFile( const SinkFile & ) = delete;
  SinkFile &operator=( const SinkFile & ) = delete;

  /// Creates the sink; the old file goes aside.
  /// \throws Error if it cannot be created
  void open( const QgsFields &fields, Qgis::WkbType type, const QgsCoordinateReferenceSystem &crs );

  /// \throws Error if the feature cannot be written
  void add( QgsFeature &feature );

  /// Ends the writing.
  /// \throws Error if the file does not hold all features, as when the disk was full: QGIS does not report that
  void close();

  /// The new file stays. Cannot fail, so that it comes last in a run of several results.
  /// \return the layer's id or file
  QString keep();

private:
  QString mName;
  const ParameterValues &mValues;
  QString mPath; ///< empty: not a file
  std::unique_ptr<QTemporaryDir> mAside;
  QString mAsidePath; ///< empty: nothing is there yet
  std::unique_ptr<QgsFeatureSink> mSink;
  QString mDestination;
  long long mWritten = 0;
  bool mIsKept = false;
};

} // namespace riskcast
