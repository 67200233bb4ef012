#include "checkpoint.h"

#include "../output_file.h"

#include <fstream>
#include <iterator>

namespace riskcast
{

namespace
{
constexpr const char *trainingKey = "training";

/// Empty if there is no such file.
std::string contentOf( const std::string &path )
{
  std::ifstream file( path, std::ios::binary );
  return { std::istreambuf_iterator<char>( file ), {} };
}

/// The name of the training that the bytes hold; empty if they cannot be read, or hold none.
std::string readArchive( const std::string &content, torch::Device device, torch::serialize::InputArchive &archive )
{
  try
  {
    archive.load_from( content.data(), content.size(), device );
    c10::IValue name;
    return archive.try_read( trainingKey, name ) && name.isString() ? name.toStringRef() : "";
  }
  catch ( const std::exception & )
  {
    return "";
  }
}
} // namespace

Checkpoint::Checkpoint( std::string path, std::string training, std::chrono::milliseconds pause, torch::Device device,
                        const WorkerGroup &workers )
    : mPath( workers.isFirst() ? std::move( path ) : "" )
    , mTraining( std::move( training ) )
    , mPause( pause )
{
  const std::string content = workers.ofTheFirst( contentOf( mPath ) );
  if ( content.empty() )
    return;
  mFoundTraining = readArchive( content, device, mLeft );
  mFound = mFoundTraining == mTraining ? Found::SameTraining : Found::SomethingElse;
}

bool Checkpoint::read( const std::string &part, torch::serialize::InputArchive &archive )
{
  return mFound == Found::SameTraining && mLeft.try_read( part, archive );
}

void Checkpoint::keep( const std::string &part, Save save )
{
  mParts[part] = std::move( save );
}

void Checkpoint::writeIfDue()
{
  if ( mPath.empty() || std::chrono::steady_clock::now() - mLastWritten < mPause )
    return;
  torch::serialize::OutputArchive archive;
  archive.write( trainingKey, c10::IValue( mTraining ) );
  for ( const auto &[name, save] : mParts )
  {
    torch::serialize::OutputArchive part( archive.compilation_unit() );
    save( part );
    archive.write( name, part );
  }
  OutputFile output( mPath );
  archive.save_to( output.temporaryPath() );
  output.commit();
  mLastWritten = std::chrono::steady_clock::now();
}

} // namespace riskcast
