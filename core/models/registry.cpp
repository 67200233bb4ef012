#include "registry.h"

#include "../baselines.h"
#include "../error.h"
#include "../list_text.h"
#include "../rate_mixtures.h"
#include "network_forecaster.h"

namespace riskcast
{

namespace
{
std::unique_ptr<Forecaster> makeForecaster( ModelKindId id, const TrainingOptions &options )
{
  switch ( id )
  {
    case ModelKindId::RateNetwork:
    case ModelKindId::ConvLstm:
    case ModelKindId::StResNet:
    case ModelKindId::Sftt:
    case ModelKindId::Tfts:
    case ModelKindId::Parb:
    case ModelKindId::EncoderForecaster:
    case ModelKindId::Gan:
      return makeNetworkForecaster( options );
    case ModelKindId::RateMixture:
      return makeRateMixtures();
    case ModelKindId::Ewma:
      return makeEwma();
    case ModelKindId::LongRunRate:
      return makeLongRunRate();
    case ModelKindId::Hawkes:
      return makeHawkes();
    case ModelKindId::Kde:
      return makeKde();
    case ModelKindId::Prospective:
      return makeProspective();
    case ModelKindId::LogisticLags:
      return makeLogisticLags();
    case ModelKindId::PoissonLags:
      return makePoissonLags();
    case ModelKindId::LastMap:
      return makeLastMap();
    case ModelKindId::RandomMap:
      return makeRandomMap( options );
  }
  return nullptr;
}
} // namespace

std::unique_ptr<Forecaster> makeForecaster( const TrainingOptions &options )
{
  const ModelKind *kind = findModelKind( options.kind );
  if ( !kind )
    throw Error( "There is no model called \"" + options.kind + "\". Choose one of " + listText( modelKindNames() ) + "." );
  return makeForecaster( kind->id, options );
}

} // namespace riskcast
