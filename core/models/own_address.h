#pragma once

#include <string>

namespace riskcast
{

/// The address under which this machine is seen by one at \a address, as the system would reach that; nothing is sent. A
/// machine's name, which Gloo would take, often stands for 127.0.1.1, where no other finds it. \return in numbers; empty if there
/// is no way to it
std::string ownAddressTowards( const std::string &address, int port );

} // namespace riskcast
