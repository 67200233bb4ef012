#pragma once

#include <functional>

namespace riskcast
{

/// The most bytes that LibTorch holds at once while \a work runs, besides those that it held before.
double peakBytes( const std::function<void()> &work );

} // namespace riskcast
