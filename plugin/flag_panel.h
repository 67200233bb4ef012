#pragma once

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;
class QSlider;
class QTableWidget;

namespace riskcast
{

struct FlagFacts;
struct LabelCounts;

/// The percentile, what lies above it, and whether that was right.
class FlagPanel : public QWidget
{
  Q_OBJECT

public:
  explicit FlagPanel( QWidget *parent );

  int percentile() const;

  /// Moves the slider without telling of it.
  void setPercentile( int percentile );

  /// Whether the map shows the flagged cells.
  void setFlagsShown( bool areShown );

  void setFacts( const FlagFacts &facts );

  /// How many steps it is known of what happened; their labels are not counted yet.
  void setKnownSteps( int steps );

  /// The labels of all of them.
  void setAllLabels( const LabelCounts &counts );

signals:
  void percentileMoved( int percentile );
  void classesWanted();

private:
  void addNumbers( QFormLayout &form );
  void addLabels( QFormLayout &form );
  void setColumn( int column, const LabelCounts &counts );

  QSlider *mSlider = nullptr;
  QLabel *mArea = nullptr;
  QLabel *mCells = nullptr;
  QLabel *mIncidents = nullptr;
  QPushButton *mClasses = nullptr;
  QLabel *mUnknown = nullptr;
  QTableWidget *mLabels = nullptr;
};

} // namespace riskcast
