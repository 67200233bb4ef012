#pragma once

#include "feedback.h"

#include <QByteArray>

#include <nlohmann/json.hpp>

#include <string>

namespace riskcast
{

/// Reads the JSON lines of the engine as they come in, in pieces of any length.
class EngineLines
{
public:
  /// \param report  takes progress and messages
  explicit EngineLines( Feedback &report );

  /// Never throws: the engine is to be ended properly.
  void read( const QByteArray &bytes ) noexcept;

  /// The line of type "result"; null as long as there was none.
  const nlohmann::json &result() const { return mResult; }

  /// The text of the last line of type "error"; empty if there was none.
  const std::string &error() const { return mError; }

private:
  void readLine( const QByteArray &line );

  Feedback &mReport;
  QByteArray mUnfinished;
  nlohmann::json mResult;
  std::string mError;
};

} // namespace riskcast
