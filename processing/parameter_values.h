#pragma once

#include "enum_names.h"
#include "grid.h"
#include "local_time.h"

#include <qgis.h>

#include <QDateTime>
#include <QStringList>
#include <QVariantMap>

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QgsCoordinateReferenceSystem;
class QgsFeatureSink;
class QgsFields;
class QgsMapLayer;
class QgsProcessingAlgorithm;
class QgsProcessingContext;
class QgsProcessingFeatureSource;
class QgsProcessingParameterDefinition;

namespace riskcast
{

/// A layer of a file.
struct VectorFile
{
  QString path;  ///< empty: none was given
  QString layer; ///< its name in the file; empty: the first one
};

/// The values that an algorithm was called with, by the names of its parameters, in the types that core takes.
class ParameterValues
{
public:
  ParameterValues( const QgsProcessingAlgorithm &algorithm, const QVariantMap &parameters, QgsProcessingContext &context );

  QgsProcessingContext &context() const { return mContext; }

  QString text( const QString &name ) const;

  /// The parts of a text that semicolons part, without blanks at their ends.
  std::vector<std::string> texts( const QString &name ) const;

  /// Whether a value was given.
  bool isGiven( const QString &name ) const;

  bool yes( const QString &name ) const;
  int integer( const QString &name ) const;
  double number( const QString &name ) const;

  /// A share that people give in percent, 0 … 1.
  double share( const QString &name ) const { return number( name ) / 100; }

  /// \throws Error if the text is no list of numbers parted by commas
  std::vector<double> numbers( const QString &name ) const;
  std::vector<int> integers( const QString &name ) const;

  QString choice( const QString &name ) const;
  template<class Enum> Enum choiceOf( const QString &name ) const { return enumFromName<Enum>( choice( name ).toStdString() ); }

  /// The values of an enum in a list of their names.
  QStringList choices( const QString &name ) const;
  template<class Enum> std::vector<Enum> choicesOf( const QString &name ) const
  {
    std::vector<Enum> values;
    for ( const QString &each : choices( name ) )
      values.push_back( enumFromName<Enum>( each.toStdString() ) );
    return values;
  }

  /// Nothing if none was given; the wall-clock time as written, its zone ignored.
  std::optional<LocalTime> time( const QString &name ) const;

  /// Nothing if none was given, else the rectangle in \a crs; one that names no CRS is taken to be in it.
  std::optional<Extent> extent( const QString &name, const QgsCoordinateReferenceSystem &crs ) const;

  /// Invalid if none was given.
  QgsCoordinateReferenceSystem crs( const QString &name ) const;

  /// \throws Error if there is no such layer
  std::unique_ptr<QgsProcessingFeatureSource> features( const QString &name ) const;

  /// What GDAL opens for a layer of a file.
  /// \throws Error if there is no such layer, or if it is not in a file
  QString rasterFile( const QString &name ) const;

  /// The same of several; none if it was left empty.
  QStringList rasterFiles( const QString &name ) const;

  /// The same; empty if none was given.
  VectorFile vectorFile( const QString &name ) const;

  QString inputFile( const QString &name ) const;

  /// The layers of a parameter that takes several; none if it was left empty. They belong to the context.
  QList<QgsMapLayer *> layers( const QString &name ) const;

  /// The files of a parameter that takes several; none if it was left empty.
  QStringList inputFileList( const QString &name ) const;

  /// The values of declareIncidentParameters() that were given, as qgis_process reads them.
  nlohmann::json incidentInputs() const;

  /// The files on the disk that the given layers and files come from.
  QStringList inputFiles() const;

  /// The file that a result goes to; empty if it is optional and was not asked for. Call it once per parameter.
  QString outputLayer( const QString &name ) const;
  QString outputFile( const QString &name ) const;

  /// Whether an optional result was asked for.
  bool isWanted( const QString &name ) const;

  /// The file that a sink would write, with the suffix that QGIS gives it; asking does not create it. Empty if it is none, but a
  /// layer in memory or in a database.
  QString sinkFile( const QString &name ) const;

  /// \param destination  becomes the layer's id or file
  /// \throws Error if it cannot be created
  std::unique_ptr<QgsFeatureSink> sink( const QString &name, const QgsFields &fields, Qgis::WkbType type,
                                        const QgsCoordinateReferenceSystem &crs, QString &destination ) const;

  /// "NAME=VALUE" each, of the parameter CREATION_OPTIONS.
  std::vector<std::string> creationOptions() const;

private:
  const QgsProcessingParameterDefinition *definition( const QString &name ) const;

  /// The layer that was given, or whose features were; null if there is none.
  const QgsMapLayer *layer( const QString &name ) const;

  const QgsProcessingAlgorithm &mAlgorithm;
  const QVariantMap &mParameters;
  QgsProcessingContext &mContext;
};

/// In as few digits as read back as the same number.
QString exactText( double number );

/// Numbers of such digits parted by commas, as ParameterValues::numbers() and the engine read them.
QString numbersText( const std::vector<double> &numbers );

/// How core writes a CRS: its id where it has one that others know too, else WKT. Empty for an invalid one.
std::string coreCrs( const QgsCoordinateReferenceSystem &crs );

/// A valid date and time of day as core's wall-clock time; fractions of seconds are dropped.
LocalTime coreTime( const QDate &date, const QTime &time );

} // namespace riskcast
