#include "parameter_makers.h"

namespace riskcast
{

QgsProcessingParameterDefinition *integerParameter( const QString &name, const QString &description, int value, int minimum )
{
  return new QgsProcessingParameterNumber( name, description, Qgis::ProcessingNumberParameterType::Integer, value, false,
                                           minimum );
}

QgsProcessingParameterDefinition *optionalIntegerParameter( const QString &name, const QString &description, int minimum )
{
  return new QgsProcessingParameterNumber( name, description, Qgis::ProcessingNumberParameterType::Integer, QVariant(), true,
                                           minimum );
}

QgsProcessingParameterDefinition *numberParameter( const QString &name, const QString &description, double value )
{
  return new QgsProcessingParameterNumber( name, description, Qgis::ProcessingNumberParameterType::Double, value, false, 0 );
}

QgsProcessingParameterDefinition *optionalNumberParameter( const QString &name, const QString &description )
{
  return new QgsProcessingParameterNumber( name, description, Qgis::ProcessingNumberParameterType::Double, QVariant(), true, 0 );
}

QgsProcessingParameterDefinition *shareParameter( const QString &name, const QString &description, double share )
{
  return new QgsProcessingParameterNumber( name, description, Qgis::ProcessingNumberParameterType::Double, 100 * share, false, 0,
                                           100 );
}

QgsProcessingParameterDefinition *textParameter( const QString &name, const QString &description )
{
  return new QgsProcessingParameterString( name, description, QVariant(), false, true );
}

QgsProcessingParameterDefinition *fieldParameter( const QString &name, const QString &description,
                                                  Qgis::ProcessingFieldParameterDataType type )
{
  return new QgsProcessingParameterField( name, description, QVariant(), "INCIDENTS", type, false, true );
}

QgsProcessingParameterDefinition *timeParameter( const QString &name, const QString &description,
                                                 Qgis::ProcessingDateTimeParameterDataType type )
{
  return new QgsProcessingParameterDateTime( name, description, type, QVariant(), true );
}

QgsProcessingParameterDefinition *listParameter( const QString &name, const QString &description,
                                                 const std::vector<double> &values )
{
  return new QgsProcessingParameterString( name, description, numbersText( values ) );
}

QgsProcessingParameterDefinition *choiceParameter( const QString &name, const QString &description, const QStringList &names,
                                                   const QString &value )
{
  return new QgsProcessingParameterEnum( name, description, names, false, value, false, true );
}

QgsProcessingParameterDefinition *optionalChoiceParameter( const QString &name, const QString &description,
                                                           const QStringList &names )
{
  return new QgsProcessingParameterEnum( name, description, names, false, QVariant(), true, true );
}

QStringList names( const std::vector<std::string> &names )
{
  QStringList list;
  for ( const std::string &name : names )
    list << QString::fromStdString( name );
  return list;
}

QgsProcessingParameterDefinition *rasterResult( const QString &name, const QString &description, Wanted wanted )
{
  const bool optional = wanted == Wanted::OnRequest;
  return new QgsProcessingParameterRasterDestination( name, description, QVariant(), optional, !optional );
}

QgsProcessingParameterDefinition *selectionResult( Wanted wanted )
{
  const bool optional = wanted == Wanted::OnRequest;
  return new QgsProcessingParameterVectorDestination(
      "SELECTION", QObject::tr( "Selection" ), Qgis::ProcessingSourceType::VectorPolygon, QVariant(), optional, !optional );
}

QgsProcessingParameterDefinition *modelResult( Wanted wanted )
{
  return fileResult( "MODEL", QObject::tr( "Model" ), QObject::tr( "Riskcast model (*.safetensors)" ), wanted );
}

QgsProcessingParameterDefinition *tableResult( const QString &name, const QString &description, Wanted wanted )
{
  const bool optional = wanted == Wanted::OnRequest;
  return new QgsProcessingParameterVectorDestination( name, description, Qgis::ProcessingSourceType::Vector, QVariant(), optional,
                                                      !optional );
}

QgsProcessingParameterDefinition *fileResult( const QString &name, const QString &description, const QString &filter,
                                              Wanted wanted )
{
  const bool optional = wanted == Wanted::OnRequest;
  return new QgsProcessingParameterFileDestination( name, description, filter, QVariant(), optional, !optional );
}

QgsProcessingParameterDefinition *reportResult( Wanted wanted )
{
  return fileResult( "REPORT", QObject::tr( "Report" ), QObject::tr( "HTML files (*.html)" ), wanted );
}

void declareDistricts( Algorithm &algorithm, const QString &help )
{
  const QList<int> polygons = { static_cast<int>( Qgis::ProcessingSourceType::VectorPolygon ) };
  algorithm.declare(
      new QgsProcessingParameterFeatureSource( "DISTRICTS", QObject::tr( "Districts" ), polygons, QVariant(), true ), help );
  algorithm.declare( new QgsProcessingParameterField( "DISTRICT_FIELD", QObject::tr( "Field of the districts' names" ),
                                                      QVariant(), "DISTRICTS", Qgis::ProcessingFieldParameterDataType::Any, false,
                                                      true ),
                     QObject::tr( "Districts of the same name are one. Empty: the first text field." ) );
}

void declareCreationOptions( Algorithm &algorithm )
{
  QgsProcessingParameterDefinition *parameter = textParameter( "CREATION_OPTIONS", QObject::tr( "Creation options" ) );
  parameter->setMetadata( { { "widget_wrapper", QVariantMap( { { "widget_type", "rasteroptions" } } ) } } );
  algorithm.declare( parameter,
                     QObject::tr( "Options of the GeoTIFF driver as NAME=VALUE, parted by |. Empty: tiled and compressed "
                                  "(DEFLATE)." ),
                     Shown::Advanced );
}

} // namespace riskcast
