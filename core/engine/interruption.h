#pragma once

namespace riskcast
{

/// From now on SIGINT and SIGTERM only raise a flag, so that work under way can clean up after itself, and writing to a closed
/// pipe is an error of the stream instead of the end of the process.
void catchInterruptions();

/// Whether one of the two came.
bool isInterrupted();

} // namespace riskcast
