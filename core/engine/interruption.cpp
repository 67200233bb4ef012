#include "interruption.h"

#include "networks.h"
#include "output_file.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

namespace riskcast
{

namespace
{

std::atomic<bool> interrupted = false;
static_assert( std::atomic<bool>::is_always_lock_free ); // a signal handler may touch nothing else

std::mutex lastWordsMutex;
LastWords *lastWords = nullptr;
std::atomic<bool> wordsAreSaid = false;

extern "C" void interrupt( int )
{
  interrupted = true;
}

[[noreturn]] void cutOffLateWork( int exitCode )
{
  using namespace std::chrono_literals;
  while ( !interrupted )
    std::this_thread::sleep_for( 100ms );
  std::this_thread::sleep_for( 1500ms );
  OutputFile::removeAllForGood();
  removeUnfinishedOfNetworks();
  std::thread(
      []
      {
        const std::lock_guard lock( lastWordsMutex ); // to the end, as they must not go while they are said
        if ( lastWords )
          lastWords->say();
        wordsAreSaid = true;
      } )
      .detach();
  for ( int wait = 0; wait < 20 && !wordsAreSaid; ++wait ) // nobody may listen
    std::this_thread::sleep_for( 10ms );
  std::_Exit( exitCode );
}

} // namespace

void catchInterruptions( int exitCode )
{
  std::signal( SIGINT, interrupt );
  std::signal( SIGTERM, interrupt );
#ifdef SIGPIPE
  std::signal( SIGPIPE, SIG_IGN );
#endif
  std::thread( cutOffLateWork, exitCode ).detach();
}

bool isInterrupted()
{
  return interrupted;
}

LastWords::LastWords( std::function<void()> words )
    : mWords( std::move( words ) )
{
  const std::lock_guard lock( lastWordsMutex );
  lastWords = this;
}

LastWords::~LastWords()
{
  const std::lock_guard lock( lastWordsMutex );
  lastWords = nullptr;
}

} // namespace riskcast
