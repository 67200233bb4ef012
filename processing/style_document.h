#pragma once

#include <QDomDocument>
#include <QString>

class QgsMapLayerTemporalProperties;
class QgsRasterRenderer;

namespace riskcast
{

/// A style as QGIS reads it from a .qml. It begins as one of those in the plugin folder, styles/, which say colours, opacity and
/// rendering, and what depends on the data is filled in.
/// Its legend speaks the language of QGIS.
class StyleDocument
{
public:
  /// \param name  of the file, without its suffix
  /// \throws Error if it cannot be read
  explicit StyleDocument( const QString &name );

  const QDomDocument &document() const { return mDocument; }

  /// The element that the renderer of a raster is read from.
  QDomElement rendererElement() const;

  /// \param renderer  made of that element
  void setRenderer( const QgsRasterRenderer &renderer );

  /// A copy in which the values between the centres of cells are interpolated.
  StyleDocument smooth() const;

  /// When the layer, its bands or its features are shown.
  void setTimes( const QgsMapLayerTemporalProperties &times );

private:
  QDomElement pipe() const;

  QDomDocument mDocument;
};

} // namespace riskcast
