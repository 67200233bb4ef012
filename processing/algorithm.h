#pragma once

#include "parameter_values.h"

#include <qgsprocessingalgorithm.h>

namespace riskcast
{

/// Where the toolbox lists an algorithm. Once published, ids are frozen.
enum class Group
{
  DataPreparation,
  Heatmaps,
  Models,
  Prediction,
};

/// How a parameter is shown.
enum class Shown
{
  Always,
  Advanced, ///< rarely changed: folded away
};

/// What our algorithms have in common: id, icon and help page follow from one stem, and everything thrown reaches QGIS as a
/// QgsProcessingException.
class Algorithm : public QgsProcessingAlgorithm
{
public:
  QString name() const final;
  QString group() const final;
  QString groupId() const final;
  QIcon icon() const final;
  QString svgIconPath() const final;
  QString shortHelpString() const final;
  QString helpUrl() const final;

  /// Also refuses rasters that are named as something else than the GeoTIFFs that they are.
  bool checkParameterValues( const QVariantMap &parameters, QgsProcessingContext &context,
                             QString *message = nullptr ) const final;

  /// The one name of the algorithm's files, icon, help page and test, e.g. "create_heatmap_stack".
  const QString &stem() const { return mStem; }

  /// Adds a parameter and its output, if it has one.
  /// \param help  what it means, with its unit
  void declare( QgsProcessingParameterDefinition *parameter, const QString &help, Shown shown = Shown::Always );

  /// Adds outputs that models and scripts can go on with.
  void declareNumber( const QString &name, const QString &description );
  void declareText( const QString &name, const QString &description );

protected:
  Algorithm( const QString &stem, Group group );

  /// What it does and gives, with units, for the panel beside the parameters.
  virtual QString explanation() const = 0;

  /// Where the method comes from, in a sentence that begins with "Source: ".
  virtual QString source() const;

  /// Takes all that the run needs from parameters and layers; called in the thread that the layers belong to.
  /// \throws Error
  virtual void read( const ParameterValues &values ) = 0;

  /// The work. Touches no layer.
  /// \throws Error, Canceled
  virtual QVariantMap execute( const ParameterValues &values, QgsProcessingFeedback *feedback ) = 0;

  /// The files of all inputs, which no result may replace.
  const QStringList &inputFiles() const { return mInputFiles; }

  bool prepareAlgorithm( const QVariantMap &parameters, QgsProcessingContext &context, QgsProcessingFeedback * ) final;
  QVariantMap processAlgorithm( const QVariantMap &parameters, QgsProcessingContext &context,
                                QgsProcessingFeedback *feedback ) final;

private:
  QString mStem;
  Group mGroup;
  QStringList mInputFiles;
};

/// An algorithm that runs the engine, and says so where the engine is missing.
class EngineAlgorithm : public Algorithm
{
public:
  bool canExecute( QString *errorMessage ) const override;

protected:
  using Algorithm::Algorithm;
};

} // namespace riskcast
