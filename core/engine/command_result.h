#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace riskcast
{

/// What a command has to say when it is done.
struct CommandResult
{
  nlohmann::json fields; ///< for programs: an object, the fields of the "result" line
  std::string text;      ///< for people
};

} // namespace riskcast
