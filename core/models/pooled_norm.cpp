#include "pooled_norm.h"

#include "batch_norm.h"
#include "for_each_in_threads.h"
#include "framed_maps.h"
#include "pair_pooling.h"
#include "state_rows.h"

namespace riskcast
{

namespace
{
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

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
  forEachInThreads( maps, 1, addRows );
  return sums.sum( c10::IntArrayRef( { 0, 2 } ) );
}

/// Sums of maps [L, N, H, W, F] over all but the filters [F], in double.
torch::Tensor filterSums( const torch::Tensor &maps )
{
  return maps.flatten( 0, 3 ).sum( 0, /*keepdim=*/false, torch::kDouble );
}

class PooledNorm : public torch::autograd::Function<PooledNorm>
{
public:
  /// \param states  [L, N, H, W, F] \param moments  mean and variance [2, F], in double \param count  of values per filter
  static torch::Tensor forward( AutogradContext *context, const torch::Tensor &states, const torch::Tensor &weight,
                                const torch::Tensor &bias, const torch::Tensor &moments, double count, double eps, bool inSpace )
  {
    const PairPooling pooling( weight, inSpace );
    const torch::Tensor pooled = pooling.emptyFor( states.sizes(), states.options() );
    const torch::Tensor which = torch::empty( pooled.sizes(), torch::kByte );
    pooling.pool( states, pooled, which );
    const torch::Tensor narrowness = torch::rsqrt( moments[1] + eps );
    const torch::Tensor centred = ( pooled - moments[0].to( pooled.scalar_type() ) ) * narrowness.to( pooled.scalar_type() );
    context->save_for_backward( { states, weight, moments[0], narrowness, centred, which } );
    context->saved_data["count"] = count;
    context->saved_data["inSpace"] = inSpace;
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
  spreadPooled( toChosen, which, context->saved_data["inSpace"].toBool(), states, slope, offset, toStates );
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
  const torch::Tensor maps = filtersLast( states );
  double count = static_cast<double>( maps.numel() / maps.size( -1 ) );
  const torch::Tensor moments = momentsOf( maps.detach(), count );
  keepRunningMoments( norm, moments, count );
  return PooledNorm::apply( maps, norm->weight, norm->bias, moments, count, norm->options.eps(), inSpace ).movedim( -1, -3 );
}

} // namespace riskcast
