#pragma once

#include "local_time.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace riskcast
{

/// A value at a time; NaN: unknown.
struct ChartPoint
{
  LocalTime time;
  double value = 0;
};

struct ChartSeries
{
  enum class Shape
  {
    Line,
    Level, ///< one point, drawn from side to side
    Bars,  ///< unknown ones are shaded
  };

  QString name;
  Shape shape = Shape::Line;
  std::vector<ChartPoint> points; ///< ascending in time
};

/// A small chart over time in the colours and the font of the desktop, from 0 up. QGIS's own plots are no stable interface: those
/// of 3.40 and of 4 have other classes and arguments. Qt Charts and Qwt are not linked by every QGIS.
class TimeChart : public QWidget
{
  Q_OBJECT

public:
  using ValueText = std::function<QString( double )>;

  /// \param title  for screen readers
  TimeChart( const QString &title, ValueText valueText, QWidget *parent );

  void setSeries( std::vector<ChartSeries> series );

  /// A line across the chart.
  void setMarker( std::optional<LocalTime> time );

  const std::vector<ChartSeries> &series() const { return mSeries; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

protected:
  void paintEvent( QPaintEvent *event ) override;
  bool event( QEvent *event ) override; ///< tells what is under the mouse

private:
  struct Frame;
  Frame frame() const;
  void paintSeries( QPainter &painter, const Frame &frame, size_t number ) const;
  void paintLegend( QPainter &painter ) const;
  QPen penOf( size_t number ) const;
  QString textAt( LocalTime time ) const;

  ValueText mValueText;
  std::vector<ChartSeries> mSeries;
  std::optional<LocalTime> mMarker;
};

} // namespace riskcast
