#include "evaluation_tables.h"

#include "scores/ratio.h"

#include <algorithm>
#include <array>

namespace riskcast
{

namespace
{

TableValue numberOf( std::optional<double> value )
{
  return value ? TableValue( *value ) : TableValue();
}

/// "false_negative_neighbour": a label as the name of a column.
std::string columnOf( CellLabel label )
{
  std::string name = enumName( label );
  std::ranges::replace( name, ' ', '_' );
  return name;
}

/// In the order of the publication's table.
constexpr std::array labelColumns = { CellLabel::Correct,       CellLabel::FalseNegativeNeighbour,
                                      CellLabel::FalseNegative, CellLabel::FalsePositiveNeighbour,
                                      CellLabel::FalsePositive, CellLabel::TrueNegative };

} // namespace

std::optional<double> skill( const RiskEvaluation &evaluation, const EvaluatedModel &model, const std::string &scoreId )
{
  if ( scoreId != logLossId && scoreId != brierId )
    return {};
  const auto longRun = std::ranges::find( evaluation.models, "longrunrate", &EvaluatedModel::name );
  if ( longRun == evaluation.models.end() || evaluation.value( *longRun, scoreId ) <= 0 )
    return {};
  return 1 - evaluation.value( model, scoreId ) / evaluation.value( *longRun, scoreId );
}

Table modelScoreTable( const RiskEvaluation &evaluation )
{
  Table table{ { "model", "title", "is_baseline", "score", "value", "skill", "rival", "difference", "low", "high" }, {} };
  for ( const EvaluatedModel &model : evaluation.models )
    for ( size_t i = 0; i < evaluation.scores.size(); ++i )
    {
      const std::optional<ScoreDifference> &difference = model.differences[i];
      const std::string &id = evaluation.scores[i].id;
      std::vector<TableValue> row = { model.name, model.title,     static_cast<std::int64_t>( model.isBaseline ),
                                      id,         model.values[i], numberOf( skill( evaluation, model, id ) ) };
      if ( difference )
        row.insert( row.end(), { evaluation.models[difference->rival].name, difference->difference, difference->interval.low,
                                 difference->interval.high } );
      else
        row.resize( table.columns.size() );
      table.rows.push_back( std::move( row ) );
    }
  return table;
}

Table percentileTable( const RiskEvaluation &evaluation )
{
  Table table{ { "model", "percentile", "threshold" }, {} };
  for ( const CellLabel label : labelColumns )
    table.columns.push_back( columnOf( label ) );
  for ( const char *column : { "hit_rate", "hit_rate_with_neighbours", "miss_rate", "accuracy", "flagged_share" } )
    table.columns.emplace_back( column );
  for ( const EvaluatedModel &model : evaluation.models )
    for ( size_t i = 0; i < model.labels.size(); ++i )
    {
      const LabelCounts &labels = model.labels[i];
      std::vector<TableValue> row = { model.name, evaluation.options.scores.percentiles[i],
                                      model.thresholds.empty() ? TableValue() : TableValue( model.thresholds[i] ) };
      for ( const CellLabel label : labelColumns )
        row.emplace_back( labels.cells[static_cast<size_t>( label )] );
      const double flagged = ratio( static_cast<double>( labels.flagged() ), static_cast<double>( labels.total() ) );
      for ( const double value :
            { labels.hitRate(), labels.hitRateWithNeighbours(), labels.missRate(), labels.accuracy(), flagged } )
        row.emplace_back( value );
      table.rows.push_back( std::move( row ) );
    }
  return table;
}

Table groupTable( const RiskEvaluation &evaluation )
{
  Table table{ { "kind", "group", "model", "incidents", "incidents_hit", "hit_rate", "positive_cells", "positive_cells_hit",
                 "cells", "flagged_cells", "flagged_share", "share_of_flagged" },
               {} };
  for ( const EvaluatedModel &model : evaluation.models )
  {
    double flaggedInAll = 0; // every step is in one month
    for ( size_t i = 0; i < evaluation.groups.size(); ++i )
      flaggedInAll += evaluation.groups[i].kind == GroupKind::Month ? model.groups[i].flaggedCells : 0;
    for ( size_t i = 0; i < evaluation.groups.size(); ++i )
    {
      const GroupTally &group = model.groups[i];
      table.rows.push_back( { enumName( evaluation.groups[i].kind ), evaluation.groups[i].name, model.name, group.all.incidents,
                              group.flagged.incidents, ratio( group.flagged.incidents, group.all.incidents ),
                              static_cast<std::int64_t>( group.all.positiveCells ),
                              static_cast<std::int64_t>( group.flagged.positiveCells ), static_cast<std::int64_t>( group.cells ),
                              static_cast<std::int64_t>( group.flaggedCells ), ratio( group.flaggedCells, group.cells ),
                              ratio( group.flaggedCells, flaggedInAll ) } );
    }
  }
  return table;
}

} // namespace riskcast
