#pragma once

#include "evaluation.h"
#include "model_file.h"

#include <string>
#include <vector>

namespace riskcast
{

struct NamedScores
{
  std::string kind; ///< name of a model kind
  Scores scores;
};

/// The scores as a model file keeps them.
nlohmann::json scoresToJson( const std::vector<NamedScores> &scores );

/// The scores that a model file keeps: its own first, then the baselines'. \throws Error if they are not there
std::vector<NamedScores> scoresOf( const ModelFile &model );

/// The table of scores for people, a line each: hits in 1, 4, 5 and 10 % of the area, and log loss.
std::string scoreTable( const std::vector<NamedScores> &scores );

} // namespace riskcast
