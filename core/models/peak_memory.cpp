#include "peak_memory.h"

#include <c10/core/Allocator.h>
#include <c10/util/ThreadLocalDebugInfo.h>

#include <algorithm>
#include <memory>

namespace riskcast
{

namespace
{
/// The type of the totals that an allocator reports, which changed between versions of LibTorch.
template<class Method> struct Reported;
template<class Info, class Size, class Total> struct Reported<void ( Info::* )( void *, Size, Total, Total, c10::Device )>
{
  using TotalType = Total;
};
using Total = Reported<decltype( &c10::MemoryReportingInfoBase::reportMemoryUsage )>::TotalType;

/// Adds up what the allocators of this thread give and take back.
class AllocationRecord : public c10::MemoryReportingInfoBase
{
public:
  void reportMemoryUsage( void *, int64_t size, Total, Total, c10::Device ) override
  {
    mHeld += size;
    mMost = std::max( mMost, mHeld );
  }
  bool memoryProfilingEnabled() const override { return true; }
  int64_t most() const { return mMost; }

private:
  int64_t mHeld = 0;
  int64_t mMost = 0;
};
} // namespace

double peakBytes( const std::function<void()> &work )
{
  const auto record = std::make_shared<AllocationRecord>();
  const c10::DebugInfoGuard guard( c10::DebugInfoKind::PROFILER_STATE, record );
  work();
  return static_cast<double>( record->most() );
}

} // namespace riskcast
