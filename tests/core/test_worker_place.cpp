#include "error_text.h"
#include "worker_place.h"

#include <QMap>
#include <QTest>

using namespace riskcast;

using Variables = QMap<QString, QString>;

/// Which place the environment gives a process, as torchrun, Open MPI and MPICH set it.
class TestWorkerPlace : public QObject
{
  Q_OBJECT

private slots:
  void init();
  void isTheOneThatTheEnvironmentGives_data();
  void isTheOneThatTheEnvironmentGives();
  void aPortThatIsNoneIsRefused();
};

/// What the tests before have set, or who started them.
void TestWorkerPlace::init()
{
  for ( const char *name :
        { "RANK", "WORLD_SIZE", "LOCAL_RANK", "LOCAL_WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT", "OMPI_COMM_WORLD_RANK",
          "OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_LOCAL_RANK", "OMPI_COMM_WORLD_LOCAL_SIZE", "PMI_RANK", "PMI_SIZE",
          "MPI_LOCALRANKID", "MPI_LOCALNRANKS", "TORCHELASTIC_USE_AGENT_STORE", "TORCHELASTIC_RESTART_COUNT" } )
    qunsetenv( name );
}

void TestWorkerPlace::isTheOneThatTheEnvironmentGives_data()
{
  QTest::addColumn<Variables>( "variables" );
  QTest::addColumn<QString>( "place" ); // number of count at address, number and count on the machine, name of the meeting
  QTest::newRow( "nothing" ) << Variables() << "0 of 1 at 127.0.0.1:29500, - of 1, ";
  QTest::newRow( "by hand" ) << Variables{
    { "RANK", "1" }, { "WORLD_SIZE", "2" }, { "MASTER_ADDR", "10.0.0.5" }, { "MASTER_PORT", "7" }
  } << "1 of 2 at 10.0.0.5:7, - of 1, ";
  QTest::newRow( "torchrun, started twice" ) << Variables{ { "RANK", "3" },
                                                           { "WORLD_SIZE", "4" },
                                                           { "LOCAL_RANK", "1" },
                                                           { "LOCAL_WORLD_SIZE", "2" },
                                                           { "MASTER_ADDR", "node" },
                                                           { "MASTER_PORT", "29400" },
                                                           { "TORCHELASTIC_USE_AGENT_STORE", "True" },
                                                           { "TORCHELASTIC_RESTART_COUNT", "1" } }
                                             << "3 of 4 at node:29400, 1 of 2, attempt 1";
  QTest::newRow( "torchrun that leaves the place to the first" )
      << Variables{ { "RANK", "0" }, { "WORLD_SIZE", "4" }, { "TORCHELASTIC_USE_AGENT_STORE", "False" } }
      << "0 of 4 at 127.0.0.1:29500, - of 1, ";
  QTest::newRow( "Open MPI" ) << Variables{ { "OMPI_COMM_WORLD_RANK", "2" },
                                            { "OMPI_COMM_WORLD_SIZE", "4" },
                                            { "OMPI_COMM_WORLD_LOCAL_RANK", "0" },
                                            { "OMPI_COMM_WORLD_LOCAL_SIZE", "2" } }
                              << "2 of 4 at 127.0.0.1:29500, 0 of 2, ";
  QTest::newRow( "MPICH" ) << Variables{
    { "PMI_RANK", "1" }, { "PMI_SIZE", "3" }, { "MPI_LOCALRANKID", "1" }, { "MPI_LOCALNRANKS", "3" }
  } << "1 of 3 at 127.0.0.1:29500, 1 of 3, ";
}

void TestWorkerPlace::isTheOneThatTheEnvironmentGives()
{
  QFETCH( Variables, variables );
  for ( const QString &name : variables.keys() )
    qputenv( name.toLatin1().constData(), variables[name].toLatin1() );
  const WorkerPlace place = workerPlace();
  const QString onMachine = place.onMachine ? QString::number( *place.onMachine ) : QStringLiteral( "-" );
  QTEST( QStringLiteral( "%1 of %2 at %3, %4 of %5, %6" )
             .arg( place.number )
             .arg( place.count )
             .arg( QString::fromStdString( place.addressAndPort() ), onMachine )
             .arg( place.countOnMachine )
             .arg( QString::fromStdString( place.meeting ) ),
         "place" );
}

void TestWorkerPlace::aPortThatIsNoneIsRefused()
{
  for ( const char *port : { "70000", "0", "-1" } )
  {
    qputenv( "RANK", "0" );
    qputenv( "WORLD_SIZE", "2" );
    qputenv( "MASTER_PORT", port );
    VERIFY_SAYS( errorText( [] { workerPlace(); } ),
                 qPrintable( QStringLiteral( "There is no port %1: MASTER_PORT must be from 1 to 65535." ).arg( port ) ) );
  }
}

QTEST_GUILESS_MAIN( TestWorkerPlace )
#include "test_worker_place.moc"
