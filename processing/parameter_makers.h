#pragma once

#include "algorithm.h"
#include "enum_names.h"

#include <qgsprocessingparameters.h>

namespace riskcast
{

// Parameters of the types that ours have, in one line each. The caller hands them on to Algorithm::declare().

/// A whole number of at least \a minimum.
QgsProcessingParameterDefinition *integerParameter( const QString &name, const QString &description, int value, int minimum );

/// The same where nothing is a value, too.
QgsProcessingParameterDefinition *optionalIntegerParameter( const QString &name, const QString &description, int minimum );

/// A number of at least 0.
QgsProcessingParameterDefinition *numberParameter( const QString &name, const QString &description, double value );

/// The same where nothing is a value, too.
QgsProcessingParameterDefinition *optionalNumberParameter( const QString &name, const QString &description );

/// A share in percent. \param share  0 … 1
QgsProcessingParameterDefinition *shareParameter( const QString &name, const QString &description, double share );

/// Text that may be left empty.
QgsProcessingParameterDefinition *textParameter( const QString &name, const QString &description );

/// A field of INCIDENTS that may be left out.
QgsProcessingParameterDefinition *
fieldParameter( const QString &name, const QString &description,
                Qgis::ProcessingFieldParameterDataType type = Qgis::ProcessingFieldParameterDataType::Any );

/// A time that may be left out.
QgsProcessingParameterDefinition *
timeParameter( const QString &name, const QString &description,
               Qgis::ProcessingDateTimeParameterDataType type = Qgis::ProcessingDateTimeParameterDataType::DateTime );

/// A list of numbers parted by commas.
QgsProcessingParameterDefinition *listParameter( const QString &name, const QString &description,
                                                 const std::vector<double> &values );

/// One of several names, which scripts write as they are shown.
QgsProcessingParameterDefinition *choiceParameter( const QString &name, const QString &description, const QStringList &names,
                                                   const QString &value );

QStringList names( const std::vector<std::string> &names );

/// The values of an enum by their names.
template<class Enum>
QgsProcessingParameterDefinition *choiceParameter( const QString &name, const QString &description, Enum value )
{
  return choiceParameter( name, description, names( enumNames<Enum>() ), QString::fromStdString( enumName( value ) ) );
}

/// The same where nothing is a value, too.
QgsProcessingParameterDefinition *optionalChoiceParameter( const QString &name, const QString &description,
                                                           const QStringList &names );

/// When a result is made.
enum class Wanted
{
  Always,
  OnRequest, ///< it is optional, and left out if nobody says where it shall go
};

/// A GeoTIFF.
QgsProcessingParameterDefinition *rasterResult( const QString &name, const QString &description, Wanted wanted );

/// SELECTION: what writeSelection() writes.
QgsProcessingParameterDefinition *selectionResult( Wanted wanted );

/// MODEL: a model file.
QgsProcessingParameterDefinition *modelResult( Wanted wanted );

/// A table without places.
QgsProcessingParameterDefinition *tableResult( const QString &name, const QString &description, Wanted wanted );

/// A file. \param filter  "HTML files (*.html)"
QgsProcessingParameterDefinition *fileResult( const QString &name, const QString &description, const QString &filter,
                                              Wanted wanted );

/// REPORT: one HTML page.
QgsProcessingParameterDefinition *reportResult( Wanted wanted );

/// DISTRICTS, polygons that may be left out, and DISTRICT_FIELD with their names.
void declareDistricts( Algorithm &algorithm, const QString &help );

/// CREATION_OPTIONS of GeoTIFFs, with QGIS's widget for them.
void declareCreationOptions( Algorithm &algorithm );

} // namespace riskcast
