#include "error.h"
#include "model_file.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace riskcast;

class TestModelFile : public QObject
{
  Q_OBJECT

private slots:
  void readsBackWhatWasWritten();
  void sameContentGivesTheSameBytes();
  void textsThatAreNotUtf8AreWrittenWithReplacements();
  void pythonReadsItInThreeLines();
  void aHostileFileGivesOneSentence_data();
  void aHostileFileGivesOneSentence();
  void aMissingFileIsNamed();
  void aTensorOfAnotherShapeIsNamed();
  void aPlaceThatCannotBeWrittenLeavesNothing();

private:
  QString path( const QString &name ) const { return mFolder.filePath( name ); }
  QTemporaryDir mFolder;
};

namespace
{
ModelFile example()
{
  ModelFile model;
  model.description = { { "kind", "ratemixture" }, { "note", "Łódź" } };
  model.tensors["weights"] = { { 2, 3 }, { 1, 2, 3, 4, 5, 6.5F } };
  model.tensors["empty"] = { { 0, 4 }, {} };
  return model;
}

QByteArray content( const QString &path )
{
  QFile file( path );
  return file.open( QIODevice::ReadOnly ) ? file.readAll() : QByteArray();
}

/// A file with \a header and 24 bytes of data, which claims that the header has \a length bytes (-1: the truth).
QByteArray safetensors( const QByteArray &header, qint64 length = -1 )
{
  const quint64 claimed = length < 0 ? header.size() : length;
  return QByteArray( reinterpret_cast<const char *>( &claimed ), 8 ) + header + QByteArray( 24, '\0' );
}

QByteArray header( const QByteArray &tensor )
{
  return R"({"__metadata__":{"riskcast":"{}"},"w":)" + tensor + "}";
}
} // namespace

void TestModelFile::readsBackWhatWasWritten()
{
  example().write( path( "a.safetensors" ).toStdString() );
  const ModelFile read = ModelFile::read( path( "a.safetensors" ).toStdString() );
  QCOMPARE( read.description.dump(), example().description.dump() );
  QVERIFY( read.tensors == example().tensors );
}

void TestModelFile::sameContentGivesTheSameBytes()
{
  example().write( path( "b.safetensors" ).toStdString() );
  example().write( path( "c.safetensors" ).toStdString() );
  QVERIFY( !content( path( "b.safetensors" ) ).isEmpty() );
  QCOMPARE( content( path( "b.safetensors" ) ), content( path( "c.safetensors" ) ) );
}

void TestModelFile::textsThatAreNotUtf8AreWrittenWithReplacements()
{
  ModelFile model = example();
  model.description["note"] = "Caf\xe9"; // Latin-1
  model.write( path( "latin1.safetensors" ).toStdString() );
  const ModelFile read = ModelFile::read( path( "latin1.safetensors" ).toStdString() );
  QCOMPARE( read.description.at( "note" ).get<std::string>(), std::string( "Caf\xef\xbf\xbd" ) ); // U+FFFD
}

void TestModelFile::pythonReadsItInThreeLines()
{
  example().write( path( "d.safetensors" ).toStdString() );
  QProcess python;
  python.start( "python3", { "-c",
                             "import json, struct, sys; b = open(sys.argv[1], 'rb').read(); n = int.from_bytes(b[:8], 'little')\n"
                             "h = json.loads(b[8:8 + n]); first, last = h['weights']['data_offsets']\n"
                             "print(h['weights']['shape'], struct.unpack('<6f', b[8 + n + first:8 + n + last]))",
                             path( "d.safetensors" ) } );
  QVERIFY( python.waitForFinished() );
  QCOMPARE( python.readAllStandardOutput().trimmed(), QByteArray( "[2, 3] (1.0, 2.0, 3.0, 4.0, 5.0, 6.5)" ) );
}

void TestModelFile::aHostileFileGivesOneSentence_data()
{
  QTest::addColumn<QByteArray>( "bytes" );
  QTest::addColumn<QString>( "says" );
  const QByteArray good = header( R"({"dtype":"F32","shape":[2,3],"data_offsets":[0,24]})" );
  QTest::newRow( "nothing" ) << QByteArray() << "shorter than a header";
  QTest::newRow( "three bytes" ) << QByteArray( "abc" ) << "shorter than a header";
  QTest::newRow( "header longer than the file" ) << safetensors( good, 1 << 20 ) << "longer than the file";
  QTest::newRow( "header as long as memory" )
      << safetensors( good, std::numeric_limits<qint64>::max() ) << "longer than the file";
  QTest::newRow( "header that is no JSON" ) << safetensors( "GeoTIFF!" ) << "not JSON";
  QTest::newRow( "header cut short" ) << safetensors( good, good.size() - 2 ) << "not JSON";
  QTest::newRow( "JSON nested a million deep" ) << safetensors( QByteArray( 1000000, '[' ) ) << "nested too deeply";
  QTest::newRow( "somebody else's model" ) << safetensors( R"({"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}})" )
                                           << "not written by Riskcast";
  QTest::newRow( "double precision" ) << safetensors( header( R"({"dtype":"F64","shape":[3],"data_offsets":[0,24]})" ) )
                                      << "32-bit";
  QTest::newRow( "shape larger than its bytes" )
      << safetensors( header( R"({"dtype":"F32","shape":[2,4],"data_offsets":[0,24]})" ) ) << "does not fit";
  QTest::newRow( "shape whose product overflows" )
      << safetensors( header( R"({"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,24]})" ) ) << "does not fit";
  QTest::newRow( "negative length" ) << safetensors( header( R"({"dtype":"F32","shape":[-2,-3],"data_offsets":[0,24]})" ) )
                                     << "does not fit";
  QTest::newRow( "offset beyond the file" ) << safetensors( header( R"({"dtype":"F32","shape":[12],"data_offsets":[0,48]})" ) )
                                            << "does not fit";
  QTest::newRow( "offset that leaves a hole" )
      << safetensors( header( R"({"dtype":"F32","shape":[5],"data_offsets":[4,24]})" ) ) << "does not fit";
  QTest::newRow( "negative offset" ) << safetensors( header( R"({"dtype":"F32","shape":[6],"data_offsets":[-24,0]})" ) )
                                     << "fit the file";
  QTest::newRow( "bytes that no tensor owns" )
      << safetensors( header( R"({"dtype":"F32","shape":[3],"data_offsets":[0,12]})" ) ) << "more bytes";
  QTest::newRow( "tensor described by a word" ) << safetensors( header( R"("F32")" ) ) << "not described properly";
  QTest::newRow( "shape of words" ) << safetensors( header( R"({"dtype":"F32","shape":["six"],"data_offsets":[0,24]})" ) )
                                    << "not described properly";
}

void TestModelFile::aHostileFileGivesOneSentence()
{
  QFETCH( QByteArray, bytes );
  QFETCH( QString, says );
  QFile file( path( "hostile.safetensors" ) );
  QVERIFY( file.open( QIODevice::WriteOnly ) );
  file.write( bytes );
  file.close();
  try
  {
    ModelFile::read( file.fileName().toStdString() );
    QFAIL( "The file was read." );
  }
  catch ( const Error &error )
  {
    QVERIFY2( QString( error.what() ).contains( says ), error.what() );
    QVERIFY( QString( error.what() ).contains( "hostile.safetensors" ) );
  }
}

void TestModelFile::aMissingFileIsNamed()
{
  try
  {
    ModelFile::read( path( "missing.safetensors" ).toStdString() );
    QFAIL( "The file was read." );
  }
  catch ( const Error &error )
  {
    QVERIFY2( QString( error.what() ).contains( "missing.safetensors cannot be opened" ), error.what() );
  }
}

void TestModelFile::aTensorOfAnotherShapeIsNamed()
{
  const ModelFile model = example();
  QCOMPARE( model.tensor( "weights", { -1, 3 } ).values.size(), size_t{ 6 } );
  try
  {
    model.tensor( "weights", { 3, 2 } );
    QFAIL( "The shape was accepted." );
  }
  catch ( const Error &error )
  {
    QVERIFY2( QString( error.what() ).contains( "\"weights\" has the shape [2, 3], but [3, 2] was expected" ), error.what() );
  }
  QVERIFY_EXCEPTION_THROWN( model.tensor( "bias", { 1 } ), Error );
}

void TestModelFile::aPlaceThatCannotBeWrittenLeavesNothing()
{
  QVERIFY_EXCEPTION_THROWN( example().write( path( "missing folder/a.safetensors" ).toStdString() ), Error );
  QVERIFY( !QFile::exists( path( "missing folder" ) ) );
}

QTEST_APPLESS_MAIN( TestModelFile )
#include "test_model_file.moc"
