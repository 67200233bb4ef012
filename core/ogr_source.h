#pragma once

#include "ogr_incidents.h"

#include <cstdint>
#include <memory>
#include <string>

class GDALDataset;
class OGRLayer;

namespace riskcast
{

/// An opened layer of an OGR source.
struct OgrSource
{
  std::shared_ptr<GDALDataset> dataset;
  OGRLayer *layer = nullptr; ///< of the data set, or `result`; filtered
  std::string table{};       ///< what a database's SQL calls it, once selectColumns() was there
  std::shared_ptr<OGRLayer> result{};
  std::string path; ///< as it was given
  std::string name; ///< file name, or the layer's where the source is no file
};

/// Whether a PostgreSQL server filters the rows, and not OGR.
bool isPostgres( const OgrSource &source );

/// Number of rows of the layer; a guess from the size of the file where only reading would tell, -1 where there is none.
std::int64_t rowsOf( const OgrSource &source );

/// \throws Error if source or layer is missing, or if OGR does not understand the filter
OgrSource openOgrSource( const std::string &source, const OgrIncidentOptions &options );

} // namespace riskcast
