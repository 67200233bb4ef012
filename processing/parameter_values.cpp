#include "parameter_values.h"

#include "error.h"

#include <qgscoordinatereferencesystem.h>
#include <qgsfeaturesink.h>
#include <qgsprocessingalgorithm.h>
#include <qgsprocessingparameters.h>
#include <qgsproviderregistry.h>
#include <qgsrasterlayer.h>
#include <qgsvectorlayer.h>

#include <QDateTime>

namespace riskcast
{

namespace
{

std::string notReadable( const QString &name )
{
  return name.toStdString() + " is no layer that can be read. Choose a layer or a file.";
}

/// The parts of a layer's source, among them the path of its file.
QVariantMap fileParts( const QgsMapLayer *layer, const QString &name )
{
  if ( !layer )
    throw Error( notReadable( name ) );
  const QVariantMap parts = QgsProviderRegistry::instance()->decodeUri( layer->providerType(), layer->source() );
  if ( parts.value( "path" ).toString().isEmpty() )
    throw Error( name.toStdString() + ": the layer \"" + layer->name().toStdString() +
                 "\" is not in a file. Save it as one first." );
  return parts;
}

template<class Number, class Convert>
std::vector<Number> numberList( const QString &name, const QString &text, const Convert &convert )
{
  std::vector<Number> numbers;
  for ( const QString &part : text.split( ',' ) )
  {
    bool ok = false;
    numbers.push_back( convert( part, &ok ) );
    if ( !ok )
      throw Error( name.toStdString() + ": \"" + text.toStdString() + "\" is no list of numbers parted by commas." );
  }
  return numbers;
}

} // namespace

ParameterValues::ParameterValues( const QgsProcessingAlgorithm &algorithm, const QVariantMap &parameters,
                                  QgsProcessingContext &context )
    : mAlgorithm( algorithm )
    , mParameters( parameters )
    , mContext( context )
{
}

const QgsProcessingParameterDefinition *ParameterValues::definition( const QString &name ) const
{
  return mAlgorithm.parameterDefinition( name );
}

QString ParameterValues::text( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsString( definition( name ), mParameters, mContext ).trimmed();
}

bool ParameterValues::isGiven( const QString &name ) const
{
  const QVariant value = mParameters.value( name );
  return value.isValid() && !( value.userType() == QMetaType::QString && value.toString().isEmpty() );
}

bool ParameterValues::yes( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsBool( definition( name ), mParameters, mContext );
}

int ParameterValues::integer( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsInt( definition( name ), mParameters, mContext );
}

double ParameterValues::number( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsDouble( definition( name ), mParameters, mContext );
}

std::vector<double> ParameterValues::numbers( const QString &name ) const
{
  return numberList<double>( name, text( name ), []( const QString &part, bool *ok ) { return part.toDouble( ok ); } );
}

std::vector<int> ParameterValues::integers( const QString &name ) const
{
  return numberList<int>( name, text( name ), []( const QString &part, bool *ok ) { return part.toInt( ok ); } );
}

QString ParameterValues::choice( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsEnumString( definition( name ), mParameters, mContext );
}

QStringList ParameterValues::choices( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsEnumStrings( definition( name ), mParameters, mContext );
}

std::optional<LocalTime> ParameterValues::time( const QString &name ) const
{
  const QDateTime time = QgsProcessingParameters::parameterAsDateTime( definition( name ), mParameters, mContext );
  return time.isValid() ? std::optional( coreTime( time.date(), time.time() ) ) : std::nullopt;
}

std::optional<Extent> ParameterValues::extent( const QString &name, const QgsCoordinateReferenceSystem &crs ) const
{
  const QgsRectangle extent = QgsProcessingParameters::parameterAsExtent( definition( name ), mParameters, mContext, crs );
  if ( extent.isNull() )
    return {};
  return Extent{ extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum() };
}

QgsCoordinateReferenceSystem ParameterValues::crs( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsCrs( definition( name ), mParameters, mContext );
}

std::unique_ptr<QgsProcessingFeatureSource> ParameterValues::features( const QString &name ) const
{
  std::unique_ptr<QgsProcessingFeatureSource> source(
      QgsProcessingParameters::parameterAsSource( definition( name ), mParameters, mContext ) );
  if ( !source )
    throw Error( notReadable( name ) );
  return source;
}

QString ParameterValues::rasterFile( const QString &name ) const
{
  const QgsMapLayer *layer = QgsProcessingParameters::parameterAsRasterLayer( definition( name ), mParameters, mContext );
  return fileParts( layer, name ).value( "path" ).toString();
}

VectorFile ParameterValues::vectorFile( const QString &name ) const
{
  if ( !isGiven( name ) )
    return {};
  const QgsMapLayer *layer = QgsProcessingParameters::parameterAsVectorLayer( definition( name ), mParameters, mContext );
  const QVariantMap parts = fileParts( layer, name );
  return { parts.value( "path" ).toString(), parts.value( "layerName" ).toString() };
}

QString ParameterValues::inputFile( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsFile( definition( name ), mParameters, mContext );
}

QString ParameterValues::outputLayer( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsOutputLayer( definition( name ), mParameters, mContext );
}

QString ParameterValues::outputFile( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsFileOutput( definition( name ), mParameters, mContext );
}

QString ParameterValues::sinkDestination( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsOutputLayer( definition( name ), mParameters.value( name ), mContext, true );
}

bool ParameterValues::isWanted( const QString &name ) const
{
  const QVariant value = mParameters.value( name, definition( name )->defaultValue() );
  return value.isValid() && !( value.userType() == QMetaType::QString && value.toString().isEmpty() );
}

std::unique_ptr<QgsFeatureSink> ParameterValues::sink( const QString &name, const QgsFeatureSource &source,
                                                       QString &destination ) const
{
  return sink( name, source, source.fields(), destination );
}

std::unique_ptr<QgsFeatureSink> ParameterValues::sink( const QString &name, const QgsFeatureSource &source,
                                                       const QgsFields &fields, QString &destination ) const
{
  std::unique_ptr<QgsFeatureSink> sink( QgsProcessingParameters::parameterAsSink(
      definition( name ), mParameters, fields, source.wkbType(), source.sourceCrs(), mContext, destination ) );
  if ( !sink )
    throw Error( name.toStdString() + ": " + destination.toStdString() + " cannot be created. Choose another place or format." );
  return sink;
}

std::vector<std::string> ParameterValues::creationOptions() const
{
  std::vector<std::string> options;
  for ( const QString &option : text( "CREATION_OPTIONS" ).split( '|' ) )
    if ( !option.isEmpty() )
      options.push_back( option.toStdString() );
  return options;
}

std::string coreCrs( const QgsCoordinateReferenceSystem &crs )
{
  const QString id = crs.authid();
  // Ids of CRSs that users defined themselves mean something on this machine only.
  if ( id.isEmpty() || id.startsWith( QLatin1String( "USER:" ) ) )
    return crs.toWkt( Qgis::CrsWktVariant::PreferredGdal ).toStdString();
  return id.toStdString();
}

LocalTime coreTime( const QDate &date, const QTime &time )
{
  constexpr qint64 julianDayOf1970 = 2440588;
  return LocalTime( std::chrono::days( date.toJulianDay() - julianDayOf1970 ) +
                    std::chrono::seconds( time.msecsSinceStartOfDay() / 1000 ) );
}

} // namespace riskcast
