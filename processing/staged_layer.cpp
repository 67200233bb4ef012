#include "staged_layer.h"

#include "error.h"

#include <qgsprocessingcontext.h>
#include <qgsprocessingfeedback.h>
#include <qgsprocessingutils.h>
#include <qgsvectorfilewriter.h>

#include <memory>

namespace riskcast
{

void stageFeatures( const QgsProcessingFeatureSource &source, const QString &path, const QgsProcessingContext &context,
                    const QgsProcessingFeedback &feedback )
{
  QgsVectorFileWriter::SaveVectorOptions options;
  options.driverName = QStringLiteral( "GPKG" );
  const auto fail = [&]( const QString &why )
  {
    throw Error( "The features of " + source.sourceName().toStdString() +
                 " cannot be handed to the engine: " + why.toStdString() + ". Free some space." );
  };
  const std::unique_ptr<QgsVectorFileWriter> writer( QgsVectorFileWriter::create(
      path, source.fields(), source.wkbType(), source.sourceCrs(), context.transformContext(), options ) );
  if ( writer->hasError() != QgsVectorFileWriter::NoError )
    fail( writer->errorMessage() );
  QgsFeature feature;
  for ( QgsFeatureIterator features = source.getFeatures(); features.nextFeature( feature ); )
  {
    if ( feedback.isCanceled() )
      throw Canceled();
    if ( !writer->addFeature( feature, QgsFeatureSink::FastInsert ) )
      fail( writer->errorMessage() );
  }
  if ( !writer->flushBuffer() )
    fail( writer->errorMessage() );
}

} // namespace riskcast
