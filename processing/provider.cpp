#include "provider.h"

#include "check_incidents_algorithm.h"
#include "classify_risk_algorithm.h"
#include "compare_settings_algorithm.h"
#include "create_heatmap_stack_algorithm.h"
#include "evaluate_risk_model_algorithm.h"
#include "explain_risk_algorithm.h"
#include "export_bulletin_algorithm.h"
#include "export_heatmap_stack_algorithm.h"
#include "forecast_risk_algorithm.h"
#include "predict_risk_algorithm.h"
#include "select_extent_and_period_algorithm.h"
#include "train_risk_model_algorithm.h"
#include "translation.h"

#include <qgsapplication.h>
#include <qgsprocessingregistry.h>

#include <QIcon>
#include <QPointer>

namespace riskcast
{

Provider::Provider()
{
  installTranslation( mTranslator );
}

void Provider::loadAlgorithms()
{
  addAlgorithm( new CheckIncidentsAlgorithm );
  addAlgorithm( new SelectExtentAndPeriodAlgorithm );
  addAlgorithm( new CreateHeatmapStackAlgorithm );
  addAlgorithm( new ExportHeatmapStackAlgorithm );
  addAlgorithm( new TrainRiskModelAlgorithm );
  addAlgorithm( new EvaluateRiskModelAlgorithm );
  addAlgorithm( new CompareSettingsAlgorithm );
  addAlgorithm( new PredictRiskAlgorithm );
  addAlgorithm( new ClassifyRiskAlgorithm );
  addAlgorithm( new ExplainRiskAlgorithm );
  addAlgorithm( new ForecastRiskAlgorithm );
  addAlgorithm( new ExportBulletinAlgorithm );
}

QString Provider::id() const
{
  return "riskcast";
}

QString Provider::name() const
{
  return "Riskcast";
}

QString Provider::longName() const
{
  return QObject::tr( "Riskcast: risk maps from dated points" );
}

QString Provider::versionInfo() const
{
  return RISKCAST_VERSION;
}

QIcon Provider::icon() const
{
  return QIcon( svgIconPath() );
}

QString Provider::svgIconPath() const
{
  return ":/riskcast/riskcast.svg";
}

namespace
{

// Both doors load the same library, and either may close first: the provider goes with the last. QGIS deletes it itself when
// it ends before the doors close.
QPointer<Provider> registeredProvider;
int openDoors = 0;

} // namespace

} // namespace riskcast

using namespace riskcast;

bool riskcast_register_provider()
{
  if ( !registeredProvider )
  {
    openDoors = 0;
    auto *provider = new Provider;
    // A provider that is refused, because its id is taken, is deleted.
    if ( !QgsApplication::processingRegistry()->addProvider( provider ) )
      return false;
    registeredProvider = provider;
  }
  ++openDoors;
  return true;
}

void riskcast_unregister_provider()
{
  if ( !registeredProvider || --openDoors > 0 )
    return;
  QgsApplication::processingRegistry()->removeProvider( registeredProvider );
}
