#include "flagged_layers.h"

#include "flagged_areas.h"
#include "scores/cell_ranking.h"
#include "styling.h"
#include "vector_style.h"

#include <qgscoordinatereferencesystem.h>
#include <qgsfeature.h>
#include <qgsfields.h>
#include <qgsgeometry.h>

namespace riskcast
{

namespace
{

const QString areasName = QStringLiteral( "AREAS" );
const QString topCellsName = QStringLiteral( "TOP_CELLS" );
const QString startField = QStringLiteral( "step" );
const QString endField = QStringLiteral( "step_end" );

QgsFields fieldsOfAreas( const AreaFacts &facts )
{
  QgsFields fields;
  fields.append( QgsField( startField, QMetaType::QString ) );
  fields.append( QgsField( endField, QMetaType::QString ) );
  fields.append( QgsField( "rank", QMetaType::Int ) );
  fields.append( QgsField( "risk_mean", QMetaType::Double ) );
  fields.append( QgsField( "risk_max", QMetaType::Double ) );
  fields.append( QgsField( "expected", QMetaType::Double ) );
  fields.append( QgsField( "cells", QMetaType::Int ) );
  fields.append( QgsField( "area_km2", QMetaType::Double ) );
  if ( facts.incidents )
    fields.append( QgsField( "incidents", QMetaType::Int ) );
  if ( facts.addresses )
    fields.append( QgsField( "address", QMetaType::QString ) );
  return fields;
}

QgsFields fieldsOfTopCells()
{
  QgsFields fields;
  fields.append( QgsField( startField, QMetaType::QString ) );
  fields.append( QgsField( endField, QMetaType::QString ) );
  fields.append( QgsField( "rank", QMetaType::Int ) );
  fields.append( QgsField( "risk", QMetaType::Double ) );
  fields.append( QgsField( "x", QMetaType::Double ) );
  fields.append( QgsField( "y", QMetaType::Double ) );
  return fields;
}

/// The rectangle of neighbouring cells of one row.
QgsGeometry runOf( int first, int last, const Grid &grid )
{
  const auto x = [&]( int column ) { return grid.extent().xMin + column * grid.cellWidth(); };
  const auto y = [&]( int row ) { return grid.extent().yMax - row * grid.cellHeight(); };
  const int row = first / grid.columns();
  return QgsGeometry::fromRect(
      QgsRectangle( x( first % grid.columns() ), y( row + 1 ), x( last % grid.columns() + 1 ), y( row ) ) );
}

/// Rows of cells, merged. Corners between cells that lie in a line are no corners of the polygon.
QgsGeometry polygonOf( const std::vector<int> &cells, const Grid &grid )
{
  QVector<QgsGeometry> runs;
  for ( size_t i = 0; i < cells.size(); )
  {
    const int first = cells[i];
    int last = first;
    while ( ++i < cells.size() && cells[i] == last + 1 && cells[i] % grid.columns() > 0 )
      ++last;
    runs << runOf( first, last, grid );
  }
  return QgsGeometry::unaryUnion( runs ).simplify( 0 );
}

int sumOf( const std::vector<int> &ofCells, const std::vector<int> &cells )
{
  int sum = 0;
  for ( const int cell : cells )
    sum += ofCells[cell];
  return sum;
}

QgsFeature featureOf( const FlaggedArea &area, QgsAttributes attributes, int rank, const Grid &grid, const AreaFacts &facts )
{
  attributes << rank << area.meanRisk << area.maximumRisk << ( area.expected ? *area.expected : QVariant() )
             << static_cast<int>( area.cells.size() ) << ( area.km2 > 0 ? area.km2 : QVariant() );
  if ( facts.incidents )
    attributes << sumOf( *facts.incidents, area.cells );
  const auto [x, y] = grid.centreOf( area.riskiest );
  if ( facts.addresses )
    attributes << facts.addresses->of( x, y );
  QgsFeature feature;
  feature.setAttributes( attributes );
  feature.setGeometry( polygonOf( area.cells, grid ) );
  return feature;
}

/// When the step of a map starts and ends; without steps, the name of the band.
QgsAttributes stepOf( const ClassifiedRisk &classified, int map )
{
  const std::optional<TimeSteps> &steps = classified.maps.steps;
  QgsAttributes attributes;
  attributes << QString::fromStdString( classified.maps.stepName( map ) )
             << ( steps ? QString::fromStdString( toIso8601( steps->start( map + 1 ) ) ) : QVariant() );
  return attributes;
}

} // namespace

FlaggedLayers::FlaggedLayers( const ParameterValues &values, OutputFiles &outputs )
{
  if ( values.isWanted( areasName ) )
    mAreas.emplace( areasName, values, outputs );
  if ( values.isWanted( topCellsName ) )
    mTopCells.emplace( topCellsName, values, outputs );
}

void FlaggedLayers::write( const ClassifiedRisk &classified, const AreaFacts &facts, int topCount, Feedback &feedback )
{
  const QgsCoordinateReferenceSystem crs( QString::fromStdString( classified.maps.grid.crs() ) );
  if ( mAreas )
    mAreas->open( fieldsOfAreas( facts ), Qgis::WkbType::Polygon, crs );
  if ( mTopCells )
    mTopCells->open( fieldsOfTopCells(), Qgis::WkbType::Point, crs );
  mIsDated = classified.maps.steps.has_value();
  for ( int map = 0; map < classified.maps.mapCount(); ++map )
  {
    feedback.throwIfCanceled();
    if ( mAreas )
      writeAreas( classified, facts, map );
    if ( mTopCells )
      writeTopCells( classified, map, topCount );
    feedback.setProgress( static_cast<double>( map + 1 ) / classified.maps.mapCount(), "Writing flagged cells" );
  }
  if ( mAreas )
    mAreas->close();
  if ( mTopCells )
    mTopCells->close();
}

void FlaggedLayers::writeAreas( const ClassifiedRisk &classified, const AreaFacts &facts, int map )
{
  int rank = 0;
  for ( const FlaggedArea &area : flaggedAreas( classified, map, facts.areasKm2 ) )
  {
    QgsFeature feature = featureOf( area, stepOf( classified, map ), ++rank, classified.maps.grid, facts );
    mAreas->add( feature );
  }
}

void FlaggedLayers::writeTopCells( const ClassifiedRisk &classified, int map, int count )
{
  const std::span<const float> risk = classified.maps.map( map );
  const std::vector<int> ranked = rankedCells( risk );
  int rank = 1;
  for ( int i = 0; i < std::min<int>( count, static_cast<int>( ranked.size() ) ); ++i )
  {
    if ( risk[ranked[i]] < risk[ranked[rank - 1]] ) // equal risks share a rank
      rank = i + 1;
    const auto [x, y] = classified.maps.grid.centreOf( ranked[i] );
    QgsFeature feature;
    QgsAttributes attributes = stepOf( classified, map );
    attributes << rank << static_cast<double>( risk[ranked[i]] ) << x << y;
    feature.setAttributes( attributes );
    feature.setGeometry( QgsGeometry::fromPointXY( { x, y } ) );
    mTopCells->add( feature );
  }
}

QVariantMap FlaggedLayers::keep()
{
  if ( mAreas )
    mKept[areasName] = mAreas->keep();
  if ( mTopCells )
    mKept[topCellsName] = mTopCells->keep();
  return mKept;
}

void FlaggedLayers::style( QgsProcessingContext &context, QgsProcessingFeedback *feedback ) const
{
  const auto open = [&]( const QString &output, const QString &name )
  {
    const auto style = [&] { return mIsDated ? stepStyle( name, startField, endField ) : StyleDocument( name ); };
    if ( mKept.contains( output ) )
      styleResult( mKept.value( output ).toString(), style, context, feedback );
  };
  open( areasName, QStringLiteral( "flagged_areas" ) );
  open( topCellsName, QStringLiteral( "top_cells" ) );
}

} // namespace riskcast
