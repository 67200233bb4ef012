#pragma once

#include "forecaster.h"
#include "formula_stack.h"
#include "model_description.h"
#include "registry.h"

#include <algorithm>

namespace riskcast
{

/// A kind of model with settings that train in a moment.
inline TrainingOptions smallOptions( const std::string &kind )
{
  TrainingOptions options;
  options.kind = kind;
  options.device = Device::Cpu; // which repeats itself to the last bit
  options.windowLength = 4;
  options.periodSteps = 2; // residual networks look no further back than the others
  options.trendSteps = 4;
  options.filters = { 3, 4 };
  options.epochs = 3;
  options.learningRate = kind == "gan" ? 0.001 : 0.01; // in larger steps a critic leaves its generator behind
  return options;
}

/// 40 days of 5 × 6 cells by formula; training to day 23, validation to day 31, then the test.
inline HeatmapStack smallStack()
{
  return formulaStack( 40, 5, 6 );
}

/// On some of whose days nobody reported, one of them while a model learns and others before it is tested.
inline HeatmapStack smallStackWithGaps()
{
  HeatmapStack stack = smallStack();
  for ( const int day : { 12, 23, 24, 33 } )
  {
    stack.states[day] = StepState::WithoutReports;
    std::ranges::fill( stack.map( day ), 0 );
  }
  return stack;
}

inline StepSplit smallSplit()
{
  return { stepRange( 4, 23 ), stepRange( 24, 31 ), stepRange( 32, 39 ) };
}

/// On the days of smallSplit() that have reports.
inline std::unique_ptr<Forecaster> trained( const TrainingOptions &options, const HeatmapStack &stack )
{
  Feedback silent;
  StepSplit split = smallSplit();
  for ( std::vector<int> *part : { &split.training, &split.validation, &split.test } )
    std::erase_if( *part, [&stack]( int day ) { return !stack.isObserved( day ); } );
  std::unique_ptr<Forecaster> forecaster = makeForecaster( options );
  forecaster->fit( stack, split, silent );
  return forecaster;
}

/// The forecaster as a model file of \a stack.
inline ModelFile savedModel( const Forecaster &forecaster, const HeatmapStack &stack )
{
  ModelFile file;
  file.description = nlohmann::json::object();
  describeStack( file.description, stack );
  forecaster.save( file );
  return file;
}

} // namespace riskcast
