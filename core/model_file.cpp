#include "model_file.h"

#include "error.h"
#include "output_file.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace riskcast
{

static_assert( std::endian::native == std::endian::little, "safetensors is little-endian, and so is all we build for" );

namespace
{
using Json = nlohmann::json;

constexpr std::uint64_t lengthBytes = 8;
constexpr std::uint64_t longestHeader = 100'000'000; // the format's own limit
constexpr const char *metadataKey = "__metadata__";
constexpr const char *descriptionKey = "riskcast";

std::string shapeText( const std::vector<std::int64_t> &shape )
{
  std::string text = "[";
  for ( const std::int64_t length : shape )
    text += ( text.size() > 1 ? ", " : "" ) + ( length < 0 ? std::string( "any" ) : std::to_string( length ) );
  return text + "]";
}

[[noreturn]] void reject( const std::string &path, const std::string &why )
{
  throw Error( path + " is not a model that can be read: " + why + ". Train the model again, or choose another file." );
}

/// Reads JSON that may be hostile: brackets in brackets without end would take far more memory than the file.
Json parsed( const std::string &text, const std::string &path )
{
  constexpr int deepest = 32;
  const auto check = [&]( int depth, Json::parse_event_t, const Json & )
  {
    if ( depth > deepest )
      reject( path, "its description is nested too deeply" );
    return true;
  };
  return Json::parse( text, check, false );
}

/// The number of values of a shape, or nothing if a length is negative or the product exceeds \a most.
std::optional<std::uint64_t> valueCount( const std::vector<std::int64_t> &shape, std::uint64_t most )
{
  std::uint64_t count = 1;
  for ( const std::int64_t length : shape )
  {
    if ( length < 0 || ( length > 0 && count > most / static_cast<std::uint64_t>( length ) ) )
      return std::nullopt;
    count *= static_cast<std::uint64_t>( length );
  }
  return count;
}

Json readHeader( std::istream &file, std::uint64_t fileSize, const std::string &path, std::uint64_t &headerLength )
{
  if ( fileSize < lengthBytes || !file.read( reinterpret_cast<char *>( &headerLength ), lengthBytes ) )
    reject( path, "it is shorter than a header" );
  if ( headerLength > fileSize - lengthBytes || headerLength > longestHeader )
    reject( path, "its header claims to be longer than the file" );
  std::string text( headerLength, '\0' );
  if ( !file.read( text.data(), static_cast<std::streamsize>( headerLength ) ) )
    reject( path, "its header cannot be read" );
  Json header = parsed( text, path );
  if ( !header.is_object() )
    reject( path, "its header is not JSON" );
  return header;
}

Json readDescription( const Json &header, const std::string &path )
{
  const Json metadata = header.value( metadataKey, Json() );
  const Json text = metadata.is_object() ? metadata.value( descriptionKey, Json() ) : Json();
  Json description = text.is_string() ? parsed( text.get<std::string>(), path ) : Json();
  if ( !description.is_object() )
    reject( path, "it was not written by Riskcast" );
  return description;
}

/// Reads one tensor whose bytes must start where the last one ended, as the format asks: no gaps, no overlaps.
Tensor readTensor( std::istream &file, const std::string &name, const Json &entry, std::uint64_t dataSize,
                   std::uint64_t &position, const std::string &path )
{
  const std::string where = "its tensor \"" + name + "\" ";
  Tensor tensor;
  std::vector<std::uint64_t> offsets;
  try
  {
    if ( entry.at( "dtype" ) != "F32" )
      reject( path, where + "does not hold 32-bit floating point numbers" );
    entry.at( "shape" ).get_to( tensor.shape );
    entry.at( "data_offsets" ).get_to( offsets );
  }
  catch ( const Json::exception & )
  {
    reject( path, where + "is not described properly" );
  }
  const std::optional<std::uint64_t> count = valueCount( tensor.shape, dataSize / sizeof( float ) );
  if ( !count || offsets.size() != 2 || offsets[0] != position || offsets[1] != position + *count * sizeof( float ) ||
       offsets[1] > dataSize )
    reject( path, where + "has a shape or a place that does not fit the file" );
  tensor.values.resize( *count );
  if ( !file.read( reinterpret_cast<char *>( tensor.values.data() ), static_cast<std::streamsize>( offsets[1] - position ) ) )
    reject( path, where + "is cut off" );
  if ( !std::ranges::all_of( tensor.values, []( float value ) { return std::isfinite( value ); } ) )
    reject( path, where + "holds values that are no numbers" );
  position = offsets[1];
  return tensor;
}

/// Names of the tensors in the order of their bytes.
std::vector<std::string> tensorOrder( const Json &header )
{
  std::vector<std::pair<std::uint64_t, std::string>> order;
  for ( const auto &[name, entry] : header.items() )
  {
    const Json first = entry.is_object() ? entry.value( Json::json_pointer( "/data_offsets/0" ), Json() ) : Json();
    if ( name != metadataKey )
      order.emplace_back( first.is_number_unsigned() ? first.get<std::uint64_t>() : 0, name );
  }
  std::ranges::stable_sort( order, {}, &std::pair<std::uint64_t, std::string>::first );
  std::vector<std::string> names;
  for ( auto &[first, name] : order )
    names.push_back( std::move( name ) );
  return names;
}

ModelFile readModel( std::istream &file, std::uint64_t fileSize, const std::string &path )
{
  std::uint64_t headerLength = 0;
  const Json header = readHeader( file, fileSize, path, headerLength );
  ModelFile model{ readDescription( header, path ), {} };
  const std::uint64_t dataSize = fileSize - lengthBytes - headerLength;
  std::uint64_t position = 0;
  for ( const std::string &name : tensorOrder( header ) )
    model.tensors[name] = readTensor( file, name, header[name], dataSize, position, path );
  if ( position != dataSize )
    reject( path, "it holds more bytes than its header says" );
  return model;
}
} // namespace

const Tensor &ModelFile::tensor( const std::string &name, const std::vector<std::int64_t> &shape ) const
{
  const auto found = tensors.find( name );
  if ( found == tensors.end() )
    throw Error( "The model has no tensor \"" + name + "\". Train it again." );
  const std::vector<std::int64_t> &is = found->second.shape;
  const auto fits = []( std::int64_t expected, std::int64_t length ) { return expected < 0 || expected == length; };
  if ( !std::ranges::equal( shape, is, fits ) )
    throw Error( "The model's tensor \"" + name + "\" has the shape " + shapeText( is ) + ", but " + shapeText( shape ) +
                 " was expected. Train it again." );
  return found->second;
}

void ModelFile::write( const std::string &path ) const
{
  // The stack may hold texts that are no UTF-8: they must not cost the training.
  const std::string text = description.dump( -1, ' ', false, Json::error_handler_t::replace );
  Json header = { { metadataKey, { { descriptionKey, text } } } };
  std::uint64_t position = 0;
  for ( const auto &[name, tensor] : tensors )
  {
    const std::uint64_t end = position + tensor.values.size() * sizeof( float );
    header[name] = { { "dtype", "F32" }, { "shape", tensor.shape }, { "data_offsets", { position, end } } };
    position = end;
  }
  std::string bytes = header.dump();
  bytes.resize( ( bytes.size() + 7 ) / 8 * 8, ' ' ); // the tensors start at a multiple of 8
  const std::uint64_t length = bytes.size();

  OutputFile output( path );
  std::ofstream file( output.temporaryPath(), std::ios::binary );
  file.write( reinterpret_cast<const char *>( &length ), lengthBytes );
  file.write( bytes.data(), static_cast<std::streamsize>( bytes.size() ) );
  for ( const auto &[name, tensor] : tensors )
    file.write( reinterpret_cast<const char *>( tensor.values.data() ),
                static_cast<std::streamsize>( tensor.values.size() * sizeof( float ) ) );
  file.close();
  if ( !file )
    throwNotWritten( path, "The disk may be full." );
  output.commit();
}

ModelFile ModelFile::read( const std::string &path )
{
  std::error_code error;
  const std::uint64_t fileSize = std::filesystem::file_size( path, error );
  std::ifstream file( path, std::ios::binary );
  if ( error || !file )
    throw Error( "The model " + path + " cannot be opened. Check that the file exists and can be read." );
  return readModel( file, fileSize, path );
}

ModelFile ModelFile::parse( std::string bytes, const std::string &path )
{
  const std::uint64_t size = bytes.size();
  std::istringstream file( std::move( bytes ) );
  return readModel( file, size, path );
}

void checkModelName( const std::string &path )
{
  checkSuffix( path, { ".safetensors" }, "models are safetensors files" );
}

} // namespace riskcast
