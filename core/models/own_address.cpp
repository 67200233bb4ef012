#include "own_address.h"

#include <memory>

#include <netdb.h>
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
  char text[NI_MAXHOST] = {};
  if ( ::connect( probe, found->ai_addr, found->ai_addrlen ) != 0 ||
       ::getsockname( probe, reinterpret_cast<sockaddr *>( &own ), &length ) != 0 ||
       ::getnameinfo( reinterpret_cast<sockaddr *>( &own ), length, text, sizeof text, nullptr, 0, NI_NUMERICHOST ) != 0 )
    return {};
  return text;
}

} // namespace riskcast
