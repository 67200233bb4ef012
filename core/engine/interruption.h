#pragma once

#include <functional>
#include <mutex>

namespace riskcast
{

/// From now on SIGINT and SIGTERM raise a flag, so that work under way can clean up after itself, and writing to a closed pipe is
/// an error of the stream instead of the end of the process. Work that does not look at the flag in time, such as a batch of a
/// network on a busy machine, is cut off within two seconds: the program then removes what it has written and ends. \param
/// exitCode  for that case
void catchInterruptions( int exitCode );

/// Whether one of the two came.
bool isInterrupted();

/// What there is to say of work that is canceled, while this lives; cut off or not, it is said once. One at a time.
class LastWords
{
public:
  explicit LastWords( std::function<void()> words );
  ~LastWords();

  void say() { std::call_once( mAreSaid, mWords ); }

private:
  std::function<void()> mWords;
  std::once_flag mAreSaid;
};

} // namespace riskcast
