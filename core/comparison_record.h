#pragma once

#include "compare_settings.h"

namespace riskcast
{

/// What of a comparison is done, in a file of JSON lines.
class ComparisonRecord
{
public:
  /// Reads what is done, if the file is there.
  /// \param path         empty: nothing is kept
  /// \param fingerprint  of incidents and options
  /// \throws Error if the file is of another comparison, or none
  ComparisonRecord( std::string path, std::string fingerprint );

  const SettingResult *find( const Setting &setting ) const;
  const std::optional<Confirmation> &confirmation() const { return mConfirmation; }

  // \throws Error if the file cannot be written
  void add( const SettingResult &result );
  void add( const Confirmation &confirmation );

private:
  void write() const;

  std::string mPath;
  std::string mFingerprint;
  std::vector<SettingResult> mResults;
  std::optional<Confirmation> mConfirmation;
};

/// A number that changes with the incidents, their order, and what of the options decides the results.
std::string fingerprintOf( IncidentReader &incidents, const ComparisonOptions &options, Feedback &feedback );

} // namespace riskcast
