#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

#include <nlohmann/json.hpp>

class QProcess;

namespace riskcast
{

/// What one run of the real program left behind.
struct EngineRun
{
  int exitCode = -1;
  QByteArray output; ///< standard output
  QByteArray errors; ///< standard error

  /// The JSON lines of one type. Fails the test if a line is not an object with a type.
  QVector<nlohmann::json> lines( const std::string &type ) const;

  /// The one line of type "result"; an empty object if there is not exactly one.
  nlohmann::json result() const;

  /// The one line of type "error"; empty if there is not exactly one.
  QString error() const;
};

/// The program in the staged plugin folder.
QString enginePath();

/// Starts the program without waiting, with \a folder as its working folder.
void startEngine( QProcess &process, const QStringList &arguments, const QString &folder );

/// Runs the program to its end.
EngineRun runEngine( const QStringList &arguments, const QString &folder );

/// The same, limited to files of \a kibibytes: what writing beyond gives is what a full disk gives.
EngineRun runEngineOnFullDisk( int kibibytes, const QStringList &arguments, const QString &folder );

/// Every file below a folder and what is in it.
QMap<QString, QByteArray> contents( const QString &folder );

QByteArray readFile( const QString &path );
void writeFile( const QString &path, const QByteArray &bytes );

} // namespace riskcast
