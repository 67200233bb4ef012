#pragma once

#include "../model_file.h"

#include <torch/torch.h>

namespace riskcast
{

/// Puts what AdamW remembers of each parameter, its moments and the number of its steps, into the file, under names that begin
/// with \a prefix.
void saveOptimizer( const torch::optim::AdamW &optimizer, ModelFile &file, const std::string &prefix );

/// Takes it from there. \throws Error or nlohmann::json::exception if it is missing or shaped otherwise
void loadOptimizer( torch::optim::AdamW &optimizer, const ModelFile &file, const std::string &prefix );

} // namespace riskcast
