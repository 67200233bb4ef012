#pragma once

#include "compat.h"

#include <QTranslator>

namespace riskcast
{

/// Riskcast in QGIS's Processing toolbox.
class Provider : public GeoTiffProvider
{
public:
  Provider();
  QString id() const override;
  QString name() const override;
  QString longName() const override;
  QString versionInfo() const override; ///< for QGIS's logs
  QIcon icon() const override;
  QString svgIconPath() const override;

protected:
  void loadAlgorithms() override;

private:
  QTranslator mTranslator; ///< of all texts, those of the dock too; it goes with the provider
};

} // namespace riskcast

extern "C"
{
  /// Adds the provider to QGIS's Processing registry, unless it is there already. Each door into QGIS (the C++ plugin, the
  /// Python package) calls it once.
  /// \return whether the provider is there, and counts one door more; false if another copy of this library registered it
  Q_DECL_EXPORT bool riskcast_register_provider();

  /// Closes a door whose riskcast_register_provider() returned true. The last one takes the provider away.
  Q_DECL_EXPORT void riskcast_unregister_provider();
}
