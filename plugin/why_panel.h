#pragma once

#include "risk_explorer_model.h"

#include <QPointer>
#include <QVariantMap>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;
class QgsFileWidget;
class QgsRasterLayer;
class QgsTask;

namespace riskcast
{

class ExplanationTask;

/// Why a cell's risk is what it is: the share of each factor, as the algorithm "Explain risk" finds it. Where the project holds
/// no explanation of the step, a button has the algorithm make one in the background.
class WhyPanel : public QWidget
{
  Q_OBJECT

public:
  explicit WhyPanel( QWidget *parent );
  ~WhyPanel() override;

  /// \param model  lives until the next call; null, as the layer: none
  void setRaster( QgsRasterLayer *layer, RiskExplorerModel *model );

  /// \param step  of the raster
  void setPlace( int step, std::optional<int> cell );

private:
  QTableWidget *makeFactors();
  QWidget *makeQuestion();
  void refresh();
  void showFactors( const WhyFacts &facts );
  void showQuestion();
  QString whyNot() const;
  QVariantMap parameters() const;
  void startOrCancel();
  void start();
  void finish( ExplanationTask &task, const QPointer<QgsRasterLayer> &layer, int step, const QString &file );
  void keep( const QgsRasterLayer &layer, int step, const QString &file );

  QLabel *mText = nullptr;
  QTableWidget *mFactors = nullptr;
  QWidget *mQuestion = nullptr; ///< the model that made the map, and the button
  QgsFileWidget *mModelFile = nullptr;
  QPushButton *mButton = nullptr;

  QPointer<QgsRasterLayer> mLayer;
  RiskExplorerModel *mModel = nullptr;
  int mStep = 0;
  std::optional<int> mCell;
  QPointer<QgsTask> mTask; ///< while it runs
  QString mProblem;        ///< what the last run came to; empty: nothing to complain about
};

} // namespace riskcast
