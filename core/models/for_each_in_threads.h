#pragma once

#include <ATen/Parallel.h>

namespace riskcast
{

/// Calls \a work( i ) for all i below \a count, in several threads. \param least  for each thread
template<typename Work> void forEachInThreads( int64_t count, int64_t least, Work work )
{
  at::parallel_for( 0, count, least,
                    [&]( int64_t begin, int64_t end )
                    {
                      for ( int64_t i = begin; i < end; ++i )
                        work( i );
                    } );
}

} // namespace riskcast
