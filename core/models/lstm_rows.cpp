#include "lstm_rows.h"

namespace riskcast
{

// In lstm_rows_of_level.cpp, once for each level.
namespace baseline
{
template<typename Scalar> LstmRowWork<Scalar> lstmRowWork();
}
namespace avx2
{
template<typename Scalar> LstmRowWork<Scalar> lstmRowWork();
}
namespace avx512
{
template<typename Scalar> LstmRowWork<Scalar> lstmRowWork();
}

template<typename Scalar> const std::vector<LstmRowWork<Scalar>> &lstmRowWorks()
{
  static const std::vector<LstmRowWork<Scalar>> works = []
  {
    std::vector<LstmRowWork<Scalar>> known;
#ifdef RISKCAST_X86_LEVELS
    const bool hasAvx2 = __builtin_cpu_supports( "avx2" ) && __builtin_cpu_supports( "fma" );
    if ( hasAvx2 && __builtin_cpu_supports( "avx512f" ) && __builtin_cpu_supports( "avx512dq" ) )
      known.push_back( avx512::lstmRowWork<Scalar>() );
    if ( hasAvx2 )
      known.push_back( avx2::lstmRowWork<Scalar>() );
#endif
    known.push_back( baseline::lstmRowWork<Scalar>() );
    return known;
  }();
  return works;
}

template const std::vector<LstmRowWork<float>> &lstmRowWorks();
template const std::vector<LstmRowWork<double>> &lstmRowWorks();

} // namespace riskcast
