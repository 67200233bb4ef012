#include "pooled_norm.h"

#include "batch_norm.h"

#include <ATen/Parallel.h>
#include <Eigen/Core>

namespace riskcast
{

namespace
{
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

template<typename Scalar> using List = Eigen::Array<Scalar, Eigen::Dynamic, 1>;
template<typename Scalar> using Row = Eigen::Map<List<Scalar>>;

/// Rows of cells [W, F] of maps [L, N, H, W, F], as one list of numbers each; a value for each filter is repeated for each cell.
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
    return { mValues + ( ( step * mMaps.size( 1 ) + window ) * mMaps.size( 2 ) + row ) * mLength, mLength };
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

/// How a pooled row comes from rows of the states: those of one or two steps, and one or two lines of each.
struct Source
{
  int64_t steps, lines;

  /// The rows one after the other. \param visit  gets the number of the row and its step and line, counted from the first
  template<typename Visit> void forEach( Visit visit ) const
  {
    for ( int64_t i = 0; i < steps * lines; ++i )
      visit( i, i / lines, i % lines );
  }
};

/// Calls \a work( i ) for all i below \a count, in several threads. \param least  for each thread
template<typename Work> void forEach( int64_t count, int64_t least, Work work )
{
  at::parallel_for( 0, count, least,
                    [&]( int64_t begin, int64_t end )
                    {
                      for ( int64_t i = begin; i < end; ++i )
                        work( i );
                    } );
}

/// Calls \a work( step, window, row ) for all pooled rows. \param pooled  [L', N, H', W', F]
template<typename Work> void forPooledRows( const torch::Tensor &pooled, Work work )
{
  const int64_t windows = pooled.size( 1 ), rows = pooled.size( 2 );
  constexpr int64_t rowsPerThread = 8;
  forEach( pooled.size( 0 ) * windows * rows, rowsPerThread,
           [&]( int64_t i ) { work( i / rows / windows, i / rows % windows, i % rows ); } );
}

Source sourceOf( const torch::Tensor &states, int64_t width, int64_t step, int64_t row )
{
  return { std::min<int64_t>( 2, states.size( 0 ) - 2 * step ), std::min( width, states.size( 2 ) - width * row ) };
}

/// Sums of the values of each filter and of their squares [2, F], in double; the same however many threads there are.
template<typename Scalar> torch::Tensor sumsOf( const torch::Tensor &states )
{
  const RowsOf<Scalar> from( states );
  const int64_t maps = states.size( 0 ) * states.size( 1 ), length = states.size( 3 ) * states.size( 4 );
  const torch::Tensor sums = torch::zeros( { maps, 2, states.size( 3 ), states.size( 4 ) }, torch::kDouble );
  const auto addRows = [&]( int64_t map )
  {
    double *first = sums.data_ptr<double>() + map * 2 * length;
    Row<double> sum( first, length ), squares( first + length, length );
    for ( int64_t row = 0; row < states.size( 2 ); ++row )
    {
      const auto values = from.at( map / states.size( 1 ), map % states.size( 1 ), row ).template cast<double>();
      sum += values;
      squares += values.square();
    }
  };
  forEach( maps, 1, addRows );
  return sums.sum( c10::IntArrayRef( { 0, 2 } ) );
}

/// For each value of a row the greatest, times its sign, of those in the rows of a source, and which row that is. Numbers of rows
/// are kept as values are, so that the processor does both in the same lanes.
template<typename Scalar> struct Greatest
{
  List<Scalar> value, number;
};

/// \param rowAt  gives the row of a step and line of the source
template<typename Scalar, typename RowAt>
Greatest<Scalar> greatestOf( const Source &source, const List<Scalar> &signs, RowAt rowAt )
{
  Greatest<Scalar> greatest{ signs * rowAt( 0, 0 ), List<Scalar>::Zero( signs.size() ) };
  source.forEach(
      [&]( int64_t i, int64_t ahead, int64_t line )
      {
        const List<Scalar> values = signs * rowAt( ahead, line );
        greatest.number = ( values > greatest.value ).select( static_cast<Scalar>( i ), greatest.number );
        greatest.value = greatest.value.max( values );
      } );
  return greatest;
}

/// The greatest values, where \a sign is below 0 the least [L', N, H', W', F]; and which they are: twice the number of their row
/// in the source, and 1 more in the right one of two columns.
template<typename Scalar>
void pool( const torch::Tensor &states, const torch::Tensor &sign, int64_t width, const torch::Tensor &pooled,
           const torch::Tensor &which )
{
  const RowsOf<Scalar> from( states ), to( pooled );
  const RowsOf<std::uint8_t> numbers( which );
  const List<Scalar> signs = from.repeated( sign );
  const int64_t filters = states.size( 4 ), columns = states.size( 3 );
  const auto poolRow = [&]( int64_t step, int64_t window, int64_t row )
  {
    const Greatest<Scalar> greatest =
        greatestOf( sourceOf( states, width, step, row ), signs,
                    [&]( int64_t ahead, int64_t line ) { return from.at( 2 * step + ahead, window, width * row + line ); } );
    auto values = to.at( step, window, row );
    auto chosen = numbers.at( step, window, row );
    for ( int64_t place = 0; place < values.size(); ++place )
    {
      const int64_t column = width * ( place / filters ), left = column * filters + place % filters, right = left + filters;
      const bool isRight = width == 2 && column + 1 < columns && greatest.value[right] > greatest.value[left];
      const int64_t best = isRight ? right : left;
      values[place] = signs[best] * greatest.value[best];
      chosen[place] = static_cast<std::uint8_t>( 2 * greatest.number[best] + ( isRight ? 1 : 0 ) );
    }
  };
  forPooledRows( pooled, poolRow );
}

/// The gradient of the states from that of what was chosen among them, and from that of all through mean and variance.
/// \param toChosen  gradient of the chosen values [L', N, H', W', F]
/// \param slope     [F]; every value gets slope × value + offset
template<typename Scalar>
void spread( const torch::Tensor &states, const torch::Tensor &toChosen, const torch::Tensor &which, const torch::Tensor &slope,
             const torch::Tensor &offset, int64_t width, const torch::Tensor &gradient )
{
  const RowsOf<Scalar> from( states ), chosen( toChosen ), to( gradient );
  const RowsOf<std::uint8_t> numbers( which );
  const List<Scalar> slopes = from.repeated( slope ), offsets = from.repeated( offset );
  const int64_t filters = states.size( 4 );
  const auto spreadRow = [&]( int64_t step, int64_t window, int64_t row )
  {
    const Source source = sourceOf( states, width, step, row );
    const auto rowOf = [&]( const RowsOf<Scalar> &rows, int64_t ahead, int64_t line )
    { return rows.at( 2 * step + ahead, window, width * row + line ); };
    source.forEach( [&]( int64_t, int64_t ahead, int64_t line )
                    { rowOf( to, ahead, line ) = slopes * rowOf( from, ahead, line ) + offsets; } );
    const auto values = chosen.at( step, window, row );
    const auto number = numbers.at( step, window, row );
    for ( int64_t place = 0; place < values.size(); ++place )
    {
      const int64_t column = width * ( place / filters ) + number[place] % 2, i = number[place] / 2;
      rowOf( to, i / source.lines, i % source.lines )[column * filters + place % filters] += values[place];
    }
  };
  forPooledRows( toChosen, spreadRow );
}

/// Sums of maps [L, N, H, W, F] over all but the filters [F], in double.
torch::Tensor filterSums( const torch::Tensor &maps )
{
  return maps.flatten( 0, 3 ).sum( 0, /*keepdim=*/false, torch::kDouble );
}

int64_t widthOf( bool inSpace )
{
  return inSpace ? 2 : 1;
}

/// What pool() makes of states [L, N, H, W, F]. \param weight  [F], by which the values will be multiplied
std::pair<torch::Tensor, torch::Tensor> poolStates( const torch::Tensor &states, const torch::Tensor &weight, bool inSpace )
{
  const int64_t width = widthOf( inSpace );
  const auto halved = []( int64_t size, int64_t by ) { return ( size + by - 1 ) / by; };
  const torch::Tensor pooled = torch::empty( { halved( states.size( 0 ), 2 ), states.size( 1 ), halved( states.size( 2 ), width ),
                                               halved( states.size( 3 ), width ), states.size( 4 ) },
                                             states.options() );
  const torch::Tensor which = torch::empty( pooled.sizes(), torch::kByte );
  const torch::Tensor sign = torch::where( weight < 0, -1.0, 1.0 );
  AT_DISPATCH_FLOATING_TYPES( states.scalar_type(), "pool", [&] { pool<scalar_t>( states, sign, width, pooled, which ); } );
  return { pooled, which };
}

class PooledNorm : public torch::autograd::Function<PooledNorm>
{
public:
  /// \param states  [L, N, H, W, F] \param moments  mean and variance [2, F], in double \param count  of values per filter
  static torch::Tensor forward( AutogradContext *context, const torch::Tensor &states, const torch::Tensor &weight,
                                const torch::Tensor &bias, const torch::Tensor &moments, double count, double eps, bool inSpace )
  {
    const auto [pooled, which] = poolStates( states, weight, inSpace );
    const torch::Tensor narrowness = torch::rsqrt( moments[1] + eps );
    const torch::Tensor centred = ( pooled - moments[0].to( pooled.scalar_type() ) ) * narrowness.to( pooled.scalar_type() );
    context->save_for_backward( { states, weight, moments[0], narrowness, centred, which } );
    context->saved_data["count"] = count;
    context->saved_data["width"] = widthOf( inSpace );
    return centred * weight + bias;
  }

  static variable_list backward( AutogradContext *context, const variable_list &gradients );
};

/// With x̂ = (x - mean) r of n values, y = w x̂ + b, and the gradient g of the y that were chosen:
///   gradient of x = w r (g where x was chosen - Σ g / n - x̂ Σ g x̂ / n).
variable_list PooledNorm::backward( AutogradContext *context, const variable_list &gradients )
{
  const variable_list saved = context->get_saved_variables();
  const torch::Tensor &states = saved[0], &weight = saved[1], &mean = saved[2], &narrowness = saved[3], &centred = saved[4],
                      &which = saved[5];
  const torch::Tensor given = gradients[0].contiguous();
  const torch::Tensor toBias = filterSums( given ), toWeight = filterSums( given * centred );
  torch::Tensor sums = torch::stack( { toBias, toWeight } );
  sumOverWorkers( sums );
  sums /= context->saved_data["count"].toDouble();
  const torch::Tensor scale = weight * narrowness;
  const torch::Tensor slope = -scale * narrowness * sums[1];
  const torch::Tensor offset = -scale * sums[0] - slope * mean;
  const torch::Tensor toChosen = given * scale.to( given.scalar_type() );
  const torch::Tensor toStates = torch::empty_like( states );
  AT_DISPATCH_FLOATING_TYPES(
      states.scalar_type(), "spread",
      [&] { spread<scalar_t>( states, toChosen, which, slope, offset, context->saved_data["width"].toInt(), toStates ); } );
  return { toStates, toWeight.to( weight.scalar_type() ), toBias.to( weight.scalar_type() ), {}, {}, {}, {} };
}

/// Mean and variance [2, F] of all workers' states [L, N, H, W, F]; the number of values becomes that of all.
torch::Tensor momentsOf( const torch::Tensor &states, double &count )
{
  const torch::NoGradGuard noGrad;
  torch::Tensor sums;
  AT_DISPATCH_FLOATING_TYPES( states.scalar_type(), "sumsOf", [&] { sums = sumsOf<scalar_t>( states ); } );
  torch::Tensor all = torch::cat( { sums.flatten(), torch::full( { 1 }, count, torch::kDouble ) } );
  sumOverWorkers( all );
  count = all[-1].item<double>();
  const torch::Tensor means = all.slice( 0, 0, -1 ).view_as( sums ) / count;
  return torch::stack( { means[0], ( means[1] - means[0].square() ).clamp_min( 0 ) } );
}
} // namespace

torch::Tensor normalisedAndPooled( torch::nn::BatchNorm2d &norm, const torch::Tensor &states, bool inSpace )
{
  const torch::Tensor maps = states.movedim( -3, -1 ).contiguous();
  if ( !norm->is_training() )
  {
    const torch::NoGradGuard noGrad;
    const torch::Tensor pooled = poolStates( maps, norm->weight, inSpace ).first.movedim( -1, -3 );
    return normalised( norm, pooled.flatten( 0, 1 ) ).view( pooled.sizes() );
  }
  double count = static_cast<double>( maps.numel() / maps.size( -1 ) );
  const torch::Tensor moments = momentsOf( maps.detach(), count );
  keepRunningMoments( norm, moments, count );
  return PooledNorm::apply( maps, norm->weight, norm->bias, moments, count, norm->options.eps(), inSpace ).movedim( -1, -3 );
}

} // namespace riskcast
