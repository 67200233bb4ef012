#pragma once

#include <qgsmaplayercombobox.h>

class QgsRasterLayer;

namespace riskcast
{

/// A list of the project's risk rasters.
class RasterBox : public QgsMapLayerComboBox
{
  Q_OBJECT

public:
  explicit RasterBox( QWidget *parent );

  /// Looks again which layers are risk rasters: each file is opened, so it is done while somebody sees the list.
  void refresh();

  /// The chosen risk raster; null if there is none.
  QgsRasterLayer *raster() const;
};

} // namespace riskcast
