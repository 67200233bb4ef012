#pragma once

#include <qgsoptionswidgetfactory.h>

class QComboBox;
class QgsFileWidget;
class QgsSpinBox;
class QLabel;

namespace riskcast
{

/// The page "Riskcast" of QGIS's options: what Settings holds.
class SettingsPage : public QgsOptionsPageWidget
{
  Q_OBJECT

public:
  /// The page's name, by which QGIS's options open at it.
  static const QString pageName;

  explicit SettingsPage( QWidget *parent );

  void apply() override;

protected:
  /// QGIS makes all pages when its options open: the engine is started only for who looks at this one.
  void showEvent( QShowEvent *event ) override;

private:
  void checkEngine();

  QgsFileWidget *mEngine;
  QLabel *mVersion;
  QComboBox *mDevice;
  QgsSpinBox *mThreads;
  QComboBox *mLook;
};

class SettingsPageFactory : public QgsOptionsWidgetFactory
{
public:
  SettingsPageFactory();

  QgsOptionsPageWidget *createWidget( QWidget *parent ) const override;
};

} // namespace riskcast
