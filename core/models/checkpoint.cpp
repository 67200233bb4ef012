#include "checkpoint.h"

#include "../error.h"

#include <fstream>
#include <iterator>

namespace riskcast
{

namespace
{
constexpr const char *trainingItem = "training";
constexpr const char *partsItem = "parts";

/// Empty if there is no such file.
std::string contentOf( const std::string &path )
{
  std::ifstream file( path, std::ios::binary );
  return { std::istreambuf_iterator<char>( file ), {} };
}

/// Empty if it is nothing that a training left.
ModelFile parsed( std::string content, const std::string &path )
try
{
  return ModelFile::parse( std::move( content ), path );
}
catch ( const Error & )
{
  return {};
}

/// Of a tensor of a part.
std::string nameIn( const std::string &part, const std::string &name )
{
  return part + "/" + name;
}
} // namespace

Checkpoint::Checkpoint( std::string path, std::string training, std::chrono::milliseconds pause, const WorkerGroup &workers )
    : mPath( workers.isFirst() ? std::move( path ) : "" )
    , mTraining( std::move( training ) )
    , mPause( pause )
{
  std::string content = workers.ofTheFirst( contentOf( mPath ) );
  if ( content.empty() )
    return;
  mLeft = parsed( std::move( content ), mPath );
  if ( const auto found = mLeft.description.find( trainingItem ); found != mLeft.description.end() && found->is_string() )
    mFoundTraining = *found;
  mFound = mFoundTraining == mTraining ? Found::SameTraining : Found::SomethingElse;
}

std::optional<ModelFile> Checkpoint::take( const std::string &part )
{
  if ( mFound != Found::SameTraining )
    return std::nullopt;
  const nlohmann::json &parts = mLeft.description.at( partsItem );
  if ( !parts.contains( part ) )
    return std::nullopt;
  ModelFile left{ parts[part], {} };
  const std::string prefix = nameIn( part, "" );
  for ( auto &[name, tensor] : mLeft.tensors )
    if ( name.starts_with( prefix ) )
      left.tensors[name.substr( prefix.size() )] = std::move( tensor );
  return left;
}

void Checkpoint::keep( const std::string &part, Save save )
{
  mParts[part] = std::move( save );
}

void Checkpoint::writeIfDue()
{
  if ( mPath.empty() || std::chrono::steady_clock::now() - mLastWritten < mPause )
    return;
  ModelFile file{ { { trainingItem, mTraining } }, {} };
  for ( const auto &[name, save] : mParts )
  {
    ModelFile part;
    save( part );
    file.description[partsItem][name] = std::move( part.description );
    for ( auto &[tensor, values] : part.tensors )
      file.tensors[nameIn( name, tensor )] = std::move( values );
  }
  file.write( mPath );
  mLastWritten = std::chrono::steady_clock::now();
}

} // namespace riskcast
