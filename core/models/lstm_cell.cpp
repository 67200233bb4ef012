#include "lstm_cell.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <limits>

namespace riskcast
{

namespace
{
constexpr double hardSlope = 0.2; ///< of Keras 2's hard sigmoid

/// Calls \a doRows( begin, end ) for parts of the rows of filters in several threads.
template<typename Work> void forRows( const torch::Tensor &filters, Work doRows )
{
  constexpr int64_t valuesPerThread = 1 << 13;
  const int64_t width = filters.size( -1 );
  at::parallel_for( 0, filters.numel() / width, valuesPerThread / width + 1, doRows );
}

/// Parts gates from candidates, neither of them squashed by anything but the hard sigmoid.
template<typename Scalar> void part( const torch::Tensor &gates, GateActivation activation, const LstmCell &to )
{
  const Scalar *from = gates.data_ptr<Scalar>();
  Scalar *open = to.open.data_ptr<Scalar>();
  Scalar *candidate = to.candidate.data_ptr<Scalar>();
  const int64_t filters = to.candidate.size( -1 );
  const bool isHard = activation == GateActivation::HardSigmoid;
  const Scalar slope = isHard ? hardSlope : 1, offset = isHard ? 0.5 : 0;
  const Scalar least = isHard ? 0 : -std::numeric_limits<Scalar>::infinity();
  const Scalar most = isHard ? 1 : std::numeric_limits<Scalar>::infinity();
  forRows( to.candidate,
           [=]( int64_t begin, int64_t end )
           {
             for ( int64_t row = begin; row < end; ++row )
             {
               const Scalar *in = from + row * 4 * filters;
#pragma omp simd
               for ( int64_t k = 0; k < 3 * filters; ++k )
                 open[row * 3 * filters + k] = std::min( std::max( slope * in[k] + offset, least ), most );
               std::copy_n( in + 3 * filters, filters, candidate + row * filters );
             }
           } );
}

template<typename Scalar>
void gradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
               const torch::Tensor &cell, const torch::Tensor &gates )
{
  const Scalar *fromHidden = hidden.data_ptr<Scalar>();
  const Scalar *open = of.open.data_ptr<Scalar>();
  const Scalar *candidate = of.candidate.data_ptr<Scalar>();
  const Scalar *squashed = of.squashed.data_ptr<Scalar>();
  const Scalar *before = previous.data_ptr<Scalar>();
  Scalar *toCell = cell.data_ptr<Scalar>();
  Scalar *to = gates.data_ptr<Scalar>();
  const int64_t filters = hidden.size( -1 );
  const bool isHard = activation == GateActivation::HardSigmoid;
  const auto slope = [isHard]( Scalar gate ) -> Scalar
  {
    const Scalar hard = gate > 0 && gate < 1 ? static_cast<Scalar>( hardSlope ) : 0;
    return isHard ? hard : gate * ( 1 - gate );
  };
  forRows( hidden,
           [=]( int64_t begin, int64_t end )
           {
             for ( int64_t row = begin; row < end; ++row )
             {
               const int64_t first = row * filters;
               const Scalar *gate = open + 3 * first;
               Scalar *out = to + 4 * first;
#pragma omp simd
               for ( int64_t k = 0; k < filters; ++k )
               {
                 const Scalar i = gate[k], f = gate[filters + k], o = gate[2 * filters + k];
                 const Scalar g = candidate[first + k], s = squashed[first + k], h = fromHidden[first + k];
                 const Scalar c = toCell[first + k] + h * o * ( 1 - s * s );
                 out[k] = c * g * slope( i );
                 out[filters + k] = c * before[first + k] * slope( f );
                 out[2 * filters + k] = h * s * slope( o );
                 out[3 * filters + k] = c * i * ( 1 - g * g );
                 toCell[first + k] = c * f;
               }
             }
           } );
}
} // namespace

void runLstmCell( const torch::Tensor &gates, const torch::Tensor &previous, GateActivation activation, const LstmCell &to )
{
  AT_DISPATCH_FLOATING_TYPES( gates.scalar_type(), "runLstmCell", [&] { part<scalar_t>( gates, activation, to ); } );
  if ( activation == GateActivation::Sigmoid )
    to.open.sigmoid_();
  to.candidate.tanh_();
  const std::vector<torch::Tensor> open = to.open.chunk( 3, -1 );
  torch::Tensor cell = to.cell, squashed = to.squashed;
  if ( previous.defined() )
    torch::mul_out( cell, open[1], previous ).addcmul_( open[0], to.candidate );
  else
    torch::mul_out( cell, open[0], to.candidate );
  torch::tanh_out( squashed, cell );
}

void lstmCellGradient( const torch::Tensor &hidden, const LstmCell &of, const torch::Tensor &previous, GateActivation activation,
                       const torch::Tensor &cell, const torch::Tensor &gates )
{
  const torch::Tensor before = previous.defined() ? previous : torch::zeros_like( cell );
  AT_DISPATCH_FLOATING_TYPES( hidden.scalar_type(), "lstmCellGradient",
                              [&] { gradient<scalar_t>( hidden, of, before, activation, cell, gates ); } );
}

} // namespace riskcast
