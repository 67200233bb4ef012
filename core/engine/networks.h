#pragma once

#include <nlohmann/json_fwd.hpp>

namespace riskcast
{

/// Adds to \a facts what networks compute with; see TorchDescriber. Loads LibTorch.
/// \throws Error if the library of networks cannot be loaded
void describeTorch( nlohmann::json &facts );

/// OutputFile::removeAllForGood() of the library of networks, as far as it is loaded.
void removeUnfinishedOfNetworks();

/// How many threads networks compute with, no more than there are processors. Called before the first network is made.
void limitThreads( int threads );

} // namespace riskcast
