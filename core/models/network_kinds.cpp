#include "network_kinds.h"

#include "../error.h"
#include "conv_lstm_network.h"
#include "encoder_forecaster_network.h"
#include "gan_trainer.h"
#include "model_kinds.h"
#include "parb_network.h"
#include "rate_inputs.h"
#include "rate_network.h"
#include "sftt_network.h"
#include "st_resnet_network.h"
#include "tfts_network.h"
#include "window_inputs.h"

#include <algorithm>

namespace riskcast
{

namespace
{

template<class Impl, class Options>
NetworkKind kindOf( const TrainingOptions &training, std::unique_ptr<NetworkInputs> inputs, const Options &options )
{
  return { std::move( inputs ), [options]( const NetworkShape &shape ) { return options.parameterCount( shape ); },
           [options]( const NetworkShape &shape ) { return std::make_shared<Impl>( shape, options ); },
           [training]( const NetworkShape &, const ScoreReading &reading, const torch::Tensor &cells,
                       const WorkerGroup &workers ) -> LearnerMaker
           {
             return [training, reading, cells, &workers]( Network &network, double learningRate )
             { return std::make_unique<GradientLearner>( network, reading, cells, training, workers, learningRate ); };
           } };
}

NetworkKind causal( NetworkKind kind )
{
  kind.isCausal = true;
  return kind;
}

/// A generator that learns from a critic, not from a loss of its own.
NetworkKind ganKind( const TrainingOptions &training )
{
  if ( *training.loss != Loss::CrossEntropy || *training.positiveWeight != 1 )
    throw Error( "A GAN learns from its critic alone: leave out loss and positive weight." );
  const GanNetworkOptions options{ .filters = training.filters, .seed = training.seed, .padding = training.padding };
  NetworkKind kind = kindOf<GanNetworkImpl>( training, std::make_unique<WindowInputs>( training ), options );
  const GanTrainerOptions learning{ .weightDecay = *training.weightDecay,
                                    .gradientClip = training.gradientClip,
                                    .precision = training.mixedPrecision ? Precision::Mixed : Precision::Full };
  kind.learner = [options, learning]( const NetworkShape &shape, const ScoreReading &, const torch::Tensor &cells,
                                      const WorkerGroup &workers ) -> LearnerMaker
  {
    return [options, learning, shape, cells, &workers]( Network &network, double learningRate )
    {
      GanTrainerOptions training = learning;
      training.learningRate = learningRate;
      return std::make_unique<GanTrainer>( network, shape, options, cells, training, workers );
    };
  };
  kind.isHonest = false;
  return kind;
}

std::vector<int> usualFilters( const std::string &kind )
{
  TrainingOptions options;
  options.kind = kind;
  return completed( options ).filters;
}

void checkFilters( const std::vector<int> &filters )
{
  if ( filters.empty() || std::ranges::any_of( filters, []( int each ) { return each < 1; } ) )
    throw Error( "Filters must be whole numbers above 0, one for each block, for example 16,32,32,64." );
}
} // namespace

NetworkKind networkKind( const TrainingOptions &options )
{
  checkFilters( options.filters );
  switch ( findModelKind( options.kind )->id )
  {
    case ModelKindId::RateNetwork:
      return kindOf<RateNetworkImpl>( options, std::make_unique<RateInputs>( options ),
                                      RateNetworkOptions{ .filters = options.filters.front() } );
    case ModelKindId::ConvLstm:
      return kindOf<ConvLstmNetworkImpl>( options, std::make_unique<WindowInputs>( options ),
                                          ConvLstmNetworkOptions{ .form = options.form,
                                                                  .filters = options.filters,
                                                                  .gateActivation = options.gateActivation,
                                                                  .padding = options.padding } );
    case ModelKindId::StResNet:
      return kindOf<StResNetNetworkImpl>( options, std::make_unique<BranchInputs>( options ),
                                          StResNetNetworkOptions{ .closeness = options.closeness,
                                                                  .period = options.period,
                                                                  .trend = options.trend,
                                                                  .filters = options.filters.front(),
                                                                  .residualUnits = options.residualUnits,
                                                                  .superResolution = options.superResolution,
                                                                  .cumulativeDay = options.cumulativeDay,
                                                                  .padding = options.padding } );
    case ModelKindId::Sftt:
      return causal( kindOf<SfttNetworkImpl>( options, std::make_unique<WindowInputs>( options ),
                                              SfttNetworkOptions{ .filters = options.filters, .padding = options.padding } ) );
    case ModelKindId::Tfts:
      return causal( kindOf<TftsNetworkImpl>( options, std::make_unique<WindowInputs>( options ),
                                              TftsNetworkOptions{ .filters = options.filters, .padding = options.padding } ) );
    case ModelKindId::Parb:
      return causal( kindOf<ParbNetworkImpl>(
          options, std::make_unique<WindowInputs>( options ),
          ParbNetworkOptions{ .sftt = { .filters = options.filters, .padding = options.padding },
                              .tfts = { .filters = usualFilters( "tfts" ), .padding = options.padding } } ) );
    case ModelKindId::EncoderForecaster:
      return causal( kindOf<EncoderForecasterNetworkImpl>(
          options, std::make_unique<WindowInputs>( options, options.horizon ),
          EncoderForecasterNetworkOptions{
              .filters = options.filters, .gateActivation = options.gateActivation, .padding = options.padding } ) );
    case ModelKindId::Gan:
      return ganKind( options );
    default:
      throw Error( "\"" + options.kind + "\" is no network." );
  }
}

} // namespace riskcast
