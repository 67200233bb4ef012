#pragma once

#include "feedback.h"
#include "output_file.h"

#include <functional>

class GDALDataset;
class GDALDriver;

namespace riskcast
{

/// The driver that writes files of the suffix of \a path. \throws Error if there is none
GDALDriver &vectorDriverFor( const std::string &path );

/// Creates a vector file of the format that its suffix names, in one transaction where the format has them; what is no database
/// is made in memory first, as long as it gets. The same content makes the same bytes. The caller commits the file. \param write
/// fills it; whatever fails there is in GDAL's messages \throws Error if no format has the suffix, or if the file cannot be
/// written; and what write() throws
void writeVectorFile( OutputFile &output, const std::function<void( GDALDataset & )> &write, Feedback &feedback );

} // namespace riskcast
