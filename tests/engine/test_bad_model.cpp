#include "engine_run.h"
#include "incident_table.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace riskcast;

/// Model files that are truncated, of another kind, or lie about lengths, shapes and contents.
class TestBadModel : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase();
  void modelThatLiesIsRejected_data();
  void modelThatLiesIsRejected();
  void infoNeedsScores_data();
  void infoNeedsScores();

private:
  QTemporaryDir mFolder;
  QByteArray mGood;       ///< a whole model file
  nlohmann::json mHeader; ///< its header
  QByteArray mTensors;    ///< what follows it
};

namespace
{

/// A file whose header claims to be \a length bytes long.
QByteArray modelFile( quint64 length, const QByteArray &header, const QByteArray &tensors )
{
  QByteArray bytes( sizeof length, '\0' );
  std::memcpy( bytes.data(), &length, sizeof length );
  return bytes + header + tensors;
}

QByteArray modelFile( const nlohmann::json &header, const QByteArray &tensors )
{
  const QByteArray text = QByteArray::fromStdString( header.dump() );
  return modelFile( static_cast<quint64>( text.size() ), text, tensors );
}

} // namespace

void TestBadModel::initTestCase()
{
  writeFile( mFolder.filePath( "incidents.csv" ), incidentTable( 100 ) );
  for ( const QStringList &each :
        { QStringList{ "heatmaps", "incidents.csv", "stack.tif", "--crs", "EPSG:32643", "--columns", "8", "--rows", "8" },
          QStringList{ "train", "stack.tif", "good.safetensors", "--kind", "ratemixture" } } )
  {
    const EngineRun run = runEngine( each, mFolder.path() );
    QVERIFY2( run.exitCode == 0, run.errors.constData() );
  }
  mGood = readFile( mFolder.filePath( "good.safetensors" ) );
  quint64 length = 0;
  std::memcpy( &length, mGood.constData(), sizeof length );
  const auto headerLength = static_cast<int>( length );
  mHeader = nlohmann::json::parse( mGood.mid( sizeof length, headerLength ).toStdString() );
  mTensors = mGood.mid( static_cast<int>( sizeof length ) + headerLength );
  QVERIFY( modelFile( length, mGood.mid( sizeof length, headerLength ), mTensors ) == mGood );
  writeFile( mFolder.filePath( "risk.tif" ), "yesterday's result" );
}

void TestBadModel::modelThatLiesIsRejected_data()
{
  QTest::addColumn<QByteArray>( "bytes" );
  const QByteArray header = QByteArray::fromStdString( mHeader.dump() );
  const auto length = static_cast<quint64>( header.size() );
  const std::string tensor = "training_risk_quantiles";

  QTest::newRow( "empty file" ) << QByteArray();
  QTest::newRow( "seven bytes" ) << mGood.left( 7 );
  QTest::newRow( "cut off in the header" ) << mGood.left( 100 );
  QTest::newRow( "cut off in the tensors" ) << mGood.chopped( 4 );
  QTest::newRow( "bytes after the last tensor" ) << mGood + "more";
  QTest::newRow( "header longer than the file" ) << modelFile( length + 1'000'000, header, mTensors );
  QTest::newRow( "header of 2^64 - 1 bytes" ) << modelFile( ~quint64( 0 ), header, mTensors );
  QTest::newRow( "header of 2^63 bytes" ) << modelFile( quint64( 1 ) << 63, header, mTensors );
  QTest::newRow( "header shorter than it is" ) << modelFile( length / 2, header, mTensors );
  QTest::newRow( "header of no bytes" ) << modelFile( 0, QByteArray(), mTensors );
  QTest::newRow( "header that is a list" ) << modelFile( nlohmann::json::array( { 1, 2 } ), mTensors );
  QTest::newRow( "header that is no JSON" ) << modelFile( 4, "{{{{", mTensors );
  QTest::newRow( "header of endless brackets" ) << modelFile( 10'000'000, "{\"a\":" + QByteArray( 9'999'995, '[' ), mTensors );
  QTest::newRow( "header that is no UTF-8" ) << modelFile( 8, "{\"\xff\xfe\":1}", mTensors );

  const auto changed = [this]( const char *pointer, const nlohmann::json &value )
  {
    nlohmann::json lying = mHeader;
    lying[nlohmann::json::json_pointer( pointer )] = value;
    return modelFile( lying, mTensors );
  };
  const std::string at = "/" + tensor;
  const auto shape = [&]( const nlohmann::json &value ) { return changed( ( at + "/shape" ).c_str(), value ); };
  const auto offsets = [&]( const nlohmann::json &value ) { return changed( ( at + "/data_offsets" ).c_str(), value ); };
  QTest::newRow( "shape larger than the tensor" ) << shape( { 1002 } );
  QTest::newRow( "shape smaller than the tensor" ) << shape( { 1000 } );
  QTest::newRow( "shape whose product overflows to the right size" ) << shape( { 4294967296, 4294967296, 1001 } );
  QTest::newRow( "shape of 2^63 - 1" ) << shape( { 9223372036854775807 } );
  QTest::newRow( "shape beyond 64 bits" ) << shape( { 1e30 } );
  QTest::newRow( "negative shape" ) << shape( { -1001 } );
  QTest::newRow( "negative lengths whose product is right" ) << shape( { -1, -1001 } );
  QTest::newRow( "shape that is a word" ) << shape( "long" );
  QTest::newRow( "shape of words" ) << shape( { "long" } );
  QTest::newRow( "offsets beyond the file" ) << offsets( { 1'000'000'000, 1'000'004'004 } );
  QTest::newRow( "offsets that fall" ) << offsets( { 4004, 0 } );
  QTest::newRow( "negative offsets" ) << offsets( { -4004, 0 } );
  QTest::newRow( "offsets at the end of 64 bits" ) << offsets( { 18446744073709551612ULL, 4000 } );
  QTest::newRow( "one offset" ) << offsets( { 0 } );
  QTest::newRow( "tensor of doubles" ) << changed( ( at + "/dtype" ).c_str(), "F64" );
  QTest::newRow( "tensor of a type that is none" ) << changed( ( at + "/dtype" ).c_str(), 32 );
  QTest::newRow( "tensor that is a number" ) << changed( at.c_str(), 1 );
  QTest::newRow( "tensors that overlap" ) << changed( "/another",
                                                      { { "dtype", "F32" }, { "shape", { 1 } }, { "data_offsets", { 0, 4 } } } );

  QTest::newRow( "no description" ) << changed( "/__metadata__", nlohmann::json::object() );
  QTest::newRow( "metadata that is a list" ) << changed( "/__metadata__", nlohmann::json::array() );
  QTest::newRow( "description that is no JSON" ) << changed( "/__metadata__/riskcast", "kind: ratemixture" );
  QTest::newRow( "description that is a number" ) << changed( "/__metadata__/riskcast", 1 );

  const auto described = [&]( const char *pointer, const nlohmann::json &value )
  {
    nlohmann::json description = nlohmann::json::parse( mHeader["__metadata__"]["riskcast"].get<std::string>() );
    description[nlohmann::json::json_pointer( pointer )] = value;
    return changed( "/__metadata__/riskcast", description.dump() );
  };
  QTest::newRow( "kind that is none" ) << described( "/options/kind", "oracle" );
  QTest::newRow( "kind that is a number" ) << described( "/kind", 7 );
  QTest::newRow( "mean rate below zero" ) << described( "/model/mixtures/0/constant", -1 );
  const auto average = [&]( const nlohmann::json &halfLife, const nlohmann::json &sigma )
  {
    nlohmann::json description = nlohmann::json::parse( mHeader["__metadata__"]["riskcast"].get<std::string>() );
    description["kind"] = description["options"]["kind"] = "ewma";
    description["model"] = { { "halfLifeSteps", halfLife }, { "sigmaCells", sigma }, { "input", "counts" }, { "floor", 0.001 } };
    return changed( "/__metadata__/riskcast", description.dump() );
  };
  QTest::newRow( "average of a negative half-life" ) << average( -7, 1 );
  QTest::newRow( "average of a half-life that is a word" ) << average( "long", 1 );
  QTest::newRow( "average of a negative width" ) << average( 7, -1 );
  QTest::newRow( "average as wide as a billion cells" ) << average( 7, 1e9 );
  QTest::newRow( "another kind than that of the tensors" ) << described( "/options/kind", "convlstm" );
  QTest::newRow( "options that are a word" ) << described( "/options", "default" );
  QTest::newRow( "window of a billion maps" )
      << described( "/options", { { "kind", "convlstm" }, { "windowLength", 1000000000 } } );
  QTest::newRow( "grid of a billion columns" ) << described( "/grid/columns", 1000000000 );
  QTest::newRow( "grid of negative columns" ) << described( "/grid/columns", -8 );
  QTest::newRow( "grid that is a word" ) << described( "/grid", "square" );
  QTest::newRow( "extent without an end" ) << described( "/grid/extent", { 0, 0, nullptr, 1 } );
  QTest::newRow( "step that is a number" ) << described( "/step", 1 );

  nlohmann::json without = mHeader;
  without.erase( tensor );
  QTest::newRow( "tensor that is missing" ) << modelFile( without, mTensors );
  QByteArray notANumber = mTensors;
  std::memset( notANumber.data(), 0xff, static_cast<size_t>( notANumber.size() ) );
  QTest::newRow( "tensors of NaN" ) << modelFile( mHeader, notANumber );
}

void TestBadModel::modelThatLiesIsRejected()
{
  QFETCH( QByteArray, bytes );
  writeFile( mFolder.filePath( "bad.safetensors" ), bytes );
  const QMap<QString, QByteArray> before = contents( mFolder.path() );
  QElapsedTimer time;
  time.start();
  const EngineRun run = runEngine( { "--json", "predict", "stack.tif", "bad.safetensors", "risk.tif" }, mFolder.path() );
  QCOMPARE( run.exitCode, 1 );
  QCOMPARE( run.errors, QByteArray() );
  QVERIFY2( run.error().contains( "model", Qt::CaseInsensitive ), run.output.constData() );
  QVERIFY2( !run.error().contains( "that should not" ), run.output.constData() );
  QVERIFY2( run.error().size() < 400 && !run.error().contains( '\n' ), run.output.constData() );
  QVERIFY( time.elapsed() < 10000 );
  QVERIFY( contents( mFolder.path() ) == before );

  const EngineRun going =
      runEngine( { "--json", "train", "stack.tif", "more.safetensors", "--from", "bad.safetensors" }, mFolder.path() );
  QCOMPARE( going.exitCode, 1 );
  QVERIFY2( !going.error().isEmpty() && !going.error().contains( "that should not" ), going.output.constData() );

  const EngineRun info = runEngine( { "--json", "info", "bad.safetensors" }, mFolder.path() );
  QVERIFY2( info.exitCode == 0 ||
                ( info.exitCode == 1 && !info.error().isEmpty() && !info.error().contains( "that should not" ) ),
            info.output.constData() );
}

void TestBadModel::infoNeedsScores_data()
{
  QTest::addColumn<QByteArray>( "scores" );
  QTest::newRow( "none" ) << QByteArray( "[]" );
  QTest::newRow( "an empty object" ) << QByteArray( "{}" );
  QTest::newRow( "null" ) << QByteArray( "null" );
}

void TestBadModel::infoNeedsScores()
{
  QFETCH( QByteArray, scores );
  nlohmann::json lying = mHeader;
  nlohmann::json description = nlohmann::json::parse( mHeader["__metadata__"]["riskcast"].get<std::string>() );
  description["scores"] = nlohmann::json::parse( scores.toStdString() );
  lying["__metadata__"]["riskcast"] = description.dump();
  writeFile( mFolder.filePath( "bad.safetensors" ), modelFile( lying, mTensors ) );
  const EngineRun info = runEngine( { "--json", "info", "bad.safetensors" }, mFolder.path() );
  QCOMPARE( info.exitCode, 1 );
  QCOMPARE( info.error(), QStringLiteral( "The model does not say properly what it scored. Train it again." ) );
}

QTEST_GUILESS_MAIN( TestBadModel )
#include "test_bad_model.moc"
