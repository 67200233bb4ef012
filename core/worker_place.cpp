#include "worker_place.h"

#include "error.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string_view>

namespace riskcast
{

namespace
{
std::optional<int> numberFrom( const char *variable )
{
  const char *value = std::getenv( variable );
  if ( !value )
    return std::nullopt;
  const std::string_view text( value );
  int number = 0;
  const auto [end, error] = std::from_chars( text.data(), text.data() + text.size(), number );
  if ( error != std::errc() || end != text.data() + text.size() )
    throw Error( "The environment variable " + std::string( variable ) + " is \"" + value + "\", which is no whole number." );
  return number;
}
} // namespace

WorkerPlace workerPlace()
{
  WorkerPlace place;
  for ( const auto &[number, count] :
        { std::pair( "RANK", "WORLD_SIZE" ), std::pair( "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE" ),
          std::pair( "PMI_RANK", "PMI_SIZE" ) } )
  {
    if ( !std::getenv( number ) && !std::getenv( count ) )
      continue;
    for ( const auto &[set, missing] : { std::pair( number, count ), std::pair( count, number ) } )
      if ( !std::getenv( missing ) )
        throw Error( std::string( "The environment variable " ) + set + " is set, but not " + missing +
                     ": set both to train in several processes, or none." );
    place.number = *numberFrom( number );
    place.count = *numberFrom( count );
    if ( place.number < 0 || place.number >= place.count )
      throw Error( "There is no worker of the number " + std::to_string( place.number ) + " among " +
                   std::to_string( place.count ) + ": " + number + " must be from 0 on, and below " + count + "." );
    break;
  }
  if ( const char *address = std::getenv( "MASTER_ADDR" ) )
    place.address = address;
  place.port = numberFrom( "MASTER_PORT" ).value_or( place.port );
  if ( !place.isAlone() && ( place.port < 1 || place.port > std::numeric_limits<std::uint16_t>::max() ) )
    throw Error( "There is no port " + std::to_string( place.port ) + ": MASTER_PORT must be from 1 to 65535." );
  const char *usesAgent = std::getenv( "TORCHELASTIC_USE_AGENT_STORE" );
  if ( usesAgent && usesAgent == std::string_view( "True" ) ) // torchrun's Python writes it so
    place.meeting = "attempt " + std::to_string( numberFrom( "TORCHELASTIC_RESTART_COUNT" ).value_or( 0 ) );
  for ( const char *onMachine : { "LOCAL_RANK", "OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID" } )
    if ( !place.onMachine )
      place.onMachine = numberFrom( onMachine );
  for ( const char *countOnMachine : { "LOCAL_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS" } )
    place.countOnMachine = std::max( place.countOnMachine, numberFrom( countOnMachine ).value_or( 1 ) );
  return place;
}

} // namespace riskcast
