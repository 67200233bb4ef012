#include "explanation_task.h"

#include <qgsapplication.h>
#include <qgsprocessing.h>
#include <qgsprocessingregistry.h>
#include <qgsrasterlayer.h>

namespace riskcast
{

namespace
{

const QgsProcessingAlgorithm *explainRiskAlgorithm()
{
  return QgsApplication::processingRegistry()->algorithmById( QStringLiteral( "riskcast:explainrisk" ) );
}

QVariantMap withResult( QVariantMap parameters )
{
  parameters[QStringLiteral( "EXPLANATION" )] = QgsProcessing::TEMPORARY_OUTPUT;
  return parameters;
}

} // namespace

void ErrorFeedback::reportError( const QString &error, bool )
{
  mError = error;
}

QString ExplanationTask::problem()
{
  const QgsProcessingAlgorithm *algorithm = explainRiskAlgorithm();
  QString problem;
  if ( !algorithm )
    return QObject::tr(
        "The algorithm \"Explain risk\" is not there. Switch on Riskcast in Plugins › Manage and Install Plugins." );
  algorithm->canExecute( &problem );
  return problem;
}

ExplanationTask::ExplanationTask( const QVariantMap &parameters, QgsRasterLayer &layer )
    : QgsProcessingAlgRunnerTask( explainRiskAlgorithm(), withResult( parameters ), context, &feedback,
                                  QgsTask::CanCancel | QgsTask::CancelWithoutPrompt )
{
  setDependentLayers( { &layer } );
}

} // namespace riskcast
