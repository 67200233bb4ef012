#include "legend_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace riskcast
{

namespace
{

/// How core and the style files name classes and labels, for lupdate to find.
[[maybe_unused]] constexpr const char *names[] = { QT_TRANSLATE_NOOP( "Legend", "Lowest %1 % of cells" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Top %1 to %2 % of cells" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Top %1 % of cells" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Risk up to %1" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Risk above %1, up to %2" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Risk above %1" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Top %1 to %2 km²" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Top %1 km²" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Top %1 to %2 cells" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Top %1 to %2 cell" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Top %1 cells" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Top %1 cell" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Flagged cells" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "Other cells" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "No data" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "none" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "up to %1" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "risk up to %1" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "odds less than a quarter" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "odds a quarter to a half" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "odds a half to four fifths" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "odds about the same" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "odds up to twofold" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "odds up to fourfold" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "odds more than fourfold" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "true negative" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "correct" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "false negative neighbour" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "false negative" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "false positive neighbour" ),
                                                   QT_TRANSLATE_NOOP( "Legend", "false positive" ) };

} // namespace

QString legendText( const QString &name )
{
  static const QRegularExpression number( QStringLiteral( "-?[0-9]+(,[0-9]{3})*(\\.[0-9]+)?(e[-+]?[0-9]+)?" ) );
  QString form;
  QStringList numbers;
  int end = 0;
  for ( auto found = number.globalMatch( name ); found.hasNext(); )
  {
    const QRegularExpressionMatch match = found.next();
    numbers << match.captured();
    form += name.mid( end, match.capturedStart() - end ) + QStringLiteral( "%%1" ).arg( numbers.size() );
    end = match.capturedEnd();
  }
  form += name.mid( end );
  QString text = QCoreApplication::translate( "Legend", form.toUtf8() );
  if ( text == form )
    return name;
  for ( const QString &each : numbers )
    text = text.arg( each );
  return text;
}

QString legendText( const std::string &name )
{
  return legendText( QString::fromStdString( name ) );
}

} // namespace riskcast
