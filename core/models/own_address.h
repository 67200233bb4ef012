#pragma once

#include <string>

namespace riskcast
{

/// The address, in numbers, under which this machine is seen by one at \a address, as the system would reach that; nothing is
/// sent. A machine's name, which Gloo would take, often stands for 127.0.1.1, where no other finds it: for a name that leads to
/// the machine itself it is the first address that others may know, if there is one. Empty if there is no way to \a address.
std::string ownAddressTowards( const std::string &address, int port );

} // namespace riskcast
