#include "selection_parameters.h"

#include "parameter_makers.h"

namespace riskcast
{

void declareGridSize( Algorithm &algorithm )
{
  const SelectionOptions defaults;
  algorithm.declare( integerParameter( "COLUMNS", QObject::tr( "Columns" ), defaults.columns, 1 ),
                     QObject::tr( "Number of grid cells from west to east; 32 as published." ) );
  algorithm.declare( integerParameter( "ROWS", QObject::tr( "Rows" ), defaults.rows, 1 ),
                     QObject::tr( "Number of grid cells from north to south; 32 as published." ) );
}

void declareSelectionParameters( Algorithm &algorithm )
{
  const SelectionOptions defaults;
  algorithm.declare(
      choiceParameter( "RULE", QObject::tr( "Rule for the rectangle" ), defaults.spaceRule ),
      QObject::tr(
          "rows-and-columns: outer rows and columns of the grid that hold too few incidents are dropped, again and again, "
          "as published. densest-cluster: the same inside the densest cluster, for tables that span the world. all: the "
          "rectangle around all incidents." ) );
  algorithm.declare(
      integerParameter( "THRESHOLD", QObject::tr( "Incidents that a row or column needs" ), defaults.threshold, 1 ),
      QObject::tr( "Number of incidents that an outer row or column of the grid needs to stay." ) );
  algorithm.declare(
      shareParameter( "PERIOD_SHARE", QObject::tr( "Share of incidents in the period [%]" ), defaults.periodShare ),
      QObject::tr( "Percentage of the incidents in the rectangle that the period must hold. The period is the shortest "
                   "range of whole months that does." ) );
  algorithm.declare(
      new QgsProcessingParameterExtent( "START_EXTENT", QObject::tr( "Extent to start from" ), QVariant(), true ),
      QObject::tr( "Only incidents in this rectangle are looked at. A rectangle without a coordinate reference system is in that "
                   "of the incidents. Empty: all incidents." ),
      Shown::Advanced );
}

SelectionOptions readSelectionOptions( const ParameterValues &values, const QgsCoordinateReferenceSystem &incidentsCrs )
{
  SelectionOptions options;
  options.spaceRule = values.choiceOf<SpaceRule>( "RULE" );
  options.columns = values.integer( "COLUMNS" );
  options.rows = values.integer( "ROWS" );
  options.threshold = values.integer( "THRESHOLD" );
  options.startExtent = values.extent( "START_EXTENT", incidentsCrs );
  options.periodShare = values.share( "PERIOD_SHARE" );
  return options;
}

} // namespace riskcast
