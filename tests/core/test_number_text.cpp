#include "error_text.h"
#include "number_text.h"

#include <QTest>

using namespace riskcast;

class TestNumberText : public QObject
{
  Q_OBJECT

private slots:
  void countsHaveThousandsParted();
  void measuresHaveFourDigits();
  void coordinatesAreGoodToAMetre();
  void exactNumbersReadBackTheSame();
};

void TestNumberText::countsHaveThousandsParted()
{
  COMPARE_TEXT( countText( 0 ), "0" );
  COMPARE_TEXT( countText( 999 ), "999" );
  COMPARE_TEXT( countText( 1000 ), "1,000" );
  COMPARE_TEXT( countText( 1234567 ), "1,234,567" );
  COMPARE_TEXT( countText( -100 ), "-100" );
  COMPARE_TEXT( countText( -123456 ), "-123,456" );
  COMPARE_TEXT( countText( 1, "week" ), "1 week" );
  COMPARE_TEXT( countText( 1000, "week" ), "1,000 weeks" );
}

void TestNumberText::measuresHaveFourDigits()
{
  COMPARE_TEXT( measureText( 1530.4 ), "1,530" );
  COMPARE_TEXT( measureText( 831.64 ), "831.6" );
  COMPARE_TEXT( measureText( 0.015625 ), "0.01562" );
  COMPARE_TEXT( measureText( 12 ), "12" );
  COMPARE_TEXT( oneDigitText( -0.04 ), "0.0" );
  COMPARE_TEXT( oneDigitPercent( 0.5229 ), "52.3" );
}

void TestNumberText::coordinatesAreGoodToAMetre()
{
  COMPARE_TEXT( coordinateText( 77.209012345 ), "77.20901" );
  COMPARE_TEXT( coordinateText( 3167204.8 ), "3167205" );
}

void TestNumberText::exactNumbersReadBackTheSame()
{
  for ( const double value : { 0.1, 1.0 / 3, 1e300, -1e-300, 42.0 } )
    QVERIFY( std::stod( exactText( value ) ) == value );
  COMPARE_TEXT( exactText( 0.1 ), "0.1" );
  COMPARE_TEXT( exactText( 20 ), "20" );
}

QTEST_GUILESS_MAIN( TestNumberText )
#include "test_number_text.moc"
