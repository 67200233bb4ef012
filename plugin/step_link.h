#pragma once

#include "time_steps.h"

#include <qgsrange.h>

#include <QObject>
#include <QPointer>

#include <optional>

class QgsMapCanvas;
class QgsRasterLayer;
class QgsTemporalNavigationObject;

namespace riskcast
{

/// Keeps the step of a risk raster and QGIS's temporal controller the same, whoever moves.
class StepLink : public QObject
{
  Q_OBJECT

public:
  StepLink( QgsMapCanvas &canvas, QObject *parent );

  /// \param layer  of a risk raster with these steps; null: none
  void setLayer( QgsRasterLayer *layer, const TimeSteps &steps );

  /// The step that the map shows; nothing where it shows none.
  std::optional<int> shownStep() const;

  /// Has the map show a step: the temporal controller then goes from step to step of the raster.
  void show( int step );

signals:
  /// The map shows another step, not by show().
  void moved( int step );

private:
  void followMap();
  void setBand( int step );
  void moveController( QgsTemporalNavigationObject &controller, int step ) const;

  QPointer<QgsMapCanvas> mCanvas;
  QPointer<QgsRasterLayer> mLayer;
  TimeSteps mSteps;
  bool mIsMoving = false;
};

} // namespace riskcast
