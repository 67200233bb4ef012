#pragma once

#include "ogr_incidents.h"
#include "recorded_feedback.h"

#include <QDir>
#include <QFile>
#include <QStringList>
#include <QTemporaryDir>

#include <cpl_vsi.h>

namespace riskcast
{

inline const QByteArray cleanCsv = "id,datetime,lon,lat,category\n"
                                   "1,2016-01-05T10:00:00,77.25,28.5,Stalking\n"
                                   "2,2016-01-06,77.5,28.75,\"Ogling, staring\"\n";

/// Files of one test, and incidents read from them.
class IncidentFiles
{
public:
  std::string path( const QString &name = QStringLiteral( "reports.csv" ) ) const
  {
    return mFolder.filePath( name ).toStdString();
  }

  std::string writeCsv( const QByteArray &content, const QString &name = QStringLiteral( "reports.csv" ) ) const
  {
    QFile file( mFolder.filePath( name ) );
    return file.open( QIODevice::WriteOnly ) && file.write( content ) == content.size() ? path( name ) : "cannot be written";
  }

  std::string writeGzip( const QByteArray &content ) const
  {
    VSILFILE *file = VSIFOpenL( ( "/vsigzip/" + path( "reports.csv.gz" ) ).c_str(), "wb" );
    VSIFWriteL( content.constData(), 1, content.size(), file );
    VSIFCloseL( file );
    return path( "reports.csv.gz" );
  }

  std::unique_ptr<IncidentReader> open( const std::string &source, const OgrIncidentOptions &options = {} )
  {
    feedback = {};
    return openIncidents( source, options, feedback );
  }

  QStringList names() const { return QDir( mFolder.path() ).entryList( QDir::Files ); }

  RecordedFeedback feedback; ///< of the last open()

private:
  QTemporaryDir mFolder;
};

/// All that the reader gives, a line each: "x y time category weight".
inline QStringList rows( IncidentReader &reader )
{
  QStringList result;
  for ( Incident incident; reader.next( incident ); )
  {
    result << QStringLiteral( "%1 %2 %3 %4 %5" )
                  .arg( incident.x )
                  .arg( incident.y )
                  .arg( QString::fromStdString( toIso8601( incident.time ) ), QString::fromStdString( incident.category ) )
                  .arg( incident.weight );
  }
  return result;
}

} // namespace riskcast
