#include "training_state.h"

namespace riskcast
{

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE( EpochRecord, loss, validationLoss, validationLogLoss, seconds )
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE( LearningPhase, learningRate, epochs )
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE( TrainingHistory, epochs, bestEpoch, bestPath )

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE( Validation, loss, logLoss, leastRisk, greatestRisk )

void to_json( nlohmann::json &json, const TrainingState &state )
{
  json = { { "history", state.history },         { "path", state.path },     { "best", nullptr },
           { "dropsLeft", state.dropsLeft },     { "waited", state.waited }, { "epochs", state.epochs },
           { "targetsDone", state.targetsDone }, { "isDone", state.isDone } };
  if ( state.best )
    json["best"] = *state.best;
}

void from_json( const nlohmann::json &json, TrainingState &state )
{
  json.at( "history" ).get_to( state.history );
  json.at( "path" ).get_to( state.path );
  if ( !json.at( "best" ).is_null() )
    state.best = json.at( "best" ).get<Validation>();
  json.at( "dropsLeft" ).get_to( state.dropsLeft );
  json.at( "waited" ).get_to( state.waited );
  json.at( "epochs" ).get_to( state.epochs );
  json.at( "targetsDone" ).get_to( state.targetsDone );
  json.at( "isDone" ).get_to( state.isDone );
}

nlohmann::json describe( const TrainingHistory &history )
{
  double seconds = 0;
  for ( const EpochRecord &epoch : history.epochs )
    seconds += epoch.seconds;
  return { { "epochs", history.epochs }, { "bestEpoch", history.bestEpoch }, { "seconds", seconds } };
}

} // namespace riskcast
