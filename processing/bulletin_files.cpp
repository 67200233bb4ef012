#include "bulletin_files.h"

#include "error.h"
#include "feedback.h"
#include "risk_bulletin.h"

#include <qgsabstractlayoutiterator.h>
#include <qgsfileutils.h>
#include <qgslayoutexporter.h>
#include <qgslayoutitemmap.h>
#include <qgsprintlayout.h>

#include <QFile>
#include <QFileInfo>
#include <QSet>

namespace riskcast
{

namespace
{

/// Fills one page after the other while QGIS writes them.
class PageIterator : public QgsAbstractLayoutIterator
{
public:
  PageIterator( RiskBulletin &bulletin, const std::vector<BulletinPage> &pages, Feedback &feedback )
      : mBulletin( bulletin )
      , mPages( pages )
      , mFeedback( feedback )
  {
  }

  QgsLayout *layout() override { return mLayout.get(); }
  bool beginRender() override { return true; }
  int count() const override { return static_cast<int>( mPages.size() ); }
  QString filePath( const QString &, const QString & ) override { return {}; } // all pages are in one file

  bool next() override
  {
    reportProblems();
    if ( mNext == mPages.size() || mFeedback.isCanceled() )
      return false;
    mFeedback.setProgress( static_cast<double>( mNext ) / static_cast<double>( mPages.size() ) );
    mLayout = mBulletin.layout( mPages[mNext++] );
    return true;
  }

  bool endRender() override
  {
    mLayout.reset();
    return true;
  }

private:
  /// A basemap whose server does not answer leaves its part of the map white.
  void reportProblems() const
  {
    QList<QgsLayoutItemMap *> maps;
    if ( mLayout )
      mLayout->layoutItems( maps );
    for ( const QgsLayoutItemMap *map : maps )
      for ( const QgsMapRendererJob::Error &problem : map->renderingErrors() )
        mFeedback.warning( "A layer of the map could not be drawn: " + problem.message.toStdString() );
  }

  RiskBulletin &mBulletin;
  const std::vector<BulletinPage> &mPages;
  Feedback &mFeedback;
  size_t mNext = 0;
  std::unique_ptr<QgsPrintLayout> mLayout;
};

/// QGIS does not see that a disk is full.
bool isWhole( const QString &pdf )
{
  const QByteArray end = "%%EOF";
  QFile file( pdf );
  return file.open( QIODevice::ReadOnly ) && file.seek( file.size() - end.size() - 2 ) && file.readAll().contains( end );
}

} // namespace

QStringList bulletinFileNames( const QStringList &names )
{
  constexpr int longest = 80; // of up to four bytes each, where a system takes 255
  QSet<QString> taken;
  QStringList files;
  for ( const QString &name : names )
  {
    const QString safe =
        QStringLiteral( "risk_bulletin_" ) + QgsFileUtils::stringToSafeFilename( name ).left( longest ).trimmed();
    QString unique = safe;
    for ( int number = 2; taken.contains( unique.toCaseFolded() ); ++number )
      unique = QStringLiteral( "%1_%2" ).arg( safe ).arg( number );
    taken << unique.toCaseFolded();
    files << unique + QStringLiteral( ".pdf" );
  }
  return files;
}

void writeBulletin( RiskBulletin &bulletin, const std::vector<BulletinPage> &pages, const QString &path, Feedback &feedback )
{
  QgsLayoutExporter::PdfExportSettings settings;
  settings.textRenderFormat = Qgis::TextRenderFormat::AlwaysText;
  PageIterator iterator( bulletin, pages, feedback );
  QString problem;
  const auto result = QgsLayoutExporter::exportToPdf( &iterator, path, settings, problem );
  feedback.throwIfCanceled();
  if ( result != QgsLayoutExporter::Success || !isWhole( path ) )
    throw Error( QFileInfo( path ).fileName().toStdString() + " cannot be written: choose another folder, or free some space." +
                 ( problem.isEmpty() ? "" : " QGIS says: " + problem.toStdString() ) );
}

} // namespace riskcast
