#pragma once

#include "../model_file.h"
#include "worker_group.h"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace riskcast
{

/// A file in which a training keeps what it has learned so far, part by part, so that it can go on after it was interrupted. It
/// is laid out as a model is, so that reading it runs no code, and each length and shape is checked before use.
class Checkpoint
{
public:
  using Save = std::function<void( ModelFile & )>;

  /// What an earlier training left.
  enum class Found
  {
    Nothing,
    SameTraining,
    SomethingElse, ///< of another training, which is replaced in time; or no checkpoint at all
  };

  /// Keeps nothing.
  Checkpoint() = default;

  /// \param path      the file, which need not be there; the first worker's alone is read and written
  /// \param training  tells one training from another
  /// \param pause     between two writings, at least
  Checkpoint( std::string path, std::string training, std::chrono::milliseconds pause, const WorkerGroup &workers );

  Found found() const { return mFound; }

  /// What the training that left it told itself from others by; empty if none did.
  const std::string &foundTraining() const { return mFoundTraining; }

  /// Takes out the part that an interrupted training left, as its Save filled it; nothing if it left none.
  std::optional<ModelFile> take( const std::string &part );

  /// Has \a save called for a part whenever the file is written, in place of what was called before.
  void keep( const std::string &part, Save save );

  /// Writes all parts, beside and renamed, if the last time is long enough ago. \throws Error if the file cannot be written
  void writeIfDue();

private:
  std::string mPath;
  std::string mTraining;
  std::chrono::milliseconds mPause{};
  std::chrono::steady_clock::time_point mLastWritten = std::chrono::steady_clock::now();
  Found mFound = Found::Nothing;
  std::string mFoundTraining;
  ModelFile mLeft;
  std::map<std::string, Save> mParts;
};

} // namespace riskcast
