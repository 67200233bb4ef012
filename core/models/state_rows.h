#pragma once

#include <Eigen/Core>
#include <torch/torch.h>

namespace riskcast
{

template<typename Scalar> using List = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
template<typename Scalar> using Row = Eigen::Map<List<Scalar>>;

/// Rows of cells [W, F] of maps [L, N, H, W, F], each in one piece, as one list of numbers each; a value for each filter is
/// repeated for each cell.
template<typename Scalar> class RowsOf
{
public:
  explicit RowsOf( const torch::Tensor &maps )
      : mMaps( maps )
      , mValues( maps.data_ptr<Scalar>() )
      , mLength( maps.size( 3 ) * maps.size( 4 ) )
  {
  }

  Row<Scalar> at( int64_t step, int64_t window, int64_t row ) const
  {
    return { mValues + step * mMaps.stride( 0 ) + window * mMaps.stride( 1 ) + row * mMaps.stride( 2 ), mLength };
  }

  /// \param ofFilters  [F]
  List<Scalar> repeated( const torch::Tensor &ofFilters ) const
  {
    const torch::Tensor values = ofFilters.to( mMaps.scalar_type() ).repeat( mMaps.size( 3 ) );
    return Row<Scalar>( values.data_ptr<Scalar>(), mLength );
  }

private:
  torch::Tensor mMaps;
  Scalar *mValues;
  int64_t mLength;
};

} // namespace riskcast
