#pragma once

#include "feedback.h"

#include <Eigen/Dense>

namespace riskcast
{

/// The distribution that a regression is about.
enum class RegressionKind
{
  Logistic, ///< whether there is an incident: p = 1 / (1 + exp(-η))
  Poisson,  ///< how many: λ = exp(η)
};

/// Weights β of η = β_0 + Σ β_k x_k by Newton's method (iteratively reweighted least squares), with the penalty |β|² / 2 on the
/// weights of features that are standardised, the constant aside.
/// \param features  standardised, [rows, K]
/// \param happened  0 or 1, or counts, [rows]
/// \return [K + 1], the constant first
/// \throws Canceled
Eigen::VectorXd fitRegression( RegressionKind kind, const Eigen::MatrixXf &features, const Eigen::VectorXf &happened,
                               const Feedback &feedback );

} // namespace riskcast
