#pragma once

#include "check_incidents.h"
#include "qgs_incident_reader.h"
#include "sink_file.h"

#include <optional>

namespace riskcast
{

/// The layers of a check, as far as they were asked for: OUTPUT, all rows with the field "reasons", and CLEAN, those that are not
/// flagged. Files of an earlier run stay as they were until keep().
class CheckedLayers
{
public:
  /// \throws Error if a place cannot be written to, see SinkFile
  CheckedLayers( const ParameterValues &values, OutputFiles &outputs );

  /// Copies the features of the source that was checked, as points where their coordinates are in fields.
  /// \param rows  whole features, none of them read yet
  /// \throws Error if a layer cannot be written, or if the source has changed since it was checked; Canceled
  void write( const IncidentCheck &check, QgsIncidentReader &rows, Feedback &feedback );

  /// \return the ids or files of the layers by the names of their parameters
  QVariantMap keep();

private:
  void copy( const IncidentCheck &check, QgsIncidentReader &rows, Feedback &feedback );

  std::optional<SinkFile> mAll;
  std::optional<SinkFile> mClean;
};

} // namespace riskcast
