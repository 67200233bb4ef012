#pragma once

#include <QPointer>

#include <qgsrasterlayer.h>

#include <optional>

namespace riskcast
{

/// Draws the flagged cells of a risk raster in one colour while a threshold moves. The layer itself keeps the percentile, so that
/// a project that is opened again goes on where it was.
class FlagStyle : public QObject
{
  Q_OBJECT

public:
  using QObject::QObject;

  /// \param layer  null: none
  void setLayer( QgsRasterLayer *layer );

  /// The percentile whose flags are drawn; nothing while the layer has another style.
  std::optional<int> percentile() const;

  /// \param band       from 1 on
  /// \param threshold  of the percentile; NaN: nothing is flagged
  void showFlags( int band, double threshold, int percentile );

  /// Back to the risk classes.
  void showClasses( int band );

signals:
  void changed();

private:
  void forget();

  QPointer<QgsRasterLayer> mLayer;
  bool mIsStyling = false;
};

} // namespace riskcast
