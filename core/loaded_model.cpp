#include "loaded_model.h"

#include "error.h"

namespace riskcast
{

LoadedModel loadModel( const ModelFile &file, const ForecasterMaker &maker )
{
  try
  {
    const auto options = file.description.at( "options" ).get<TrainingOptions>();
    LoadedModel loaded{ options, maker( options ) };
    loaded.forecaster->load( file );
    if ( file.description.at( "kind" ) != options.kind )
      throw Error( "The model says that it is of two kinds. Train it again." );
    return loaded;
  }
  catch ( const nlohmann::json::exception & )
  {
    throw Error( "The model does not say properly how it was made. Train it again." );
  }
}

} // namespace riskcast
