#include "error_text.h"

#include <qgsapplication.h>

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace riskcast;

namespace
{

const QDir folder( QStringLiteral( RISKCAST_SOURCE_DIR "/i18n" ) );

struct Message
{
  QString context;
  QString source;
  QString comment;          ///< tells it from the same text with another meaning
  QStringList translations; ///< more than one where there is a plural
  QString type;             ///< empty when it is finished
  bool isPlural = false;

  QString key() const { return context + ": " + source + ( comment.isEmpty() ? QString() : " (" + comment + ")" ); }
};

Message readMessage( QXmlStreamReader &file, const QString &context )
{
  Message message{ context, {}, {}, {}, {}, file.attributes().value( QStringLiteral( "numerus" ) ) == QStringLiteral( "yes" ) };
  while ( file.readNextStartElement() )
  {
    if ( file.name() == QStringLiteral( "source" ) )
      message.source = file.readElementText();
    else if ( file.name() == QStringLiteral( "comment" ) )
      message.comment = file.readElementText();
    else if ( file.name() != QStringLiteral( "translation" ) )
      file.skipCurrentElement();
    else
    {
      message.type = file.attributes().value( QStringLiteral( "type" ) ).toString();
      if ( !message.isPlural )
        message.translations << file.readElementText();
      while ( message.isPlural && file.readNextStartElement() )
        message.translations << file.readElementText();
    }
  }
  return message;
}

QList<Message> readMessages( const QString &path )
{
  QList<Message> messages;
  QFile source( path );
  if ( !source.open( QIODevice::ReadOnly ) )
    qFatal( "%s cannot be read.", qPrintable( path ) );
  QXmlStreamReader file( &source );
  QString context;
  file.readNextStartElement();
  while ( file.readNextStartElement() || !file.atEnd() )
  {
    if ( !file.isStartElement() || file.name() == QStringLiteral( "context" ) )
      continue;
    if ( file.name() == QStringLiteral( "name" ) )
      context = file.readElementText();
    else if ( file.name() == QStringLiteral( "message" ) )
      messages << readMessage( file, context );
    else
      file.skipCurrentElement();
  }
  return messages;
}

/// What lupdate finds in the sources, and what it says.
struct Sources
{
  QList<Message> messages;
  QString output;
};

Sources readSources()
{
  const QTemporaryDir work;
  const QString path = work.filePath( QStringLiteral( "riskcast_de.ts" ) );
  QProcess lupdate;
  lupdate.setProcessChannelMode( QProcess::MergedChannels );
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert( QStringLiteral( "LC_ALL" ), QStringLiteral( "C" ) ); // its words are read below
  lupdate.setProcessEnvironment( environment );
  lupdate.setWorkingDirectory( QStringLiteral( RISKCAST_SOURCE_DIR ) );
  lupdate.start( QStringLiteral( RISKCAST_LUPDATE ),
                 { QStringLiteral( "processing" ), QStringLiteral( "plugin" ), QStringLiteral( "-ts" ), path } );
  if ( !lupdate.waitForFinished() || lupdate.exitCode() != 0 )
    qFatal( "%s failed: %s", RISKCAST_LUPDATE, lupdate.readAll().constData() );
  return { readMessages( path ), QString::fromLocal8Bit( lupdate.readAll() ) };
}

QSet<QString> keys( const QList<Message> &messages, bool pluralsOnly )
{
  QSet<QString> keys;
  for ( const Message &message : messages )
    if ( message.isPlural || !pluralsOnly )
      keys << message.key();
  return keys;
}

/// What a translation must hold as its source does, in order: placeholders, tags, paragraphs, and whether there is a mnemonic.
QStringList fixedParts( const QString &text )
{
  static const QRegularExpression part( QStringLiteral( "%L?[0-9]+|%n|</?[a-z][^>]*>|\n+|&(?=\\w)|^\\s|\\s$" ),
                                        QRegularExpression::UseUnicodePropertiesOption );
  QStringList parts;
  for ( auto found = part.globalMatch( text ); found.hasNext(); )
    parts << found.next().captured();
  parts.sort();
  return parts;
}

bool isEnglish( const QString &file )
{
  return file == QStringLiteral( "riskcast_en.ts" );
}

void eachFile()
{
  QTest::addColumn<QString>( "file" );
  for ( const QString &file : folder.entryList( { QStringLiteral( "*.ts" ) } ) )
    QTest::newRow( qPrintable( file ) ) << file;
}

} // namespace

/// The files of i18n, without running anything of them.
class TestTranslationFiles : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase()
  {
    mSources = readSources();
    QVERIFY( mSources.messages.size() > 100 );
  }

  /// A class without Q_OBJECT or Q_DECLARE_TR_FUNCTIONS looks its texts up under the name of another.
  void everyTextIsLookedUpWhereItIsFound()
  {
    QVERIFY2( !mSources.output.contains( QStringLiteral( "lacks" ) ), qPrintable( mSources.output ) );
  }

  void theFileHoldsTheTextsOfTheSources_data() { eachFile(); }
  void theFileHoldsTheTextsOfTheSources()
  {
    QFETCH( QString, file );
    const QSet<QString> there = keys( readMessages( folder.filePath( file ) ), false );
    const QSet<QString> needed = keys( mSources.messages, isEnglish( file ) );
    const QStringList missing = ( needed - there ).values();
    const QStringList unused = ( there - needed ).values();
    QVERIFY2( missing.isEmpty(), qPrintable( "Build riskcast_update_translations and translate: " + missing.join( '\n' ) ) );
    QVERIFY2( unused.isEmpty(), qPrintable( "Build riskcast_update_translations to drop: " + unused.join( '\n' ) ) );
  }

  void everyTextIsTranslated_data() { eachFile(); }
  void everyTextIsTranslated()
  {
    QFETCH( QString, file );
    for ( const Message &message : readMessages( folder.filePath( file ) ) )
    {
      QVERIFY2( message.type.isEmpty(), qPrintable( message.type + ", " + message.key() ) );
      QVERIFY2( !message.translations.isEmpty() && !message.translations.contains( QString() ), qPrintable( message.key() ) );
    }
  }

  void placeholdersAreThoseOfTheSource_data() { eachFile(); }
  void placeholdersAreThoseOfTheSource()
  {
    QFETCH( QString, file );
    for ( const Message &message : readMessages( folder.filePath( file ) ) )
      for ( const QString &translation : message.translations )
        QVERIFY2( fixedParts( translation ) == fixedParts( message.source ),
                  qPrintable( "Placeholders, tags, paragraphs or the mnemonic differ: " + message.key() + "\n" + translation ) );
  }

  /// As in QGIS itself, algorithms look texts up as QObject's. Ours come first: they must not change QGIS's words.
  void wordsThatQgisHasAreItsOwn_data() { eachFile(); }
  void wordsThatQgisHasAreItsOwn()
  {
    QFETCH( QString, file );
    QTranslator qgis;
    if ( isEnglish( file ) ||
         !qgis.load( QString( file ).replace( "riskcast", "qgis" ).replace( ".ts", ".qm" ), QgsApplication::i18nPath() ) )
      QSKIP( "This QGIS has no translation into the language." );
    for ( const Message &message : readMessages( folder.filePath( file ) ) )
    {
      if ( !message.comment.isEmpty() )
        continue; // looked up by nobody else
      const QString theirs = qgis.translate( message.context.toUtf8(), message.source.toUtf8() );
      QVERIFY2( theirs.isEmpty() || message.translations.contains( theirs ),
                qPrintable( message.key() + " is " + theirs + " in QGIS, not " +
                            message.translations.join( QStringLiteral( ", " ) ) ) );
    }
  }

private:
  Sources mSources;
};

int main( int argc, char *argv[] )
{
  QgsApplication application( argc, argv, false ); // knows where QGIS's translations are
  TestTranslationFiles test;
  return QTest::qExec( &test, argc, argv );
}

#include "test_translation_files.moc"
