#include "optimizer_state.h"

#include "torch_support.h"

#include <sstream>
#include <type_traits>

namespace riskcast
{

namespace
{
using States = std::decay_t<decltype( std::declval<const torch::optim::AdamW &>().state() )>;

/// Under which LibTorch keeps the state of a parameter: its address, up to 1.13 as text.
template<class Key = States::key_type> Key keyOf( const torch::Tensor &parameter )
{
  if constexpr ( std::is_same_v<Key, std::string> )
  {
    std::ostringstream text;
    text << parameter.unsafeGetTensorImpl();
    return text.str();
  }
  else
    return parameter.unsafeGetTensorImpl();
}

const std::vector<torch::Tensor> &parametersOf( const torch::optim::AdamW &optimizer )
{
  return optimizer.param_groups().front().params();
}

std::string stepsName( const std::string &prefix )
{
  return prefix + "steps";
}

std::string momentName( const std::string &prefix, int moment, size_t parameter )
{
  return prefix + "moment" + std::to_string( moment ) + "." + std::to_string( parameter );
}

torch::Tensor momentOf( const ModelFile &file, const std::string &name, const torch::Tensor &parameter )
{
  return fromTensor( file.tensor( name, parameter.sizes().vec() ) ).to( parameter.options() );
}
} // namespace

void saveOptimizer( const torch::optim::AdamW &optimizer, ModelFile &file, const std::string &prefix )
{
  nlohmann::json &steps = file.description[stepsName( prefix )] = nlohmann::json::array();
  const std::vector<torch::Tensor> &parameters = parametersOf( optimizer );
  for ( size_t i = 0; i < parameters.size(); ++i )
  {
    const auto found = optimizer.state().find( keyOf( parameters[i] ) );
    steps.push_back( 0 ); // of one that had no gradient so far
    if ( found == optimizer.state().end() )
      continue;
    const auto &state = static_cast<const torch::optim::AdamWParamState &>( *found->second );
    steps.back() = state.step();
    file.tensors[momentName( prefix, 1, i )] = toTensor( state.exp_avg() );
    file.tensors[momentName( prefix, 2, i )] = toTensor( state.exp_avg_sq() );
  }
}

void loadOptimizer( torch::optim::AdamW &optimizer, const ModelFile &file, const std::string &prefix )
{
  const nlohmann::json &steps = file.description.at( stepsName( prefix ) );
  const std::vector<torch::Tensor> &parameters = parametersOf( optimizer );
  for ( size_t i = 0; i < parameters.size(); ++i )
  {
    const auto taken = steps.at( i ).get<std::int64_t>();
    if ( taken == 0 )
      continue;
    auto state = std::make_unique<torch::optim::AdamWParamState>();
    state->step( taken );
    state->exp_avg( momentOf( file, momentName( prefix, 1, i ), parameters[i] ) );
    state->exp_avg_sq( momentOf( file, momentName( prefix, 2, i ), parameters[i] ) );
    optimizer.state()[keyOf( parameters[i] )] = std::move( state );
  }
}

} // namespace riskcast
