#include "interruption.h"

#include <csignal>

namespace riskcast
{

namespace
{

volatile std::sig_atomic_t interrupted = 0;

extern "C" void interrupt( int )
{
  interrupted = 1;
}

} // namespace

void catchInterruptions()
{
  std::signal( SIGINT, interrupt );
  std::signal( SIGTERM, interrupt );
#ifdef SIGPIPE
  std::signal( SIGPIPE, SIG_IGN );
#endif
}

bool isInterrupted()
{
  return interrupted != 0;
}

} // namespace riskcast
