#include "fitted_table.h"

#include <QHeaderView>

#include <algorithm>

namespace riskcast
{

FittedTable::FittedTable( int rows, int columns, const QString &name )
    : QTableWidget( rows, columns )
{
  setAccessibleName( name );
  setEditTriggers( QAbstractItemView::NoEditTriggers );
  setTabKeyNavigation( false );
  setVerticalScrollBarPolicy( Qt::ScrollBarAlwaysOff );
  setHorizontalScrollBarPolicy( Qt::ScrollBarAlwaysOff );
  setWordWrap( false );
  setSizePolicy( QSizePolicy::Expanding, QSizePolicy::Fixed );
  horizontalHeader()->setSectionResizeMode( QHeaderView::Stretch );
  verticalHeader()->setSectionResizeMode( QHeaderView::ResizeToContents );
  connect( model(), &QAbstractItemModel::dataChanged, this, &FittedTable::updateGeometry );
  connect( model(), &QAbstractItemModel::headerDataChanged, this, &FittedTable::updateGeometry );
}

QSize FittedTable::minimumSizeHint() const
{
  int width = 2 * frameWidth();
  int height = 2 * frameWidth() + verticalHeader()->length();
  if ( !verticalHeader()->isHidden() )
    width += verticalHeader()->sizeHint().width();
  if ( !horizontalHeader()->isHidden() )
    height += horizontalHeader()->sizeHint().height();
  int widest = 0; // as all columns are, because they share the width
  for ( int column = 0; column < columnCount(); ++column )
  {
    const int ofName = horizontalHeader()->isHidden() ? 0 : horizontalHeader()->sectionSizeHint( column );
    widest = std::max( { widest, sizeHintForColumn( column ), ofName } );
  }
  return { width + columnCount() * widest, height };
}

} // namespace riskcast
