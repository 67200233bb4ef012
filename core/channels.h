#pragma once

#include "heatmaps.h"

#include <unordered_map>

namespace riskcast
{

/// Finds the channel of an incident by its category.
class Channels
{
public:
  /// \throws Error if a category is named twice or not in UTF-8, or if there are others but no categories
  explicit Channels( const CountOptions &options );

  /// \return nothing if nobody asked for the category
  std::optional<int> of( const std::string &category ) const { return mChannels.empty() ? 0 : find( category ); }

  /// What the channels are called, in order.
  const std::vector<std::string> &names() const { return mNames; }

private:
  std::optional<int> find( const std::string &category ) const;

  std::vector<std::string> mNames;
  std::unordered_map<std::string, int> mChannels; ///< empty: one channel for all
  std::optional<int> mOthers;
};

/// What an incident without a category is called where each category has a channel.
inline constexpr const char *noCategory = "(none)";

/// The options with the categories that the incidents have, if every one is asked for.
/// \throws Error if they have more than 100
CountOptions withCategories( IncidentReader &incidents, CountOptions options, Feedback &feedback );

} // namespace riskcast
