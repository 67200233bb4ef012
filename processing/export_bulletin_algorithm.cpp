#include "export_bulletin_algorithm.h"

#include "bulletin_files.h"
#include "bulletin_pages.h"
#include "bulletin_texts.h"
#include "error.h"
#include "output_files.h"
#include "parameter_makers.h"
#include "plugin_folder.h"
#include "run_core.h"

#include <qgsproviderregistry.h>
#include <qgsrasterdataprovider.h>

#include <QDir>

namespace riskcast
{

template<> const std::vector<std::string> &enumNames<BulletinOf>()
{
  static const std::vector<std::string> names = { "step", "district" };
  return names;
}

namespace
{

/// A folder, made if need be, that goes again unless something was put into it.
class OutputFolder
{
public:
  explicit OutputFolder( const QString &path )
      : mPath( path )
      , mIsNew( !QDir( path ).exists() )
  {
    if ( !QDir().mkpath( path ) )
      throw Error( "OUTPUT: the folder \"" + path.toStdString() + "\" cannot be made. Choose another place." );
  }
  ~OutputFolder()
  {
    if ( mIsNew )
      QDir().rmdir( mPath ); // refuses when there is something in it
  }
  OutputFolder( const OutputFolder & ) = delete;
  OutputFolder &operator=( const OutputFolder & ) = delete;

private:
  QString mPath;
  bool mIsNew;
};

/// The pages of one PDF.
struct Bulletin
{
  QString name; ///< of the file, not yet safe
  std::vector<BulletinPage> pages;
};

std::vector<Bulletin> bulletinsOfSteps( const BulletinPages &pages, const TimeSteps &steps )
{
  std::vector<Bulletin> bulletins;
  for ( int step = 0; step < steps.count(); ++step )
    bulletins.push_back( { QString::fromStdString( toIso8601( steps.start( step ) ) ), { pages.ofStep( step ) } } );
  return bulletins;
}

std::vector<Bulletin> bulletinsOfDistricts( const BulletinPages &pages, const std::vector<NamedArea> &districts )
{
  std::vector<Bulletin> bulletins;
  for ( size_t i = 0; i < districts.size(); ++i )
  {
    Bulletin bulletin{ districts[i].name, {} };
    for ( int step = 0; step < pages.stepCount(); ++step )
      bulletin.pages.push_back( pages.ofDistrict( i, step ) );
    bulletins.push_back( std::move( bulletin ) );
  }
  return bulletins;
}

void write( const std::vector<Bulletin> &bulletins, RiskBulletin &layouts, const QString &folder, OutputFiles &outputs,
            Feedback &feedback )
{
  QStringList names;
  for ( const Bulletin &bulletin : bulletins )
    names << bulletin.name;
  const QStringList files = bulletinFileNames( names );
  for ( size_t i = 0; i < bulletins.size(); ++i )
  {
    const QString file = files.at( static_cast<qsizetype>( i ) );
    const auto fraction = [&]( size_t done ) { return static_cast<double>( done ) / static_cast<double>( bulletins.size() ); };
    feedback.setProgress( fraction( i ), file.toStdString() );
    PhaseFeedback writing( feedback, fraction( i ), fraction( i + 1 ) );
    writeBulletin( layouts, bulletins[i].pages, outputs.stage( QDir( folder ).filePath( file ) ), writing );
  }
}

} // namespace

ExportBulletinAlgorithm::ExportBulletinAlgorithm()
    : Algorithm( "export_bulletin", Group::Prediction )
{
}

ExportBulletinAlgorithm::~ExportBulletinAlgorithm() = default;

QString ExportBulletinAlgorithm::displayName() const
{
  return QObject::tr( "Export risk bulletin" );
}

QStringList ExportBulletinAlgorithm::tags() const
{
  return QObject::tr( "pdf,print,layout,atlas,report,map,legend,district,ward,zonal" ).split( ',' );
}

Qgis::ProcessingAlgorithmFlags ExportBulletinAlgorithm::flags() const
{
  return Algorithm::flags() | Qgis::ProcessingAlgorithmFlag::NoThreading;
}

QString ExportBulletinAlgorithm::explanation() const
{
  return QObject::tr(
      "Prints a risk raster as PDF files, one for each step or district, without touching the screen.\n\n"
      "A page has the map with its legend, the time, the base rate in words, the verdict of an evaluation, how the map must be "
      "read, and a table of the districts: rank, mean and highest risk, and the incidents that are expected. Risks are "
      "probabilities of at least one incident in a cell and step.\n\n"
      "The page is a print layout, layouts/risk_bulletin.qpt in the plugin's folder. A copy of it, changed in "
      "QGIS, may be given as "
      "the template." );
}

QString ExportBulletinAlgorithm::source() const
{
  return QObject::tr( "Source: the layout is ours; which cells are a district's follows QGIS's zonal statistics." );
}

void ExportBulletinAlgorithm::initAlgorithm( const QVariantMap & )
{
  declare( new QgsProcessingParameterRasterLayer( "RISK", QObject::tr( "Risk raster" ) ),
           QObject::tr( "Result of \"Predict risk\"." ) );
  declareDistricts( *this, QObject::tr( "Layer of polygons for the table, the map and the bulletins of districts." ) );
  declare(
      choiceParameter( "PER", QObject::tr( "One PDF per" ), mPer ),
      QObject::tr( "step: the whole area, with a table of all districts. district: the district in its surroundings, a page for "
                   "each step." ) );
  declare( textParameter( "TITLE", QObject::tr( "Title" ) ), QObject::tr( "First line of each page. Empty: Risk bulletin." ) );
  declare(
      new QgsProcessingParameterFile( "EVALUATION", QObject::tr( "Evaluation" ), Qgis::ProcessingFileParameterBehavior::File,
                                      "html", QVariant(), true ),
      QObject::tr( "Report of \"Evaluate risk model\" on the same model, whose verdict is printed. Empty: the page says that "
                   "there is none." ) );
  declare( new QgsProcessingParameterMultipleLayers( "BASEMAP", QObject::tr( "Basemap" ), Qgis::ProcessingSourceType::MapLayer,
                                                     QVariant(), true ),
           QObject::tr( "Layers to draw beneath the risk, the uppermost first." ) );
  declare( new QgsProcessingParameterFile( "TEMPLATE", QObject::tr( "Template" ), Qgis::ProcessingFileParameterBehavior::File,
                                           "qpt", QVariant(), true ),
           QObject::tr( "Print layout with items of the ids that ours has. Empty: ours." ), Shown::Advanced );
  declare( new QgsProcessingParameterFolderDestination( "OUTPUT", QObject::tr( "Folder of bulletins" ) ),
           QObject::tr( "Folder for the PDF files, named after the start of the step or the district." ) );
  declareNumber( "BULLETINS", QObject::tr( "Number of PDF files" ) );
}

QgsProcessingAlgorithm *ExportBulletinAlgorithm::createInstance() const
{
  return new ExportBulletinAlgorithm;
}

void ExportBulletinAlgorithm::read( const ParameterValues &values )
{
  mRisk = values.rasterFile( "RISK" );
  if ( values.isGiven( "DISTRICTS" ) )
    mDistricts = values.features( "DISTRICTS" );
  mDistrictField = values.text( "DISTRICT_FIELD" );
  mPer = values.choiceOf<BulletinOf>( "PER" );
  if ( mPer == BulletinOf::District && !mDistricts )
    throw Error( "Bulletins of districts need DISTRICTS: choose a layer, or one PDF per step." );
  mTitle = values.text( "TITLE" );
  mEvaluation = values.inputFile( "EVALUATION" );
  mBasemap = values.layers( "BASEMAP" );
  mTemplate = values.inputFile( "TEMPLATE" );
  if ( mTemplate.isEmpty() )
    mTemplate = pluginFolder() + QStringLiteral( "/layouts/risk_bulletin.qpt" );
}

QVariantMap ExportBulletinAlgorithm::execute( const ParameterValues &values, QgsProcessingFeedback *feedback )
{
  ProcessingFeedback report( feedback );
  const QString verdict = verdictText( mEvaluation );
  PhaseFeedback reading( report, 0, 0.1 );
  const RiskMaps maps = readRiskRaster( mRisk.toStdString(), reading );
  const std::unique_ptr<QgsDataProvider> provider( QgsProviderRegistry::instance()->createProvider( "gdal", mRisk ) );
  auto &raster = dynamic_cast<QgsRasterDataProvider &>( *provider );
  std::vector<NamedArea> districts;
  if ( mDistricts )
  {
    districts = readNamedAreas( *mDistricts, mDistrictField, raster.crs(), values.context(), report );
    leaveOutDistrictsWithoutData( districts, raster, report );
  }
  PhaseFeedback counting( report, 0.1, 0.2 );
  const BulletinPages pages( maps, districts, raster, mTitle, verdict, counting );
  RiskBulletin layouts( mTemplate, mRisk, maps, districts, mBasemap, values.context().transformContext() );
  const std::vector<Bulletin> bulletins =
      mPer == BulletinOf::Step ? bulletinsOfSteps( pages, maps.steps ) : bulletinsOfDistricts( pages, districts );

  const QString folder = values.outputFile( "OUTPUT" );
  const OutputFolder made( folder );
  OutputFiles outputs( inputFiles() );
  PhaseFeedback writing( report, 0.2, 1 );
  write( bulletins, layouts, folder, outputs, writing );
  outputs.commit();
  report.setProgress( 1 );
  return { { "OUTPUT", folder }, { "BULLETINS", static_cast<int>( bulletins.size() ) } };
}

} // namespace riskcast
