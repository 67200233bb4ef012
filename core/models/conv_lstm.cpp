#include "conv_lstm.h"

#include "../error.h"
#include "../model_description.h"
#include "../number_text.h"
#include "conv_lstm_network.h"
#include "network_trainer.h"
#include "torch_support.h"
#include "window_tensors.h"

#include <algorithm>
#include <cmath>

namespace riskcast
{

namespace
{

class ConvLstm : public Forecaster
{
public:
  explicit ConvLstm( const TrainingOptions &options );

  int firstTarget( const HeatmapStack &stack ) const override;
  void fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback ) override;
  std::vector<float> predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const override;
  void save( ModelFile &file ) const override;
  void load( const ModelFile &file ) override;
  nlohmann::json history() const override { return mHistory; }

private:
  void setShape( const Grid &grid, int channels );
  void makeNetwork( Device device );
  WindowOptions windowOptions() const;

  TrainingOptions mOptions;
  ConvLstmNetworkOptions mNetworkOptions;
  std::shared_ptr<ConvLstmNetworkImpl> mNetwork;
  torch::Device mDevice = torch::kCPU;
  double mPositiveWeight = 0;
  nlohmann::json mHistory = nlohmann::json::object();
};

void check( bool isRight, const std::string &message )
{
  if ( !isRight )
    throw Error( message );
}

nlohmann::json toJson( const TrainingHistory &history )
{
  nlohmann::json epochs = nlohmann::json::array();
  double seconds = 0;
  for ( const EpochRecord &epoch : history.epochs )
  {
    epochs.push_back( { { "loss", epoch.loss },
                        { "validationLoss", epoch.validationLoss },
                        { "validationLogLoss", epoch.validationLogLoss },
                        { "seconds", epoch.seconds } } );
    seconds += epoch.seconds;
  }
  return { { "epochs", epochs }, { "bestEpoch", history.bestEpoch }, { "seconds", seconds } };
}

ConvLstm::ConvLstm( const TrainingOptions &options )
    : mOptions( options )
{
  const auto isPositive = []( int each ) { return each > 0; };
  check( !options.filters.empty() && std::ranges::all_of( options.filters, isPositive ),
         "Filters must be whole numbers above 0, one for each block, for example 16,32,32,64." );
  check( options.windowLength > 0, "The window must be at least one step long." );
  check( options.binaryThreshold > 0 && std::isfinite( options.binaryThreshold ), "The binary threshold must be above 0." );
  check( options.epochs > 0 && options.batchSize > 0, "Epochs and batch size must be at least 1." );
  check( options.learningRate > 0 && std::isfinite( options.learningRate ), "The learning rate must be above 0." );
  check( options.positiveWeight >= 0 && std::isfinite( options.positiveWeight ),
         "The positive weight must be above 0, or 0 for the automatic one." );
}

WindowOptions ConvLstm::windowOptions() const
{
  return { mOptions.windowLength, mOptions.gapFilling, mOptions.binaryThreshold, mOptions.stepsSinceReport };
}

int ConvLstm::firstTarget( const HeatmapStack &stack ) const
{
  const Windows windows( stack, windowOptions() );
  int target = 0;
  while ( target <= stack.stepCount() && !windows.hasWindow( target ) )
    ++target;
  return std::max( target, mOptions.windowLength ); // what is needed, too, where the stack is shorter
}

void ConvLstm::setShape( const Grid &grid, int channels )
{
  mNetworkOptions = { .channels = channels,
                      .windowLength = mOptions.windowLength,
                      .rows = grid.rows(),
                      .columns = grid.columns(),
                      .filters = mOptions.filters,
                      .gateActivation = mOptions.gateActivation,
                      .padding = mOptions.padding };
}

void ConvLstm::makeNetwork( Device device )
{
  mDevice = torchDevice( device );
  torch::manual_seed( mOptions.seed );
  mNetwork = std::make_shared<ConvLstmNetworkImpl>( mNetworkOptions );
  mNetwork->to( mDevice );
}

void ConvLstm::fit( const HeatmapStack &stack, const StepSplit &split, Feedback &feedback )
{
  check( split.training.size() > 1 && !split.validation.empty(),
         "Windows of " + std::to_string( mOptions.windowLength ) + " maps to train on: " +
             std::to_string( split.training.size() ) + ", to choose the epoch by: " + std::to_string( split.validation.size() ) +
             "; at least 2 and 1 are needed. Use a longer period, shorter steps or a shorter window." );
  // Weights that no training window has changed would spoil the first map with a gap.
  const auto upToLast = std::span( stack.states ).first( static_cast<size_t>( split.training.back() ) );
  check( !mOptions.stepsSinceReport || std::ranges::count( upToLast, StepState::Observed ) < std::ssize( upToLast ),
         "Every step up to the last training step has reports, so that the steps since the last reports teach nothing: train "
         "without "
         "them." );
  prepareTorch();
  const Windows windows( stack, windowOptions() );
  mPositiveWeight = mOptions.positiveWeight > 0 ? mOptions.positiveWeight : balancingWeight( windows, stack, split.training );
  const auto batch = [&]( std::span<const int> targets ) {
    return Batch{ windowTensor( windows, stack.grid, targets ), targetTensor( windows, targets ) };
  };

  callTorch( "training the network",
             [&]
             {
               setShape( stack.grid, windows.channelCount() );
               makeNetwork( mOptions.device );
               const TrainingTask task{ split.training, split.validation, batch, cellTensor( stack ), mPositiveWeight };
               feedback.info( "Training on " + deviceName( mDevice ) + " with " + std::to_string( at::get_num_threads() ) +
                              " threads: " + countText( std::llround( mNetworkOptions.parameterCount() ) ) + " parameters, " +
                              std::to_string( split.training.size() ) + " windows, positive weight " +
                              measureText( mPositiveWeight ) + "." );
               mHistory = toJson( trainNetwork( *mNetwork, task, mOptions, mDevice, feedback ) );
             } );
  mHistory.update( { { "device", deviceName( mDevice ) },
                     { "threads", at::get_num_threads() },
                     { "libtorch", TORCH_VERSION },
                     { "positiveWeight", mPositiveWeight },
                     { "seed", mOptions.seed },
                     { "parameters", std::llround( mNetworkOptions.parameterCount() ) } } );
}

std::vector<float> ConvLstm::predict( const HeatmapStack &stack, std::span<const int> targets, Feedback &feedback ) const
{
  const Windows windows( stack, windowOptions() );
  check( stack.grid.rows() == mNetworkOptions.rows && stack.grid.columns() == mNetworkOptions.columns &&
             windows.channelCount() == mNetworkOptions.channels,
         "The heatmap stack has other rows, columns or categories than the model was trained on." );
  prepareTorch();
  std::vector<float> risk;
  risk.reserve( targets.size() * stack.cellCount() );
  callTorch( "predicting",
             [&]
             {
               const torch::NoGradGuard noGrad;
               mNetwork->eval();
               while ( !targets.empty() )
               {
                 feedback.throwIfCanceled();
                 const auto batch = targets.first( std::min<size_t>( mOptions.batchSize, targets.size() ) );
                 targets = targets.subspan( batch.size() );
                 const torch::Tensor maps = windowTensor( windows, stack.grid, batch ).to( mDevice );
                 const torch::Tensor p =
                     torch::sigmoid( calibrated( mNetwork->forward( maps ), mPositiveWeight ) ).to( torch::kCPU ).contiguous();
                 risk.insert( risk.end(), p.data_ptr<float>(), p.data_ptr<float>() + p.numel() );
                 feedback.setProgress( static_cast<double>( risk.size() ) / static_cast<double>( risk.capacity() ) );
               }
             } );
  return risk;
}

void ConvLstm::save( ModelFile &file ) const
{
  callTorch( "saving the network", [&] { saveState( *mNetwork, file ); } );
  file.description["model"] = { { "positiveWeight", mPositiveWeight } };
}

void ConvLstm::load( const ModelFile &file )
{
  mPositiveWeight = file.description.at( "model" ).at( "positiveWeight" );
  check( mPositiveWeight > 0 && std::isfinite( mPositiveWeight ), "The model's positive weight is not above 0. Train it again." );
  const auto categories = static_cast<int>( file.description.at( "categories" ).size() );
  setShape( gridOf( file ), channelCount( windowOptions(), categories ) );
  double values = 0;
  for ( const auto &[name, tensor] : file.tensors )
    values += static_cast<double>( tensor.values.size() );
  check( mNetworkOptions.parameterCount() <= values,
         "The model holds fewer numbers than the network that it describes. Train it again." );

  // A model trained on a GPU also runs where there is none.
  const Device device = mOptions.device == Device::Gpu ? Device::Auto : mOptions.device;
  callTorch( "loading the network",
             [&]
             {
               makeNetwork( device );
               loadState( *mNetwork, file );
             } );
}
} // namespace

std::unique_ptr<Forecaster> makeConvLstm( const TrainingOptions &options )
{
  return std::make_unique<ConvLstm>( options );
}

} // namespace riskcast
