#include "prediction.h"

#include "command.h"
#include "distinct_files.h"
#include "models/registry.h"
#include "option_types.h"
#include "raster_file.h"
#include "stack_file.h"

#include <cmath>
#include <optional>

namespace riskcast
{

namespace
{

struct PredictOptions
{
  std::string stack;
  std::string model;
  std::string risk;
  std::string classes;
  PredictionOptions prediction;
  std::vector<std::string> creationOptions;
};

void declarePredict( CLI::App &command, PredictOptions &options )
{
  command.add_option( "STACK", options.stack, "Heatmap stack up to now (GeoTIFF), on the grid that the model was trained on" )
      ->required();
  command.add_option( "MODEL", options.model, "Model from `riskcast train` (safetensors)" )->required();
  command
      .add_option(
          "RISK", options.risk,
          "Risk raster to write (GeoTIFF): the probability of at least one incident, one band a predicted step; where the "
          "stack has steps without reports, the probability if somebody reports in the step" )
      ->required();

  PredictionOptions &prediction = options.prediction;
  command
      .add_option( "--steps-ahead", prediction.stepsAhead,
                   "Steps to predict after the end of the stack; later ones build on the risk of earlier ones" )
      ->check( wholeNumber( 1 ) );
  const std::string output = "Output";
  command.add_option( "--classes", options.classes, "Also writes a raster of risk classes (GeoTIFF)" )
      ->type_name( "FILE" )
      ->group( output );
  command.add_option( "--border", prediction.borderCells, "Outer rings of cells to leave out (no data)" )
      ->check( wholeNumber( 0 ) )
      ->group( output );
  command
      .add_option( "--display-factor", prediction.displayFactor,
                   "Makes cells so many times smaller by bilinear interpolation: for the eye only, never for scores" )
      ->check( wholeNumber( 1 ) )
      ->group( output );
  addListOption( command, "--percentiles", prediction.percentiles,
                 "Percentiles of the training predictions at which one risk class ends and the next begins" )
      ->group( output );
  addCreationOptions( command, options.creationOptions );
  command.footer( "Example:\n  riskcast predict heatmaps.tif model.safetensors risk.tif --classes classes.tif --steps-ahead 3" );
}

double highest( const std::vector<float> &risk )
{
  double maximum = 0;
  for ( const float value : risk )
    maximum = std::fmax( maximum, value ); // fmax passes over the NaN of cells without data
  return maximum;
}

/// Both rasters, or neither.
void writeRasters( const RiskMaps &maps, const PredictOptions &options, OutputFile &risk, std::optional<OutputFile> &classes,
                   Feedback &feedback )
{
  PhaseFeedback first( feedback, 0, 0.8 );
  writeRiskRaster( maps, risk, options.creationOptions, first );
  PhaseFeedback second( feedback, 0.8, 1 );
  if ( classes )
    writeClassRaster( maps, *classes, options.creationOptions, second );
  feedback.throwIfCanceled();
  risk.commit();
  if ( classes )
    classes->commit();
}

CommandResult predict( const PredictOptions &options, Feedback &feedback )
{
  // Places that cannot be written to are told before the work, not after it.
  checkDistinctFiles( { options.stack, options.model }, { options.risk, options.classes } );
  OutputFile risk( options.risk );
  checkGeoTiffName( options.risk );
  checkBandCount( options.risk, static_cast<size_t>( options.prediction.stepsAhead ) );
  std::optional<OutputFile> classes;
  if ( !options.classes.empty() )
  {
    classes.emplace( options.classes );
    checkGeoTiffName( options.classes );
  }

  PhaseFeedback reading( feedback, 0, 0.3 );
  const HeatmapStack stack = readHeatmapStack( options.stack, reading );
  const ModelFile model = ModelFile::read( options.model );
  PhaseFeedback predicting( feedback, 0.3, 0.9 );
  const RiskMaps maps = predictRisk( stack, model, options.prediction, makeForecaster, predicting );
  PhaseFeedback writing( feedback, 0.9, 1 );
  writeRasters( maps, options, risk, classes, writing );

  const int steps = maps.steps.count();
  nlohmann::json fields = { { "risk", options.risk },
                            { "classes", options.classes },
                            { "steps", steps },
                            { "firstStep", toIso8601( maps.steps.start( 0 ) ) },
                            { "lastStep", toIso8601( maps.steps.start( steps - 1 ) ) },
                            { "maximumRisk", highest( maps.risk ) } };
  const std::string classesToo = classes ? ", the classes to " + options.classes : "";
  return { std::move( fields ), "Wrote the risk raster to " + options.risk + classesToo + "." };
}

} // namespace

void addPredictCommand( CLI::App &program, Command &chosen )
{
  addCommand<PredictOptions>( program, chosen, "predict", "Map the risk of the steps after the end of a heatmap stack",
                              declarePredict, predict );
}

} // namespace riskcast
