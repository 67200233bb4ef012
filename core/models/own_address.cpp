#include "own_address.h"

#include <memory>

#include <ifaddrs.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace riskcast
{

namespace
{
/// A socket without a connection, closed in the end.
class Socket
{
public:
  explicit Socket( const addrinfo &of )
      : mSocket( ::socket( of.ai_family, of.ai_socktype, of.ai_protocol ) )
  {
  }
  ~Socket()
  {
    if ( mSocket >= 0 )
      ::close( mSocket );
  }
  Socket( const Socket & ) = delete;
  Socket &operator=( const Socket & ) = delete;
  operator int() const { return mSocket; }

private:
  int mSocket;
};

/// In numbers; empty if it cannot be told.
std::string textOf( const sockaddr &address, socklen_t length )
{
  char text[NI_MAXHOST] = {};
  return ::getnameinfo( &address, length, text, sizeof text, nullptr, 0, NI_NUMERICHOST ) == 0 ? text : "";
}

bool isOnlyOwn( const std::string &address )
{
  return address.starts_with( "127." ) || address == "::1" || address == "localhost";
}

/// The first address of this machine that others may know, in numbers; empty if it has none.
std::string firstOutward()
{
  ifaddrs *first = nullptr;
  if ( ::getifaddrs( &first ) != 0 )
    return {};
  const std::unique_ptr<ifaddrs, decltype( &::freeifaddrs )> all( first, ::freeifaddrs );
  for ( const ifaddrs *each = first; each; each = each->ifa_next )
    if ( each->ifa_addr && each->ifa_addr->sa_family == AF_INET )
      if ( std::string text = textOf( *each->ifa_addr, sizeof( sockaddr_in ) ); !isOnlyOwn( text ) )
        return text;
  return {};
}
} // namespace

std::string ownAddressTowards( const std::string &address, int port )
{
  addrinfo hints{};
  hints.ai_socktype = SOCK_DGRAM; // to connect one sends nothing
  addrinfo *first = nullptr;
  if ( ::getaddrinfo( address.c_str(), std::to_string( port ).c_str(), &hints, &first ) != 0 )
    return {};
  const std::unique_ptr<addrinfo, decltype( &::freeaddrinfo )> found( first, ::freeaddrinfo );

  const Socket probe( *found );
  sockaddr_storage own{};
  socklen_t length = sizeof own;
  if ( ::connect( probe, found->ai_addr, found->ai_addrlen ) != 0 ||
       ::getsockname( probe, reinterpret_cast<sockaddr *>( &own ), &length ) != 0 )
    return {};
  const std::string text = textOf( reinterpret_cast<const sockaddr &>( own ), length );
  const std::string outward = isOnlyOwn( text ) && !isOnlyOwn( address ) ? firstOutward() : "";
  return outward.empty() ? text : outward;
}

} // namespace riskcast
