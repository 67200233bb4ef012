#pragma once

#include "risk_series.h"

#include <QWidget>

class QLabel;

namespace riskcast
{

class RasterBox;

/// Another risk raster beside the chosen one.
class ComparePanel : public QWidget
{
  Q_OBJECT

public:
  explicit ComparePanel( QWidget *parent );

  /// Looks again which layers there are to choose from.
  void refresh();

  /// The other raster; null if there is none.
  RiskSeries *series() const { return mSeries.get(); }

  /// How many flagged cells the two share. \throws Error if a file cannot be read
  void setFlags( RiskSeries &risks, int step, int percentile );

  void forget();

signals:
  void changed();

private:
  void open();

  RasterBox *mRaster = nullptr;
  QLabel *mText = nullptr;
  std::unique_ptr<RiskSeries> mSeries;
};

} // namespace riskcast
