#pragma once

#include "risk_explorer_model.h"

#include <qgsdockwidget.h>

#include <QPointer>
#include <QStringList>

class QComboBox;
class QgsMapCanvas;
class QgsRasterLayer;
class QLabel;

namespace riskcast
{

class AlgorithmButtons;
class CellPanel;
class CellPicker;
class ComparePanel;
class FlagPanel;
class FlagStyle;
class LabelTally;
class RasterBox;
class StepLink;
class WhyPanel;

/// Looks into a risk raster: step by step, above a percentile, cell by cell. While it is closed it holds neither files nor
/// numbers.
class RiskExplorerDock : public QgsDockWidget
{
  Q_OBJECT

public:
  RiskExplorerDock( QgsMapCanvas &canvas, QWidget *parent );
  ~RiskExplorerDock() override;

  /// Opens the dock with a risk raster. \param layer  null: the one that was chosen, or the first
  void explore( QgsRasterLayer *layer );

private:
  void addWidgets();
  void connectWidgets();
  void followProject();

  void open();
  void release();
  void refreshRasters();
  void chooseRaster();
  void closeRaster();
  void openRaster( QgsRasterLayer &layer );
  void reopenRaster();
  void listSteps();
  void chooseStep();
  void movePercentile();
  void chooseCell( std::optional<int> cell );
  void chooseNeighbour( int rows, int columns );
  void chooseRiskiest();

  void showFlags();
  void tally();
  void updateFlags();
  void updateCell();
  void updateCellInStep();

  /// Runs what a signal asks for: nothing may be thrown through Qt, so what goes wrong is said in the dock.
  template<class Work> void attempt( const Work &work );
  void say( const QString &message );

  RasterBox *mRaster = nullptr;
  QComboBox *mStep = nullptr;
  QLabel *mMessage = nullptr;
  QWidget *mContent = nullptr; ///< all that there is of a raster alone
  FlagPanel *mFlags = nullptr;
  CellPanel *mCell = nullptr;
  WhyPanel *mWhy = nullptr;
  ComparePanel *mOther = nullptr;
  AlgorithmButtons *mAlgorithms = nullptr;

  StepLink *mLink = nullptr;
  FlagStyle *mStyle = nullptr;
  CellPicker *mPicker = nullptr;
  LabelTally *mTally = nullptr;

  QPointer<QgsRasterLayer> mLayer;
  std::unique_ptr<RiskExplorerModel> mModel; ///< null while no raster is open
  QStringList mLearnedFrom;                  ///< files
  std::optional<int> mChosenCell;
  bool mIsOpen = false;
};

} // namespace riskcast
