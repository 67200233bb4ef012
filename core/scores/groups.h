#pragma once

#include "heatmap_stack.h"
#include "score_tally.h"
#include "study_area.h"

#include <string>
#include <vector>

namespace riskcast
{

/// What test steps, cells or incidents are told apart by.
enum class GroupKind
{
  Category,
  Hour,
  Weekday,
  Season,
  Month, ///< of the calendar, one after the other: whether a model ages
  District,
};
template<> const std::vector<std::string> &enumNames<GroupKind>(); ///< category, hour, weekday, season, month, district

/// A part of the test, such as the Mondays or a district.
struct TestGroup
{
  GroupKind kind = GroupKind::Category;
  std::string name;
};

/// What a model flagged and hit in a group.
struct GroupTally
{
  Hits all;
  Hits flagged;
  double cells = 0; ///< scored ones, once a step; those of categories are those of all incidents
  double flaggedCells = 0;
};

/// The groups of a test: chosen categories where there are several; hours of the day, weekdays and seasons where the steps are
/// short enough to tell them; the months; districts if there are any.
class Groups
{
public:
  /// \param targets     of the stack, as many as maps.stepCount()
  /// \param districts   may be empty
  Groups( const HeatmapStack &stack, std::vector<int> targets, const TestMaps &maps, const std::vector<District> &districts );

  const std::vector<TestGroup> &list() const { return mGroups; }

  /// \param flagged  the flagged cells of each step
  /// \return one for each of list()
  std::vector<GroupTally> tally( const std::vector<std::vector<int>> &flagged ) const;

private:
  int groupOf( GroupKind kind, const std::string &name );

  const HeatmapStack &mStack;
  const TestMaps &mMaps;
  std::vector<int> mTargets;
  std::vector<TestGroup> mGroups;
  std::vector<int> mCategories;          ///< groups, by category
  std::vector<std::vector<int>> mOfStep; ///< groups of each step
  std::vector<int> mOfCell;              ///< group of each cell; -1: none
};

} // namespace riskcast
