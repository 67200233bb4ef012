#include "parameter_values.h"

#include "error.h"

#include <qgscoordinatereferencesystem.h>
#include <qgsfeaturesink.h>
#include <qgsprocessingalgorithm.h>
#include <qgsprocessingparameters.h>
#include <qgsproviderregistry.h>
#include <qgsprovidersublayerdetails.h>
#include <qgsrasterlayer.h>
#include <qgsvectorfilewriter.h>
#include <qgsvectorlayer.h>

#include <QDateTime>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

namespace riskcast
{

namespace
{

std::string notReadable( const QString &name )
{
  return name.toStdString() + " is no layer that can be read. Choose a layer or a file.";
}

/// The parts of a layer's source, among them the path of its file.
QVariantMap partsOf( const QgsMapLayer &layer )
{
  return QgsProviderRegistry::instance()->decodeUri( layer.providerType(), layer.source() );
}

/// \throws Error if the layer is not in a file
QVariantMap fileParts( const QgsMapLayer *layer, const QString &name )
{
  if ( !layer )
    throw Error( notReadable( name ) );
  const QVariantMap parts = partsOf( *layer );
  if ( parts.value( "path" ).toString().isEmpty() )
    throw Error( name.toStdString() + ": the layer \"" + layer->name().toStdString() +
                 "\" is not in a file. Save it as one first." );
  return parts;
}

/// What GDAL opens for the layer. \throws Error if it is not in a file
QString rasterSource( const QgsMapLayer *layer, const QString &name )
{
  fileParts( layer, name ); // of which the path alone may be an archive, or a file of several rasters
  static const QRegularExpression forQgisOnly( R"(\|(option|credential):.*| ?authcfg='[^']*')" );
  return layer->source().remove( forQgisOnly );
}

/// The name of a layer of a file, which QGIS may know by its number alone.
QString layerName( const QString &file, const QVariantMap &parts )
{
  const QVariant number = parts.value( "layerId" );
  if ( !number.isValid() )
    return parts.value( "layerName" ).toString();
  for ( const QgsProviderSublayerDetails &each : QgsProviderRegistry::instance()->querySublayers( file ) )
    if ( each.layerNumber() == number.toInt() )
      return each.name();
  return {};
}

bool isEmptyValue( const QVariant &value )
{
  return !value.isValid() || ( value.userType() == QMetaType::QString && value.toString().isEmpty() );
}

/// How many layers were given; the modeler nests lists.
int valueCount( const QVariant &value )
{
  if ( value.userType() != QMetaType::QVariantList && value.userType() != QMetaType::QStringList )
    return isEmptyValue( value ) ? 0 : 1;
  int count = 0;
  for ( const QVariant &each : value.toList() )
    count += valueCount( each );
  return count;
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

std::vector<std::string> ParameterValues::texts( const QString &name ) const
{
  std::vector<std::string> list;
  for ( const QString &part : text( name ).split( ';', Qt::SkipEmptyParts ) )
    list.push_back( part.trimmed().toStdString() );
  return list;
}

bool ParameterValues::isGiven( const QString &name ) const
{
  return !isEmptyValue( mParameters.value( name ) );
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

const QgsMapLayer *ParameterValues::layer( const QString &name ) const
{
  QVariant value = mParameters.value( name );
  if ( value.userType() == qMetaTypeId<QgsProcessingFeatureSourceDefinition>() )
    value = QVariant::fromValue( value.value<QgsProcessingFeatureSourceDefinition>().source );
  if ( isEmptyValue( value ) )
    return nullptr;
  return QgsProcessingParameters::parameterAsLayer( definition( name ), value, mContext );
}

QString ParameterValues::rasterFile( const QString &name ) const
{
  return rasterSource( QgsProcessingParameters::parameterAsRasterLayer( definition( name ), mParameters, mContext ), name );
}

QStringList ParameterValues::rasterFiles( const QString &name ) const
{
  const QList<QgsMapLayer *> read = layers( name ); // without those that cannot be, of which QGIS says nothing
  if ( read.size() < valueCount( mParameters.value( name ) ) )
    throw Error( notReadable( name ) );
  QStringList files;
  for ( const QgsMapLayer *layer : read )
    files << rasterSource( layer, name );
  return files;
}

VectorFile ParameterValues::vectorFile( const QString &name ) const
{
  if ( !isGiven( name ) )
    return {};
  const QgsMapLayer *layer = QgsProcessingParameters::parameterAsVectorLayer( definition( name ), mParameters, mContext );
  const QVariantMap parts = fileParts( layer, name );
  const auto part = [&parts]( const char *key ) { return parts.value( key ).toString(); };
  const QString file = part( "vsiPrefix" ) + part( "path" ) + part( "vsiSuffix" );
  return { file, layerName( file, parts ) };
}

QString ParameterValues::inputFile( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsFile( definition( name ), mParameters, mContext );
}

QList<QgsMapLayer *> ParameterValues::layers( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsLayerList( definition( name ), mParameters, mContext );
}

QStringList ParameterValues::inputFileList( const QString &name ) const
{
  QStringList files = QgsProcessingParameters::parameterAsFileList( definition( name ), mParameters, mContext );
  files.removeAll( QString() ); // what QGIS makes of none
  return files;
}

nlohmann::json ParameterValues::incidentInputs() const
{
  const QVariantMap given = mAlgorithm.asMap( mParameters, mContext ).value( QStringLiteral( "inputs" ) ).toMap();
  QJsonObject inputs;
  for ( const char *name : { "INCIDENTS", "TIME_FIELD", "X_FIELD", "Y_FIELD", "INCIDENTS_CRS", "TIME_FORMAT", "CLOCK_FIELD",
                             "END_FIELD", "INTERVAL", "TIME_ZONE", "TO_TIME_ZONE", "WEIGHT_FIELD" } )
    if ( given.contains( name ) )
      inputs[name] = QJsonValue::fromVariant( given.value( name ) );
  return nlohmann::json::parse( QJsonDocument( inputs ).toJson().toStdString() );
}

QStringList ParameterValues::inputFiles() const
{
  const QStringList layerTypes = { QgsProcessingParameterFeatureSource::typeName(), QgsProcessingParameterVectorLayer::typeName(),
                                   QgsProcessingParameterRasterLayer::typeName() };
  QStringList files;
  for ( const QgsProcessingParameterDefinition *each : mAlgorithm.parameterDefinitions() )
  {
    if ( each->type() == QgsProcessingParameterFile::typeName() )
      files << inputFile( each->name() );
    else if ( each->type() == QgsProcessingParameterMultipleLayers::typeName() )
    {
      const bool isOfFiles =
          static_cast<const QgsProcessingParameterMultipleLayers *>( each )->layerType() == Qgis::ProcessingSourceType::File;
      if ( isOfFiles )
        files << inputFileList( each->name() );
      else
        for ( const QgsMapLayer *layer : layers( each->name() ) )
          files << partsOf( *layer ).value( "path" ).toString();
    }
    else if ( const QgsMapLayer *given = layerTypes.contains( each->type() ) ? layer( each->name() ) : nullptr )
      files << partsOf( *given ).value( "path" ).toString();
  }
  return files;
}

QString ParameterValues::outputLayer( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsOutputLayer( definition( name ), mParameters, mContext );
}

QString ParameterValues::outputFile( const QString &name ) const
{
  return QgsProcessingParameters::parameterAsFileOutput( definition( name ), mParameters, mContext );
}

QString ParameterValues::sinkFile( const QString &name ) const
{
  constexpr bool onlyAsking = true;
  const QString destination =
      QgsProcessingParameters::parameterAsOutputLayer( definition( name ), mParameters.value( name ), mContext, onlyAsking );
  // QGIS takes what stands before a colon for the name of a provider, and gives files of formats that it does not know a suffix.
  static const QRegularExpression provider( "^.{3,}?:" );
  if ( destination.isEmpty() || provider.match( destination ).hasMatch() )
    return {};
  const bool isKnown = !QgsVectorFileWriter::driverForExtension( QFileInfo( destination ).suffix() ).isEmpty();
  return isKnown ? destination : destination + ".gpkg";
}

bool ParameterValues::isWanted( const QString &name ) const
{
  return !isEmptyValue( mParameters.value( name, definition( name )->defaultValue() ) );
}

std::unique_ptr<QgsFeatureSink> ParameterValues::sink( const QString &name, const QgsFields &fields, Qgis::WkbType type,
                                                       const QgsCoordinateReferenceSystem &crs, QString &destination ) const
{
  std::unique_ptr<QgsFeatureSink> sink(
      QgsProcessingParameters::parameterAsSink( definition( name ), mParameters, fields, type, crs, mContext, destination ) );
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

QString exactText( double number )
{
  return QString::number( number, 'f', QLocale::FloatingPointShortest );
}

QString numbersText( const std::vector<double> &numbers )
{
  QStringList texts;
  for ( const double number : numbers )
    texts << exactText( number );
  return texts.join( ',' );
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
