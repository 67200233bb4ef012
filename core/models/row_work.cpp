#include "row_work.h"

namespace riskcast
{

// In row_work_of_level.cpp, once for each level.
namespace baseline
{
template<typename Scalar> RowWork<Scalar> rowWork();
}
namespace avx2
{
template<typename Scalar> RowWork<Scalar> rowWork();
}
namespace avx512
{
template<typename Scalar> RowWork<Scalar> rowWork();
}

template<typename Scalar> const std::vector<RowWork<Scalar>> &rowWorks()
{
  static const std::vector<RowWork<Scalar>> works = []
  {
    std::vector<RowWork<Scalar>> known;
#ifdef RISKCAST_X86_LEVELS
    const bool hasAvx2 = __builtin_cpu_supports( "avx2" ) && __builtin_cpu_supports( "fma" );
    if ( hasAvx2 && __builtin_cpu_supports( "avx512f" ) && __builtin_cpu_supports( "avx512dq" ) )
      known.push_back( avx512::rowWork<Scalar>() );
    if ( hasAvx2 )
      known.push_back( avx2::rowWork<Scalar>() );
#endif
    known.push_back( baseline::rowWork<Scalar>() );
    return known;
  }();
  return works;
}

template const std::vector<RowWork<float>> &rowWorks();
template const std::vector<RowWork<double>> &rowWorks();

} // namespace riskcast
