#pragma once

#include "feedback.h"
#include "grid.h"
#include "output_file.h"
#include "raster_file.h"
#include "time_steps.h"

#include <string>
#include <vector>

namespace riskcast
{

/// Risk maps of consecutive steps, and what is needed to read and draw them.
struct RiskMaps
{
  Grid grid;
  TimeSteps steps; ///< of the maps, N; the first follows the end of the stack
  std::string timeZone;
  std::vector<float> risk;        ///< [N, H, W], probability of at least one incident in the step; NaN: no data. Of stacks
                                  ///< in which nobody reported in some steps: the probability if somebody reports in the step
  std::vector<float> spread = {}; ///< the same, standard deviation of the risk among a model's networks; empty for a single one
  std::vector<std::string> categories = {}; ///< that the model tells apart; empty if it tells none
  std::vector<float> categoryRisk = {};     ///< [C, N, H, W], as risk, of an incident of each category
  std::vector<double> percentiles;          ///< of the classes
  std::vector<double> breaks;               ///< absolute, from the training predictions, as many as percentiles
  std::string modelKind;
  std::string lastObserved; ///< ISO 8601 start of the last step with reports
  int displayFactor = 1;    ///< above 1: bilinearly finer than the model's grid
};

/// "2016-07-01, 1 step ahead": what the band of a map is called.
std::string stepDescription( const RiskMaps &maps, int map );

/// Writes probabilities as a GeoTIFF, one band a step, described and dated, then the bands of the spread and those of each
/// category; metadata items RISKCAST_*. With an OutputFile, the caller commits it. \throws Error as writeRaster() does
void writeRiskRaster( const RiskMaps &maps, OutputFile &output, const std::vector<std::string> &creationOptions,
                      Feedback &feedback );
void writeRiskRaster( const RiskMaps &maps, const std::string &path, const std::vector<std::string> &creationOptions,
                      Feedback &feedback );

/// Writes classes, 1 for the lowest, as a Byte GeoTIFF (0: no data) with category names, colours and a raster attribute table
/// in the file's .aux.xml. With an OutputFile, the caller commits it. \throws Error as writeRaster() does
void writeClassRaster( const RiskMaps &maps, OutputFile &output, const std::vector<std::string> &creationOptions,
                       Feedback &feedback );
void writeClassRaster( const RiskMaps &maps, const std::string &path, const std::vector<std::string> &creationOptions,
                       Feedback &feedback );

/// \throws Error if the file is not a risk raster
RiskMaps readRiskRaster( const std::string &path, Feedback &feedback );

/// Everything but grid and values, from the file's metadata alone, as readRasterMetadata() reads them.
/// \throws Error if they are not those of a risk raster
RiskMaps describeRiskRaster( const RasterMetadata &metadata, int bands, const std::string &path );

/// Says before the work whether maps can be made finer. \throws Error if there would be too many cells to count or to hold
void checkDisplayFactor( const Grid &grid, int maps, int factor );

/// Bilinear up-sampling by a whole factor; for display, never for scores. No data stay in the cells that have none, and a cell
/// beside them is interpolated between those that have some. \throws Error as checkDisplayFactor() does
RiskMaps upsampled( const RiskMaps &maps, int factor );

/// Says before the work whether rings of cells can be left out. \throws Error if nothing would be left
void checkBorder( const Grid &grid, int rings );

/// NaN in the outer \a rings of cells. \throws Error as checkBorder() does
void leaveOutBorder( RiskMaps &maps, int rings );

} // namespace riskcast
