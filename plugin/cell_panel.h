#pragma once

#include "risk_explorer_model.h"

#include <QWidget>

class QAction;
class QLabel;
class QTableWidget;

namespace riskcast
{

class TimeChart;

/// One cell: its risk, rank and neighbours in a step, and charts over all steps.
class CellPanel : public QWidget
{
  Q_OBJECT

public:
  /// \param pick  turns picking on the map on and off
  CellPanel( QAction *pick, QWidget *parent );

  /// Says something in place of a cell.
  void setNothing( const QString &why );

  void setFacts( const CellFacts &facts );

  /// The risk of the cell step by step. \param longRun  the probability that its mean count stands for
  /// \param other  another raster's risk of the same cell; null: none
  void setRisks( int cell, const RiskSeries &risks, std::optional<double> longRun, const RiskSeries *other );

  void setWeeks( const std::vector<WeekFacts> &weeks );

  void setStep( LocalTime start );

signals:
  void riskiestWanted();

  /// \param rows, columns  to the south and to the east
  void neighbourWanted( int rows, int columns );

private:
  QWidget *makeButtons( QAction *pick );
  QTableWidget *makeNeighbours();

  QLabel *mText = nullptr;
  QWidget *mFacts = nullptr; ///< all that there is of a cell alone
  QTableWidget *mNeighbours = nullptr;
  TimeChart *mRisks = nullptr;
  TimeChart *mWeeks = nullptr;
};

} // namespace riskcast
