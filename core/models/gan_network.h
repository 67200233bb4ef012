#pragma once

#include "network.h"
#include "u_net.h"

namespace riskcast
{

struct GanNetworkOptions
{
  std::vector<int> filters; ///< of each level; small grids have fewer
  int draws = 16;           ///< maps that a forecast is the mean of
  std::uint64_t seed = 1;   ///< of the noise that they are drawn from
  Padding padding = Padding::Replicate;

  /// Number of learned values, without making the network; exact as long as it is below 2^53.
  double parameterCount( const NetworkShape &shape ) const;
};

/// What both sides of a conditional GAN see of a target step: its maps side by side, and a map for each number of its calendar.
/// \return [N, L × C + K, H, W]
torch::Tensor conditionMaps( const NetworkInput &input );

/// Uniform between -1 and 1, of which every processor draws the same.
/// \param like       whose grid, device and type it has [N, C, H, W]
/// \param generator  none: LibTorch's own
/// \return [count, 1, H, W]
torch::Tensor noiseMaps( int64_t count, const torch::Tensor &like, const c10::optional<at::Generator> &generator = c10::nullopt );

/// The generator of a conditional GAN: draws maps that could come next.
///
///     conditionMaps [N, L C + K, H, W] and noise [N, 1, H, W] between -1 and 1 → UNet → logits [N, O, H × W] of a map
///
/// While training that is the outcome, of the noise of the input. In prediction it is the logit of the mean of
/// \a draws maps sigmoid( logits ), the same of the same input: their noise comes from the seed, and is the same in all samples.
/// A prior is added to the logits of each map that is drawn, not to those of their mean.
/// Halves a grid as often as leaves two rows or columns of the longer side, but once at least and as often as there are filters
/// at most: 4 times 32 × 32. Any grid will do that is halved as often.
/// Ours; after Isola et al. 2017, Image-to-image translation with conditional adversarial networks.
class GanNetworkImpl : public Network
{
public:
  GanNetworkImpl( const NetworkShape &shape, const GanNetworkOptions &options );
  torch::Tensor forward( const NetworkInput &input ) override;
  torch::Tensor corrected( const NetworkInput &input, const torch::Tensor &prior ) override;
  void startAtZero() override;

private:
  torch::Tensor drawn( const torch::Tensor &condition, const torch::Tensor &noise );

  int mDraws;
  std::uint64_t mSeed;
  UNet mGenerator;
};
TORCH_MODULE( GanNetwork );

} // namespace riskcast
