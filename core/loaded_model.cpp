#include "loaded_model.h"

#include "error.h"

namespace riskcast
{

LoadedModel loadModel( const ModelFile &file, const ForecasterMaker &maker )
{
  try
  {
    auto options = file.description.at( "options" ).get<TrainingOptions>();
    if ( options.device == Device::Gpu )
      options.device = Device::Auto; // it also runs, and is trained again, where there is none
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
