// LibTorch before Qt: Qt's `slots` is a name in LibTorch's headers.
#include "framed_maps.h"

#include <QTest>

using namespace riskcast;

/// Maps with a margin, against LibTorch's own padding.
class TestFramedMaps : public QObject
{
  Q_OBJECT

private slots:
  void marginsAreThoseOfThePadding_data();
  void marginsAreThoseOfThePadding();
};

void TestFramedMaps::marginsAreThoseOfThePadding_data()
{
  QTest::addColumn<int>( "rows" );
  QTest::addColumn<int>( "columns" );
  QTest::addColumn<int>( "filters" );
  QTest::newRow( "many cells" ) << 20 << 30 << 16;
  QTest::newRow( "two by two" ) << 2 << 2 << 1;
  QTest::newRow( "a row" ) << 1 << 5 << 3;
  QTest::newRow( "a column" ) << 4 << 1 << 2;
  QTest::newRow( "a cell" ) << 1 << 1 << 4;
}

void TestFramedMaps::marginsAreThoseOfThePadding()
{
  QFETCH( int, rows );
  QFETCH( int, columns );
  QFETCH( int, filters );
  torch::manual_seed( 5 );
  const torch::Tensor maps = torch::rand( { 7, rows, columns, filters } );
  for ( const Padding padding : { Padding::Replicate, Padding::Reflect, Padding::Zeros } )
  {
    const torch::Tensor frames = emptyFrames( 7, rows, columns, filters, padding, maps.options() );
    fillFrames( frames, maps, padding );
    torch::nn::functional::PadFuncOptions pad( { 1, 1, 1, 1 } );
    if ( padding == Padding::Replicate || ( padding == Padding::Reflect && std::min( rows, columns ) == 1 ) )
      pad.mode( torch::kReplicate ); // a single line has none further in
    else if ( padding == Padding::Reflect )
      pad.mode( torch::kReflect );
    const torch::Tensor expected = torch::nn::functional::pad( filtersFirst( maps ), pad );
    QVERIFY( filtersFirst( frames ).equal( expected ) );
    QVERIFY( insideOf( frames ).equal( maps ) );
  }
}

QTEST_APPLESS_MAIN( TestFramedMaps )
#include "test_framed_maps.moc"
