#pragma once

#include "grid.h"

#include <qgscoordinatereferencesystem.h>
#include <qgsmaptoolemitpoint.h>
#include <qgspointxy.h>
#include <qgsrubberband.h>

#include <QObject>
#include <QPointer>

#include <optional>

class QAction;
class QgsMapCanvas;

namespace riskcast
{

/// Picks cells of a grid on the map, whatever its CRS, and marks the one that is chosen.
class CellPicker : public QObject
{
  Q_OBJECT

public:
  CellPicker( QgsMapCanvas &canvas, QObject *parent );
  ~CellPicker() override;

  /// Turns picking on and off.
  QAction *action() const { return mAction; }

  void setGrid( const Grid &grid, const QgsCoordinateReferenceSystem &crs );

  /// \param cell  nothing: marks none
  void mark( std::optional<int> cell );

  /// Gives the map back to the tool before, and takes the mark off it.
  void leaveMap();

signals:
  void picked( int cell );
  void missed( const QString &why );

private:
  void pick( const QgsPointXY &point );
  void drawMark();

  QPointer<QgsMapCanvas> mCanvas;
  QAction *mAction = nullptr;
  QPointer<QgsMapToolEmitPoint> mTool;
  QPointer<QgsRubberBand> mMark; ///< QGIS deletes it with the canvas
  Grid mGrid;
  QgsCoordinateReferenceSystem mCrs;
  std::optional<int> mCell;
};

} // namespace riskcast
