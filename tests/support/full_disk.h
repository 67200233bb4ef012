#pragma once

#include <csignal>

#include <sys/resource.h>

namespace riskcast
{

/// No file can grow beyond the limit while this lives: a disk that is full.
class FullDisk
{
public:
  explicit FullDisk( rlim_t bytes )
  {
    std::signal( SIGXFSZ, SIG_IGN );
    getrlimit( RLIMIT_FSIZE, &mBefore );
    const rlimit tight{ bytes, mBefore.rlim_max };
    setrlimit( RLIMIT_FSIZE, &tight );
  }
  ~FullDisk() { setrlimit( RLIMIT_FSIZE, &mBefore ); }

private:
  rlimit mBefore;
};

} // namespace riskcast
