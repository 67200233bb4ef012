#include "channels.h"

#include "error.h"
#include "number_text.h"

#include <cpl_string.h>

#include <set>

namespace riskcast
{

namespace
{

/// Many more are a free text or an identifier, and no model can learn from each.
constexpr size_t mostCategories = 100;

const std::string &nameOf( const std::string &category )
{
  static const std::string none = noCategory;
  return category.empty() ? none : category;
}

/// \throws Error if metadata and JSON cannot hold the category as it is
void checkIsUtf8( const std::string &category )
{
  if ( !CPLIsUTF8( category.c_str(), -1 ) )
    throw Error( "The category \"" + category + "\" is not in UTF-8, so that no stack can hold its name: write it in UTF-8." );
}

} // namespace

Channels::Channels( const CountOptions &options )
    : mNames( options.categories )
{
  if ( options.others && mNames.empty() )
    throw Error( "Others than which categories? Name those that have a channel of their own." );
  if ( options.others )
    mNames.emplace_back( othersChannel );
  for ( const std::string &name : mNames )
    checkIsUtf8( name );
  for ( const std::string &name : mNames )
    if ( !mChannels.try_emplace( name, static_cast<int>( mChannels.size() ) ).second )
      throw Error( "The category \"" + name + "\" is named twice: name each once." );
  if ( options.others )
    mOthers = static_cast<int>( mNames.size() ) - 1;
  if ( mNames.empty() )
    mNames = HeatmapStack().categories;
}

std::optional<int> Channels::find( const std::string &category ) const
{
  const auto found = mChannels.find( nameOf( category ) );
  return found == mChannels.end() ? mOthers : std::optional( found->second );
}

CountOptions withCategories( IncidentReader &incidents, CountOptions options, Feedback &feedback )
{
  if ( !options.everyCategory || !options.categories.empty() )
    return options;
  std::set<std::string> found;
  forEachIncident( incidents, "Finding the categories", feedback,
                   [&found]( Incident &incident )
                   {
                     found.insert( nameOf( incident.category ) );
                     if ( found.size() > mostCategories )
                       throw Error( "The incidents have more than " + countText( mostCategories ) +
                                    " categories: choose those to count, or another field." );
                   } );
  options.categories.assign( found.begin(), found.end() );
  return options;
}

} // namespace riskcast
