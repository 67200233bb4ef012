#include "time_chart.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace riskcast
{

/// Where times and values lie.
struct TimeChart::Frame
{
  QRectF plot;
  LocalTime first{};
  LocalTime last{}; ///< of what is drawn: a bar's end
  double highest = 1;

  double x( LocalTime time ) const
  {
    const double all = std::chrono::duration<double>( last - first ).count();
    const double part = std::chrono::duration<double>( time - first ).count();
    return plot.left() + ( all > 0 ? part / all : 0.5 ) * plot.width();
  }
  double y( double value ) const
  {
    constexpr double part = 0.94; // of the height: a line at the highest value is not hidden by the frame
    return plot.bottom() - value / highest * part * plot.height();
  }
};

namespace
{

QString dateText( LocalTime time )
{
  return QString::fromStdString( toIso8601( time ) );
}

/// How long the bars of a series last.
std::chrono::seconds barLength( const ChartSeries &series )
{
  if ( series.shape != ChartSeries::Shape::Bars )
    return std::chrono::seconds( 0 );
  return series.points.size() < 2 ? std::chrono::days( 7 ) : series.points[1].time - series.points[0].time;
}

/// A line that leaves out what is unknown, with dots where there is room for them; a lone point is a dot.
void paintLine( QPainter &painter, const std::vector<QPointF> &points, const QRectF &plot )
{
  constexpr double room = 8; // pixels a point
  const bool hasDots = points.size() == 1 || plot.width() / static_cast<double>( points.size() ) >= room;
  QPainterPath path;
  for ( size_t i = 0; i < points.size(); ++i )
  {
    if ( std::isnan( points[i].y() ) )
      continue;
    const bool goesOn = i > 0 && !std::isnan( points[i - 1].y() );
    goesOn ? path.lineTo( points[i] ) : path.moveTo( points[i] );
    if ( hasDots )
      painter.drawEllipse( points[i], 1.5, 1.5 );
  }
  painter.drawPath( path );
}

} // namespace

TimeChart::TimeChart( const QString &title, ValueText valueText, QWidget *parent )
    : QWidget( parent )
    , mValueText( std::move( valueText ) )
{
  setAccessibleName( title );
  setSizePolicy( QSizePolicy::Expanding, QSizePolicy::Fixed );
}

void TimeChart::setSeries( std::vector<ChartSeries> series )
{
  mSeries = std::move( series );
  update();
}

void TimeChart::setMarker( std::optional<LocalTime> time )
{
  mMarker = time;
  setAccessibleDescription( time ? textAt( *time ) : QString() );
  update();
}

QSize TimeChart::sizeHint() const
{
  return { fontMetrics().averageCharWidth() * 44, fontMetrics().height() * 10 };
}

QSize TimeChart::minimumSizeHint() const
{
  return { fontMetrics().averageCharWidth() * 24, fontMetrics().height() * 8 };
}

TimeChart::Frame TimeChart::frame() const
{
  Frame frame;
  frame.first = LocalTime::max();
  frame.last = LocalTime::min();
  frame.highest = 0;
  for ( const ChartSeries &series : mSeries )
    for ( const ChartPoint &point : series.points )
    {
      frame.highest = std::fmax( frame.highest, point.value );
      if ( series.shape == ChartSeries::Shape::Level )
        continue;
      frame.first = std::min( frame.first, point.time );
      frame.last = std::max( frame.last, point.time + barLength( series ) );
    }
  if ( frame.highest <= 0 )
    frame.highest = 1;
  const int line = fontMetrics().height();
  const int left = std::max( fontMetrics().horizontalAdvance( mValueText( frame.highest ) ),
                             fontMetrics().horizontalAdvance( mValueText( 0 ) ) );
  frame.plot = QRectF( rect() ).adjusted( left + line / 2.0, 1.5 * line, -line / 2.0, -1.5 * line );
  return frame;
}

QPen TimeChart::penOf( size_t number ) const
{
  const ChartSeries::Shape shape = mSeries[number].shape;
  if ( shape == ChartSeries::Shape::Level )
    return { palette().color( QPalette::Text ), 1, Qt::DashLine };
  return number == 0 ? QPen( palette().color( QPalette::Highlight ), 2 ) : QPen( palette().color( QPalette::Text ), 1 );
}

void TimeChart::paintEvent( QPaintEvent * )
{
  QPainter painter( this );
  painter.setRenderHint( QPainter::Antialiasing );
  const Frame frame = this->frame();
  if ( frame.first > frame.last )
    return;
  painter.fillRect( frame.plot, palette().color( QPalette::Base ) );
  for ( size_t number = 0; number < mSeries.size(); ++number )
    paintSeries( painter, frame, number );
  painter.setBrush( Qt::NoBrush );
  painter.setPen( palette().color( QPalette::Text ) );
  if ( mMarker && *mMarker >= frame.first && *mMarker <= frame.last )
    painter.drawLine( QLineF( frame.x( *mMarker ), frame.plot.top(), frame.x( *mMarker ), frame.plot.bottom() ) );
  painter.drawRect( frame.plot );
  const double line = fontMetrics().height();
  const QRectF values( 0, 0, frame.plot.left() - line / 4, height() );
  const auto besides = [&]( double y ) { return QRectF( 0, y - line / 2, values.width(), line ); };
  painter.drawText( besides( frame.y( frame.highest ) ), Qt::AlignRight | Qt::AlignVCenter, mValueText( frame.highest ) );
  painter.drawText( besides( frame.plot.bottom() ), Qt::AlignRight | Qt::AlignVCenter, mValueText( 0 ) );
  const QRectF below( frame.plot.left(), frame.plot.bottom() + line / 4, frame.plot.width(), line );
  painter.drawText( below, Qt::AlignLeft, dateText( frame.first ) );
  if ( frame.first != frame.last )
    painter.drawText( below, Qt::AlignRight, dateText( frame.last ) );
  paintLegend( painter );
}

void TimeChart::paintSeries( QPainter &painter, const Frame &frame, size_t number ) const
{
  const ChartSeries &series = mSeries[number];
  const QPen pen = penOf( number );
  painter.setPen( pen );
  painter.setBrush( pen.color() );
  if ( series.shape == ChartSeries::Shape::Level )
  {
    const double y = frame.y( series.points.front().value );
    return painter.drawLine( QLineF( frame.plot.left(), y, frame.plot.right(), y ) );
  }
  std::vector<QPointF> places;
  for ( const ChartPoint &point : series.points )
    places.emplace_back( frame.x( point.time ), frame.y( point.value ) );
  painter.setBrush( Qt::NoBrush );
  if ( series.shape == ChartSeries::Shape::Line )
    return paintLine( painter, places, frame.plot );
  for ( const ChartPoint &point : series.points )
  {
    const bool isKnown = !std::isnan( point.value );
    const QRectF bar( QPointF( frame.x( point.time ), isKnown ? frame.y( point.value ) : frame.plot.top() ),
                      QPointF( frame.x( point.time + barLength( series ) ), frame.plot.bottom() ) );
    painter.fillRect( bar, isKnown ? QBrush( pen.color() ) : QBrush( palette().color( QPalette::Mid ), Qt::BDiagPattern ) );
  }
}

/// What the lines are, in one row.
void TimeChart::paintLegend( QPainter &painter ) const
{
  const int line = fontMetrics().height();
  int x = 0;
  const auto write = [&]( const QString &text )
  {
    painter.setPen( palette().color( QPalette::WindowText ) );
    painter.drawText( x, fontMetrics().ascent(), text );
    x += fontMetrics().horizontalAdvance( text ) + line;
  };
  if ( mSeries.size() == 1 )
    return write( mSeries.front().name );
  for ( size_t number = 0; number < mSeries.size(); ++number )
  {
    painter.setPen( penOf( number ) );
    painter.drawLine( x, line / 2, x + line, line / 2 );
    x += line + line / 3;
    write( mSeries[number].name );
  }
}

QString TimeChart::textAt( LocalTime time ) const
{
  QStringList parts;
  for ( const ChartSeries &series : mSeries )
  {
    const auto after = std::ranges::upper_bound( series.points, time, {}, &ChartPoint::time );
    const auto at = after == series.points.begin() ? after : std::prev( after );
    const bool isLevel = series.shape == ChartSeries::Shape::Level;
    if ( isLevel || at->time <= time )
      parts << tr( "%1: %2" ).arg( isLevel ? series.name : series.name + ' ' + dateText( at->time ), mValueText( at->value ) );
  }
  return parts.join( '\n' );
}

bool TimeChart::event( QEvent *event )
{
  const Frame frame = this->frame();
  if ( event->type() != QEvent::ToolTip || frame.first > frame.last )
    return QWidget::event( event );
  const auto &help = static_cast<const QHelpEvent &>( *event );
  const double share = ( help.pos().x() - frame.plot.left() ) / frame.plot.width();
  const auto since = std::chrono::duration<double>( frame.last - frame.first ) * std::clamp( share, 0.0, 1.0 );
  QToolTip::showText( help.globalPos(), textAt( frame.first + std::chrono::duration_cast<std::chrono::seconds>( since ) ), this );
  return true;
}

} // namespace riskcast
