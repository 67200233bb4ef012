#pragma once

#include <qgsprocessingfeedback.h>

#include <QStringList>
#include <QTemporaryDir>
#include <QTest>
#include <QVariantMap>

class QgsProcessingContext;

namespace riskcast
{

/// Starts QGIS, with settings of its own, and opens a door for the provider: for initTestCase().
void startQgis();

/// Closes them again, for cleanupTestCase(): QGIS does not survive that the program ends before it.
void stopQgis();

/// Keeps what an algorithm reports, and cancels it when told to.
class RecordedLog : public QgsProcessingFeedback
{
public:
  RecordedLog();

  void setProgressText( const QString &text ) override;
  void pushInfo( const QString &info ) override;
  void pushWarning( const QString &warning ) override;
  void pushCommandInfo( const QString &info ) override;
  void reportError( const QString &error, bool fatalError ) override;

  /// Whether progress never fell and ended at 100.
  bool isSteady() const;

  QList<double> progress;
  QStringList texts;
  QStringList infos;
  QStringList warnings;
  QStringList commands;
  QStringList errors;
  double cancelAt = -1; ///< the user cancels at that progress [%]; below 0: never
  QString cancelAtText; ///< the user cancels when a text of the progress holds this; empty: never
};

struct Outcome
{
  bool ok = false;
  QVariantMap results;
  QString error; ///< what the user is told if it is not ok
};

/// Runs an algorithm of ours as QGIS Desktop does: parameters are checked and layers taken in the main thread, the work is done
/// in another unless the algorithm wants none.
/// \param algorithm  name without the provider's
Outcome run( const QString &algorithm, const QVariantMap &parameters, RecordedLog &log );
Outcome run( const QString &algorithm, const QVariantMap &parameters );
Outcome run( const QString &algorithm, const QVariantMap &parameters, RecordedLog &log, QgsProcessingContext &context );

/// A folder for the files of one test.
class TestFolder
{
public:
  QString path( const QString &name ) const { return mFolder.filePath( name ); }

  /// A file with \a content, to see whether it survives.
  QString existing( const QString &name, const QByteArray &content = "previous" ) const;

  /// A program that is a shell script.
  QString program( const QByteArray &lines ) const;

  /// Names of all files and folders in it, hidden ones too, in order.
  QStringList content() const;

private:
  QTemporaryDir mFolder;
};

QByteArray contentOf( const QString &path );

} // namespace riskcast
