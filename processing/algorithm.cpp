#include "algorithm.h"

#include "engine_program.h"
#include "layer_order.h"
#include "plugin_folder.h"
#include "run_core.h"

#include <qgsprocessingprovider.h>

#include <QFileInfo>
#include <QIcon>
#include <QUrl>

namespace riskcast
{

namespace
{

QString groupTitle( Group group )
{
  switch ( group )
  {
    case Group::DataPreparation:
      return QObject::tr( "Data preparation" );
    case Group::Heatmaps:
      return QObject::tr( "Heatmaps" );
    case Group::Models:
      return QObject::tr( "Models" );
    case Group::Prediction:
      return QObject::tr( "Prediction" );
  }
  return {};
}

QString groupIdOf( Group group )
{
  switch ( group )
  {
    case Group::DataPreparation:
      return "datapreparation";
    case Group::Heatmaps:
      return "heatmaps";
    case Group::Models:
      return "models";
    case Group::Prediction:
      return "prediction";
  }
  return {};
}

} // namespace

Algorithm::Algorithm( const QString &stem, Group group )
    : mStem( stem )
    , mGroup( group )
{
}

QString Algorithm::name() const
{
  return QString( mStem ).remove( '_' );
}

QString Algorithm::group() const
{
  return groupTitle( mGroup );
}

QString Algorithm::groupId() const
{
  return groupIdOf( mGroup );
}

QIcon Algorithm::icon() const
{
  return QIcon( svgIconPath() );
}

QString Algorithm::svgIconPath() const
{
  return QStringLiteral( ":/riskcast/%1.svg" ).arg( mStem );
}

QString Algorithm::shortHelpString() const
{
  return explanation() + "\n\n" + source();
}

QString Algorithm::source() const
{
  return QObject::tr(
      "Source: Omdena's risk maps from Safecity reports, after N. Holm and E. Plynning, Spatio-temporal prediction of "
      "residential burglaries using convolutional LSTM neural networks, KTH 2018." );
}

QString Algorithm::helpUrl() const
{
  return QUrl::fromLocalFile( QStringLiteral( "%1/docs/algorithms/%2.html" ).arg( pluginFolder(), mStem ) ).toString();
}

bool Algorithm::checkParameterValues( const QVariantMap &parameters, QgsProcessingContext &context, QString *message ) const
{
  if ( !QgsProcessingAlgorithm::checkParameterValues( parameters, context, message ) )
    return false;
  for ( const QgsProcessingParameterDefinition *each : destinationParameterDefinitions() )
  {
    if ( each->type() != QgsProcessingParameterRasterDestination::typeName() )
      continue;
    constexpr bool onlyAsking = true;
    const QString path =
        QgsProcessingParameters::parameterAsOutputLayer( each, parameters.value( each->name() ), context, onlyAsking );
    if ( path.isEmpty() || provider()->supportedOutputRasterLayerExtensions().contains( QFileInfo( path ).suffix().toLower() ) )
      continue;
    if ( message )
      *message = QObject::tr( "%1: \"%2\" cannot be written, as rasters are GeoTIFF files: let the name end in .tif." )
                     .arg( each->name(), path );
    return false;
  }
  return true;
}

void Algorithm::declare( QgsProcessingParameterDefinition *parameter, const QString &help, Shown shown )
{
  parameter->setHelp( help );
  if ( shown == Shown::Advanced )
    parameter->setFlags( parameter->flags() | Qgis::ProcessingParameterFlag::Advanced );
  addParameter( parameter );
}

void Algorithm::declareNumber( const QString &name, const QString &description )
{
  addOutput( new QgsProcessingOutputNumber( name, description ) );
}

void Algorithm::declareText( const QString &name, const QString &description )
{
  addOutput( new QgsProcessingOutputString( name, description ) );
}

bool Algorithm::prepareAlgorithm( const QVariantMap &parameters, QgsProcessingContext &context, QgsProcessingFeedback * )
{
  runCore(
      [&]
      {
        const ParameterValues values( *this, parameters, context );
        read( values );
        mInputFiles = values.inputFiles();
      } );
  return true;
}

QVariantMap Algorithm::processAlgorithm( const QVariantMap &parameters, QgsProcessingContext &context,
                                         QgsProcessingFeedback *feedback )
{
  QVariantMap results;
  runCore( [&] { results = execute( ParameterValues( *this, parameters, context ), feedback ); } );
  arrangeLayers( displayName(), results, context );
  return results;
}

bool EngineAlgorithm::canExecute( QString *errorMessage ) const
{
  const QString problem = engineProblem();
  if ( errorMessage )
    *errorMessage = problem;
  return problem.isEmpty();
}

} // namespace riskcast
