#include "bulletin_pages.h"

#include "bulletin_texts.h"
#include "feedback.h"

#include <QObject>

#include <algorithm>
#include <ranges>

namespace riskcast
{

namespace
{

QgsRectangle rectangle( const Extent &extent )
{
  return QgsRectangle( extent.xMin, extent.yMin, extent.xMax, extent.yMax );
}

/// With a part of itself around, so that nothing touches the map's frame.
QgsRectangle withMargin( const QgsRectangle &extent, double share )
{
  return extent.buffered( share * std::max( extent.width(), extent.height() ) );
}

} // namespace

BulletinPages::BulletinPages( RiskMaps maps, std::vector<NamedArea> districts, QgsRasterInterface &raster, const QString &title,
                              const QString &verdict, Feedback &feedback )
    : mMaps( std::move( maps ) )
    , mDistricts( std::move( districts ) )
    , mTitle( title.isEmpty() ? QObject::tr( "Risk bulletin" ) : title )
    , mVerdict( verdict )
{
  for ( int step = 0; step < stepCount(); ++step )
  {
    feedback.throwIfCanceled();
    feedback.setProgress( static_cast<double>( step ) / stepCount(), "Risk of the districts" );
    mWhole.push_back( areaRisk( mMaps, step ) );
    mRanked.push_back( rankedDistricts( mDistricts, raster, mMaps.displayFactor, step ) );
  }
}

BulletinPage BulletinPages::page( int step ) const
{
  BulletinPage page;
  page.step = step;
  page.period = periodText( mMaps, step );
  page.verdict = mVerdict;
  page.caveats = caveatsText();
  return page;
}

BulletinPage BulletinPages::ofStep( int step ) const
{
  constexpr double margin = 0.02;
  constexpr int labels = 10; // more would hide the map
  BulletinPage page = this->page( step );
  page.title = mTitle;
  page.baseRate = baseRateText( mWhole[step] );
  page.districtRows = districtRows( mWhole[step], mRanked[step] );
  page.extent = withMargin( rectangle( mMaps.grid.extent() ), margin );
  for ( const DistrictRisk &district : mRanked[step] | std::views::take( labels ) )
    page.labelledDistricts << district.name;
  return page;
}

BulletinPage BulletinPages::ofDistrict( size_t number, int step ) const
{
  constexpr double margin = 0.2;
  const NamedArea &district = mDistricts[number];
  const DistrictRisk &risk = *std::ranges::find( mRanked[step], district.name, &DistrictRisk::name );
  BulletinPage page = this->page( step );
  page.title = QObject::tr( "%1: %2" ).arg( mTitle, district.name );
  page.baseRate = baseRateText( risk, mDistricts.size(), mWhole[step] );
  page.districtRows = districtRows( mWhole[step], { risk } );
  page.extent = withMargin( district.shape.boundingBox(), margin );
  page.district = district.name;
  for ( const NamedArea &each : mDistricts )
    page.labelledDistricts << each.name;
  return page;
}

} // namespace riskcast
