#include "memory_limit.h"

#ifdef __linux__
#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>
#endif

namespace riskcast
{

#ifdef __linux__

namespace
{
/// A number of kilobytes in a file of Linux, in bytes; as many as there can be if it is not there.
rlim_t bytesIn( const char *file, const std::string &name )
{
  std::ifstream lines( file );
  constexpr auto toEndOfLine = std::numeric_limits<std::streamsize>::max();
  rlim_t kilobytes = 0;
  for ( std::string word; lines >> word; lines.ignore( toEndOfLine, '\n' ) )
    if ( word == name && lines >> kilobytes )
      return 1024 * kilobytes;
  return RLIM_INFINITY;
}

rlimit addresses()
{
  rlimit limit{};
  ::getrlimit( RLIMIT_AS, &limit );
  return limit;
}

void limitTo( rlim_t bytes )
{
  rlimit limit = addresses();
  limit.rlim_cur = std::min( bytes, limit.rlim_max );
  ::setrlimit( RLIMIT_AS, &limit ); // where it fails there is no limit, as elsewhere
}
} // namespace

MemoryLimit::MemoryLimit()
    : mBefore( addresses().rlim_cur )
{
  const rlim_t used = bytesIn( "/proc/self/status", "VmSize:" ), free = bytesIn( "/proc/meminfo", "MemAvailable:" );
  if ( used != RLIM_INFINITY && free != RLIM_INFINITY )
    limitTo( std::min<rlim_t>( used + free, mBefore ) );
}

MemoryLimit::~MemoryLimit()
{
  limitTo( mBefore );
}

#else

MemoryLimit::MemoryLimit() = default;
MemoryLimit::~MemoryLimit() = default;

#endif

} // namespace riskcast
