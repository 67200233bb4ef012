#include "run_core.h"

#include "error.h"
#include "processing_run.h"

#include <qgsexception.h>

using namespace riskcast;

namespace
{

/// What QGIS is told of what \a work throws.
template<class Work> QString told( const Work &work )
{
  try
  {
    runCore( work );
  }
  catch ( const QgsProcessingException &exception )
  {
    return exception.what();
  }
  return "nothing";
}

} // namespace

class TestRunCore : public QObject
{
  Q_OBJECT

private slots:
  void everythingThrownBecomesAnExceptionOfQgis()
  {
    QCOMPARE( told( [] { throw Error( "Band 17 of Größe.tif is missing. Create it again." ); } ),
              QString::fromUtf8( "Band 17 of Größe.tif is missing. Create it again." ) );
    QCOMPARE( told( [] { throw Canceled(); } ), QString( "Canceled." ) );
    QCOMPARE( told( [] { throw std::bad_alloc(); } ),
              QString( "There is not enough memory. Choose a coarser grid or longer time steps." ) );
    QCOMPARE( told( [] { throw std::out_of_range( "of a library" ); } ), QString( "of a library" ) );
    QCOMPARE( told( [] { throw QgsProcessingException( "of QGIS" ); } ), QString( "of QGIS" ) );
    QCOMPARE( told( [] { throw QgsCsException( "of its transformation" ); } ), QString( "of its transformation" ) );
    QCOMPARE( told( [] {} ), QString( "nothing" ) );
  }

  void progressNeverFalls()
  {
    RecordedLog log;
    ProcessingFeedback feedback( &log );
    for ( const double fraction : { 0.1, 0.5, 0.3, 1.0 } )
      feedback.setProgress( fraction );
    QCOMPARE( log.progress, QList<double>( { 10, 50, 100 } ) );
    QVERIFY( log.isSteady() );
  }

  void aTextThatComesAgainIsNoNewLineOfTheLog()
  {
    RecordedLog log;
    ProcessingFeedback feedback( &log );
    for ( int i = 0; i < 1000; ++i )
      feedback.setProgress( i / 1000.0, "Reading incidents" );
    QCOMPARE( log.texts, QStringList( "Reading incidents" ) );
  }

  void messagesAndTheCancelButtonArePassedOn()
  {
    RecordedLog log;
    ProcessingFeedback feedback( &log );
    feedback.info( "32 × 32 cells" );
    feedback.warning( "12 left out" );
    QCOMPARE( log.infos, QStringList( QString::fromUtf8( "32 × 32 cells" ) ) );
    QCOMPARE( log.warnings, QStringList( "12 left out" ) );
    QVERIFY( !feedback.isCanceled() );
    log.cancel();
    QVERIFY( feedback.isCanceled() );
    QVERIFY_EXCEPTION_THROWN( feedback.throwIfCanceled(), Canceled );
  }
};

QTEST_MAIN( TestRunCore )
#include "test_run_core.moc"
