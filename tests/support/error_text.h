#pragma once

#include "error.h"

#include <QString>

namespace riskcast
{

/// What the Error says that \a work throws; "no error" if it throws none.
template<class Work> QString errorText( Work work )
{
  try
  {
    work();
  }
  catch ( const Error &error )
  {
    return QString::fromUtf8( error.what() );
  }
  return QStringLiteral( "no error" );
}

/// Compares and prints both when they differ.
#define COMPARE_TEXT( actual, expected ) QCOMPARE( QString::fromStdString( actual ), QString::fromUtf8( expected ) )

/// Verifies that \a text holds \a part, and prints the text if not.
#define VERIFY_SAYS( text, part ) QVERIFY2( ( text ).contains( QString::fromUtf8( part ) ), qPrintable( text ) )

} // namespace riskcast
