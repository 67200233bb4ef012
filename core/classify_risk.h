#pragma once

#include "enum_names.h"
#include "output_file.h"
#include "risk_bands.h"
#include "risk_classes.h"

#include <cstdint>

namespace riskcast
{

/// Where the classes change.
enum class ClassMethod
{
  Percentiles, ///< of the cells with data, of each map by itself
  ModelBreaks, ///< absolute risks, those of the model: the same in every map
  OwnBreaks,   ///< absolute risks, given
  Area,        ///< the riskiest km²
  Cells,       ///< the riskiest n cells
};
template<> const std::vector<std::string> &enumNames<ClassMethod>(); ///< percentiles, model-breaks, own-breaks, area, cells

/// The two published looks.
enum class ClassLook
{
  Graded,  ///< a colour each class
  Flagged, ///< the flagged classes in one colour, the rest muted
};
template<> const std::vector<std::string> &enumNames<ClassLook>(); ///< graded, flagged

struct ClassOptions
{
  ClassMethod method = ClassMethod::Percentiles;
  std::vector<double> bounds = defaultPercentiles; ///< rising percentiles, risks, km² or numbers of cells; of ModelBreaks none
  int flagged = 1;                                 ///< number of highest classes that are flagged
};

/// Risk maps sorted into K classes.
struct ClassifiedRisk
{
  RiskBands maps;
  std::vector<std::string> names;          ///< of the classes, lowest to highest, K
  std::string flaggedName;                 ///< of the flagged classes together: "Top 4 % of cells"
  int flagged = 0;                         ///< number of highest classes that are flagged
  std::vector<std::vector<double>> breaks; ///< [N][K - 1], absolute risks, ascending; none where a map has no data
  std::vector<std::uint8_t> classes;       ///< [N, H, W], 1 … K; 0: no data

  /// The cells of a map that are flagged, row by row.
  std::vector<int> flaggedCells( int map ) const;
};

/// Sorts each map into classes. A risk on a break belongs to the class below it, as in riskClass(): cells of equal risk stay
/// together, so that a class may hold fewer cells than it is called after. An area is met as closely as whole cells can. Says in
/// the log where the classes change, and what is flagged.
/// \param areasKm2  of the cells, [H × W]; zeros: unknown
/// \throws Error if bounds do not rise or are more than 254, if the method needs what the raster does not have, or if there are
/// too few classes to flag so many; Canceled
ClassifiedRisk classifyRisk( RiskBands maps, const ClassOptions &options, std::span<const double> areasKm2, Feedback &feedback );

/// Writes the classes as a Byte GeoTIFF (0: no data) with names and colours, one band a map, in whose metadata are its breaks.
/// The caller commits the file. \throws Error as writeRaster() does
void writeClassRaster( const ClassifiedRisk &classified, ClassLook look, OutputFile &output,
                       const std::vector<std::string> &creationOptions, Feedback &feedback );

} // namespace riskcast
