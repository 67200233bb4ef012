#pragma once

#include <QTableWidget>

namespace riskcast
{

/// A table to read, all of which is seen: as high as its rows, and never narrower than its texts. Tab leaves it.
class FittedTable : public QTableWidget
{
  Q_OBJECT

public:
  /// \param name  for those who hear it
  FittedTable( int rows, int columns, const QString &name );

  QSize sizeHint() const override { return minimumSizeHint(); }
  QSize minimumSizeHint() const override;
};

} // namespace riskcast
