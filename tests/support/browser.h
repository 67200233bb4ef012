#pragma once

#include <QString>

namespace riskcast
{

/// What Chromium makes of a page.
struct BrowsedPage
{
  QString dom;    ///< after its scripts have run
  QString errors; ///< what scripts complain about, and what the page's content security policy forbids, as any request
};

bool hasBrowser();

/// Opens a page for five seconds of its own clock. \param path  of an HTML file
BrowsedPage browse( const QString &path );

} // namespace riskcast
