#pragma once

#include "scores/six_labels.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace riskcast
{

class RiskExplorerModel;

/// Adds up the six labels of all steps that are known. Steps may be many and large, so it is done one by one between other
/// events, and begins when the percentile rests.
class LabelTally : public QObject
{
  Q_OBJECT

public:
  explicit LabelTally( QObject *parent );

  /// Begins anew. \param model  lives until stop() or the next start()
  void start( RiskExplorerModel &model, int percentile );

  void stop();

signals:
  void finished( int steps, const riskcast::LabelCounts &counts );

private:
  void addStep();

  QTimer mTimer;
  RiskExplorerModel *mModel = nullptr;
  int mPercentile = 0;
  std::vector<int> mSteps;
  size_t mDone = 0;
  LabelCounts mCounts;
};

} // namespace riskcast
