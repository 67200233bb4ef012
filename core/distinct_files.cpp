#include "distinct_files.h"

#include "error.h"

#include <filesystem>

namespace fs = std::filesystem;

namespace riskcast
{

namespace
{

bool isSameFile( const std::string &one, const std::string &other )
{
  if ( one.empty() || other.empty() )
    return false;
  std::error_code ignored;
  return fs::equivalent( one, other, ignored ) || // follows links; false where one is missing
         fs::weakly_canonical( fs::absolute( one ), ignored ) == fs::weakly_canonical( fs::absolute( other ), ignored );
}

} // namespace

void checkDistinctFiles( const std::vector<std::string> &inputs, const std::vector<std::string> &outputs )
{
  for ( size_t i = 0; i < outputs.size(); ++i )
  {
    for ( const std::string &input : inputs )
    {
      if ( isSameFile( outputs[i], input ) )
        throw Error( outputs[i] + " cannot be written: it is what the result is made from. Choose another place." );
    }
    for ( size_t other = 0; other < i; ++other )
    {
      if ( isSameFile( outputs[i], outputs[other] ) )
        throw Error( outputs[i] + " cannot be written twice: give each result a file of its own." );
    }
  }
}

} // namespace riskcast
