#pragma once

#include "settings_page.h"

#include <QPointer>

class QAction;
class QgisInterface;
class QgsMessageBarItem;

namespace riskcast
{

/// What helps people with Riskcast in QGIS Desktop: the sample project, settings and diagnostics in its menu, the page in QGIS's
/// options, and, once in a profile, a notice that it is there.
class Assistance : public QObject
{
  Q_OBJECT

public:
  /// \param menu  title of Riskcast's menu among the plugins
  Assistance( QgisInterface &qgis, const QString &menu, QObject *parent );
  ~Assistance() override;

private:
  void add( const QString &name, const QString &text, void ( Assistance::*work )() );
  void welcome();
  void openSample();
  void openSettings();
  void copyDiagnostics();

  QPointer<QgisInterface> mQgis;
  QString mMenu;
  QList<QAction *> mActions;
  SettingsPageFactory mSettingsPage;
  QPointer<QgsMessageBarItem> mNotice;
};

} // namespace riskcast
