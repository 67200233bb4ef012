// The risk explorer on a map canvas of its own.
#pragma once

#include "risk_explorer_dock.h"
#include "three_days.h"

#include <qgsapplication.h>

#include <QComboBox>
#include <QLabel>
#include <QSlider>
#include <QTranslator>

#include <memory>

class QMainWindow;
class QTableWidget;
class QgsMapCanvas;
class QgsTemporalNavigationObject;

namespace riskcast
{

/// QGIS with our plugin's English, which has the plurals.
class QgisInEnglish
{
public:
  QgisInEnglish( int &argc, char **argv );

private:
  QgsApplication mApplication;
  QTranslator mPlurals;
};

/// For tests to inherit. What is clicked or read is there under a name that people see or hear, or the test ends.
class DockOnCanvas
{
public:
  DockOnCanvas();
  ~DockOnCanvas();

protected:
  void setUp();
  void tearDown();

  /// Adds a raster of ours, styled, to the project.
  QgsRasterLayer *add( const QString &file, const QString &name = QStringLiteral( "risk" ) );
  QgsRasterLayer *addRisk( const RiskMaps &maps, const QString &name = QStringLiteral( "risk" ) );

  /// 32643's cells of a square kilometre near Delhi, days from 2024-01-01 on.
  static RiskMaps squareKilometres( const std::vector<std::string> &drawings );

  void open() { mDock->explore( nullptr ); }
  void click( const QString &button ) const;

  /// Clicks a place in the CRS of the map, with the tool that is on.
  void clickMap( double x, double y ) const;

  template<class Widget> Widget *named( const QString &accessibleName ) const
  {
    for ( Widget *widget : mDock->findChildren<Widget *>() )
      if ( widget->accessibleName() == accessibleName )
        return widget;
    qFatal( "There is no \"%s\".", qPrintable( accessibleName ) );
  }
  QString text( const QString &accessibleName ) const { return named<QLabel>( accessibleName )->text(); }
  QString cell() const { return text( QStringLiteral( "Chosen cell" ) ); }

  /// The cells of a table, as "a, b / c, d".
  static QString cellsOf( const QTableWidget &table );

  /// What is said above all, or nothing.
  QString message() const;

  QComboBox *steps() const { return named<QComboBox>( QStringLiteral( "Step" ) ); }
  QSlider *percentile() const { return named<QSlider>( QStringLiteral( "Percentile above which cells are flagged" ) ); }

  std::unique_ptr<ResultFolder> mFolder;
  std::unique_ptr<QMainWindow> mWindow;
  QgsMapCanvas *mCanvas = nullptr;
  QgsTemporalNavigationObject *mController = nullptr;
  QPointer<RiskExplorerDock> mDock;
};

} // namespace riskcast
