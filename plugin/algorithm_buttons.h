#pragma once

#include <QVariantMap>
#include <QWidget>

#include <vector>

class QPushButton;

namespace riskcast
{

/// Opens the dialogs of algorithms that go on from a risk raster, with what is known filled in. QGIS has these dialogs in Python:
/// without it there are no buttons.
class AlgorithmButtons : public QWidget
{
  Q_OBJECT

public:
  explicit AlgorithmButtons( QWidget *parent );

  /// Shows the buttons whose algorithms are there.
  void refresh();

  /// \param risk      id of the layer; empty: none
  /// \param heatmaps  file; empty: none
  void setInputs( const QString &risk, const QString &heatmaps );

private:
  struct Button
  {
    QPushButton *button;
    QString algorithm;
    QString parameter; ///< the one that is filled in
  };
  void add( const QString &text, const QString &algorithm, const QString &parameter );
  void openDialog( const Button &button ) const;

  std::vector<Button> mButtons;
  QVariantMap mInputs; ///< by name of the parameter
};

} // namespace riskcast
