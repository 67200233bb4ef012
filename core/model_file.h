#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace riskcast
{

/// A named array of a model file.
struct Tensor
{
  std::vector<std::int64_t> shape;
  std::vector<float> values; ///< row-major; as many as the shape says
  bool operator==( const Tensor & ) const = default;
};

/// A model on disk: safetensors (8-byte little-endian length, JSON header, raw tensors), so that Python reads it in three
/// lines and loading runs no code. Only F32 tensors.
/// Source: the format description of the safetensors project.
struct ModelFile
{
  /// Everything that is not a tensor; kept as JSON text under the key "riskcast" of the header's `__metadata__`.
  nlohmann::json description;
  std::map<std::string, Tensor> tensors;

  /// \returns the tensor, checked against the shape it must have (-1: any length)
  /// \throws Error if it is missing or shaped otherwise; the message names it and both shapes
  const Tensor &tensor( const std::string &name, const std::vector<std::int64_t> &shape ) const;

  /// Same content, same bytes. \throws Error if the file cannot be written; a previous one then survives
  void write( const std::string &path ) const;

  /// Checks every length, offset and shape before it is used; nothing is allocated that the file does not hold.
  /// \throws Error if the file is missing, truncated, hostile, or no model of ours
  static ModelFile read( const std::string &path );

  /// The same of a file's bytes. \param path  for the message
  static ModelFile parse( std::string bytes, const std::string &path );
};

/// For before the work. \throws Error if the name does not end in .safetensors
void checkModelName( const std::string &path );

} // namespace riskcast
