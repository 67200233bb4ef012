#pragma once

#include <cstdint>
#include <vector>

namespace riskcast
{

/// Every so many values of a long series, evenly: enough to tell quartiles by, in little memory.
template<class Value> class Sample
{
public:
  void add( const Value &value )
  {
    if ( mAdded++ % mApart == 0 )
      mValues.push_back( value );
    if ( mValues.size() < most )
      return;
    for ( size_t i = 0; 2 * i < most; ++i )
      mValues[i] = mValues[2 * i];
    mValues.resize( most / 2 );
    mApart *= 2;
  }

  const std::vector<Value> &values() const { return mValues; }

private:
  static constexpr size_t most = 1 << 16;

  std::vector<Value> mValues;
  std::int64_t mAdded = 0;
  std::int64_t mApart = 1;
};

} // namespace riskcast
