#pragma once

#include <QString>

class QgsProcessingContext;
class QgsProcessingFeatureSource;
class QgsProcessingFeedback;

namespace riskcast
{

/// Writes features of whatever layer, selection and filter into a GeoPackage, which the engine can read.
/// \throws Error if it cannot be written; Canceled
void stageFeatures( const QgsProcessingFeatureSource &source, const QString &path, const QgsProcessingContext &context,
                    const QgsProcessingFeedback &feedback );

} // namespace riskcast
