#pragma once

#include <qgsprocessingalgrunnertask.h>
#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>

class QgsRasterLayer;

namespace riskcast
{

/// Keeps what went wrong, for those who see no log.
class ErrorFeedback : public QgsProcessingFeedback
{
public:
  ErrorFeedback()
      : QgsProcessingFeedback( false )
  {
  }
  void reportError( const QString &error, bool fatalError ) override;
  const QString &error() const { return mError; }

private:
  QString mError;
};

/// What a run needs for as long as it lasts.
struct RunPlace
{
  QgsProcessingContext context;
  ErrorFeedback feedback;
};

/// Runs the algorithm "Explain risk" in the background, into a file of QGIS's temporary folder, and shows its progress where QGIS
/// shows that of all tasks. Ends by itself, without a question and without a file, when the layer goes: with the project, or
/// with QGIS.
class ExplanationTask : private RunPlace, public QgsProcessingAlgRunnerTask
{
public:
  /// In a sentence, why the algorithm cannot be run; empty if it can.
  static QString problem();

  /// \param parameters  all but the result. QGIS's task manager runs it, and deletes it. \param layer  what is explained
  ExplanationTask( const QVariantMap &parameters, QgsRasterLayer &layer );

  /// What went wrong; empty if nothing did, or if it was cancelled.
  QString error() const { return feedback.isCanceled() ? QString() : feedback.error(); }
};

} // namespace riskcast
