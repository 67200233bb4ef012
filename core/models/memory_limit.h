#pragma once

#include <cstdint>

namespace riskcast
{

/// While it lives, this process gets no more memory than the machine has free: what is too large then throws, where Linux would
/// end the program without a word when the memory is used. Elsewhere it does nothing.
class MemoryLimit
{
public:
  MemoryLimit();
  ~MemoryLimit();
  MemoryLimit( const MemoryLimit & ) = delete;
  MemoryLimit &operator=( const MemoryLimit & ) = delete;

private:
  std::uint64_t mBefore = 0; ///< bytes of addresses, see getrlimit(2)
};

} // namespace riskcast
