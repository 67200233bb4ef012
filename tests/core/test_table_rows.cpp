#include "csv_rows.h"
#include "error_text.h"
#include "feature_rows.h"
#include "number_text.h"
#include "sqlite_rows.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <ogrsf_frmts.h>
#include <sqlite3.h>

using namespace riskcast;

/// The readers for the formats that most tables have must find what OGR finds, feature by feature.
class TestTableRows : public QObject
{
  Q_OBJECT

private slots:
  void initTestCase() { GDALAllRegister(); }
  void init() { mFolder.reset( new QTemporaryDir ); }
  void csvHoldsWhatOgrFinds_data();
  void csvHoldsWhatOgrFinds();
  void csvOfManyBlocksHoldsWhatOgrFinds();
  void aQuotationMarkWithinATextIsPartOfIt();
  void blanksMayStandAroundQuotationMarks();
  void csvIsLeftToOgr_data();
  void csvIsLeftToOgr();
  void csvWithTypesBesideItIsLeftToOgr();
  void aQuotationMarkThatIsNeverClosedIsAnError();
  void geoPackageHoldsWhatOgrFinds_data();
  void geoPackageHoldsWhatOgrFinds();
  void aDateThatIsNoneIsHandedOverAsItIsWritten();
  void geoPackageThatIsBeingWrittenHoldsWhatOgrFinds();
  void aTableWithoutGeometriesHoldsWhatOgrFinds();
  void geoPackageIsLeftToOgr();
  void aGeoPackageThatBreaksOffIsAnError();

private:
  std::string path( const QString &name ) const { return mFolder->filePath( name ).toStdString(); }

  OgrSource writeCsv( const QByteArray &content )
  {
    QFile file( mFolder->filePath( "table.csv" ) );
    if ( !file.open( QIODevice::WriteOnly ) || file.write( content ) != content.size() )
      throw Error( "cannot be written" );
    file.close();
    return openOgrSource( path( "table.csv" ), {} );
  }

  /// A GeoPackage with the table "reports" of points and a field of dates with times, whose rows are written by SQL.
  OgrSource writeGeoPackage( const std::vector<std::string> &statements );

  std::unique_ptr<QTemporaryDir> mFolder;
};

namespace
{

/// Nothing and an empty text mean the same to whoever reads incidents, and so do blanks at the ends of a text.
QString toText( const FieldValue &value )
{
  if ( const auto *text = std::get_if<std::string_view>( &value ) )
    return trimmed( *text ).empty() ? QString() : "'" + QString::fromStdString( std::string( trimmed( *text ) ) ) + "'";
  if ( const auto *number = std::get_if<std::int64_t>( &value ) )
    return QString::number( *number );
  if ( const auto *number = std::get_if<double>( &value ) )
    return QString::fromStdString( exactText( *number ) );
  if ( const auto *date = std::get_if<WrittenTime>( &value ) )
    return QString::fromStdString( toIso8601( date->time ) + " to " + toIso8601( date->end ) +
                                   ( date->offset ? " offset " + std::to_string( date->offset->count() ) : "" ) );
  return {};
}

/// A line for each row: the point, if there is one, and what the fields hold.
QStringList lines( TableRows &rows, const std::vector<int> &fields, bool hasPoints )
{
  QStringList result;
  while ( rows.next() )
  {
    QStringList values;
    if ( const auto point = hasPoints ? rows.point() : std::nullopt )
      values << QStringLiteral( "(%1 %2)" ).arg( ( *point )[0] ).arg( ( *point )[1] );
    for ( const int field : fields )
      values << toText( rows.value( field ) );
    result << values.join( " | " );
  }
  return result;
}

/// Fields 0, 1 and 3, in the roles of a time, coordinates and a category.
const IncidentColumns columns{ .time = 0, .x = 3, .y = 1, .category = 3 };
const std::vector<int> wanted = { 0, 1, 3 };

QStringList linesOfOgr( const OgrSource &source, const std::vector<int> &fields, bool hasPoints )
{
  FeatureRows rows( source );
  return lines( rows, fields, hasPoints );
}

} // namespace

void TestTableRows::csvHoldsWhatOgrFinds_data()
{
  QTest::addColumn<QByteArray>( "csv" );
  QTest::newRow( "plain" ) << QByteArray( "a,b,c,d\n1,2,3,4\n5,6,7,8\n" );
  QTest::newRow( "no rows" ) << QByteArray( "a,b,c,d\n" );
  QTest::newRow( "no line end at the end" ) << QByteArray( "a,b,c,d\n1,2,3,4\n5,6,7,8" );
  QTest::newRow( "Windows line ends" ) << QByteArray( "a,b,c,d\r\n1,2,3,4\r\n5,6,7,8\r\n" );
  QTest::newRow( "byte order mark" ) << QByteArray( "\xef\xbb\xbf"
                                                    "a,b,c,d\n1,2,3,4\n" );
  QTest::newRow( "byte order mark before a quotation mark" ) << QByteArray( "\xef\xbb\xbf"
                                                                            "\"a\",b,c,d\n1,2,3,4\n" );
  QTest::newRow( "semicolons" ) << QByteArray( "a;b;c;d\n1,5;2;3;4\n" );
  QTest::newRow( "tabs" ) << QByteArray( "a\tb\tc\td\n1\t\t3\t4\n" );
  if ( GDAL_VERSION_NUM >= GDAL_COMPUTE_VERSION( 3, 10, 0 ) ) // older ones do not take it for a CSV
    QTest::newRow( "bars" ) << QByteArray( "a|b|c|d\n1|2|3|4\n" );
  QTest::newRow( "commas in quotes" ) << QByteArray( "a,b,c,d\n\"1,5\",2,3,\"x, y\"\n" );
  QTest::newRow( "quotes in quotes" ) << QByteArray( "a,b,c,d\n\"say \"\"no\"\"\",2,3,4\n" );
  QTest::newRow( "line end in quotes" ) << QByteArray( "a,b,c,d\n\"one\ntwo\",2,3,4\n5,6,7,8\n" );
  QTest::newRow( "commas in a header in quotes" ) << QByteArray( "\"a, or so\",b,c,d\n1,2,3,4\n" );
  QTest::newRow( "blanks at the ends" ) << QByteArray( "a,b,c,d\n 1 , 2,3 ,4\n" );
  QTest::newRow( "blanks in quotes" ) << QByteArray( "a,b,c,d\n\" 1 \",2,3,4\n" );
  QTest::newRow( "short rows" ) << QByteArray( "a,b,c,d\n1\n1,2\n1,2,3\n1,2,3,4\n" );
  QTest::newRow( "long rows" ) << QByteArray( "a,b,c,d\n1,2,3,4,5,6\n1,2,3,4\n" );
  QTest::newRow( "empty lines" ) << QByteArray( "a,b,c,d\n\n1,2,3,4\n\n\n5,6,7,8\n\n" );
  QTest::newRow( "empty fields" ) << QByteArray( "a,b,c,d\n,,,\n\"\",2,\"\",4\n" );
  QTest::newRow( "comment after the end" ) << QByteArray( "a,b,c,d\n1,2,3,4\n# made by hand\n" );
  QTest::newRow( "other scripts" ) << QByteArray( "a,b,c,d\nदिल्ली,2,3,Straße\n" );
  QTest::newRow( "header without a name" ) << QByteArray( "a,b,,d\n1,2,3,4\n" );
}

void TestTableRows::csvHoldsWhatOgrFinds()
{
  QFETCH( QByteArray, csv );
  const OgrSource source = writeCsv( csv );
  const auto rows = CsvRows::open( source, columns );
  QVERIFY( rows );
  const QStringList expected = linesOfOgr( source, wanted, false );
  QCOMPARE( lines( *rows, wanted, false ), expected );
  QVERIFY( !rows->next() );
  rows->rewind();
  QCOMPARE( lines( *rows, wanted, false ), expected );
}

void TestTableRows::csvOfManyBlocksHoldsWhatOgrFinds()
{
  QByteArray csv = "a,b,c,d\n";
  for ( int row = 0; row < 60000; ++row ) // 1.2 MB; where a block ends lies anywhere in a row
    csv += QByteArray::number( row ) + ( row % 7 == 0 ? ",\"two\nlines, " : ",\"" ) + QByteArray( row % 13, 'x' ) + "\",3,y\n";
  const OgrSource source = writeCsv( csv );
  const auto rows = CsvRows::open( source, columns );
  QVERIFY( rows );
  const QStringList found = lines( *rows, wanted, false );
  QCOMPARE( found.size(), 60000 );
  QCOMPARE( found[7], QStringLiteral( "'7' | 'two\nlines, xxxxxxx' | 'y'" ) );
  QVERIFY( found == linesOfOgr( source, wanted, false ) );
}

/// For OGR it would begin a text that goes on to the next mark, rows later.
void TestTableRows::aQuotationMarkWithinATextIsPartOfIt()
{
  const OgrSource source = writeCsv( "a,b,c,d\n5\" pipe,2,3,4\n5,6,7,an \"8\"\n" );
  const auto rows = CsvRows::open( source, columns );
  QVERIFY( rows );
  QCOMPARE( lines( *rows, wanted, false ), ( QStringList{ "'5\" pipe' | '2' | '4'", "'5' | '6' | 'an \"8\"'" } ) );
}

/// For OGR from GDAL 3.10 on, a blank before a quotation mark makes it one within a text.
void TestTableRows::blanksMayStandAroundQuotationMarks()
{
  const OgrSource source = writeCsv( "a,b,c,d\n1, \"2, or so\" ,3, \"4\"\n" );
  const auto rows = CsvRows::open( source, columns );
  QVERIFY( rows );
  QCOMPARE( lines( *rows, wanted, false ), QStringList( "'1' | '2, or so' | '4'" ) );
}

void TestTableRows::csvIsLeftToOgr_data()
{
  QTest::addColumn<QByteArray>( "csv" );
  QTest::newRow( "no header" ) << QByteArray( "1,2,3,4\n5,6,7,8\n" );
  QTest::newRow( "geometries as WKT" ) << QByteArray( "a,b,c,WKT\n1,2,3,POINT (1 2)\n" );
}

void TestTableRows::csvIsLeftToOgr()
{
  QFETCH( QByteArray, csv );
  const OgrSource source = writeCsv( csv );
  const bool hasGeometry = source.layer->GetGeomType() != wkbNone;
  QVERIFY( !CsvRows::open( source, hasGeometry ? IncidentColumns{ .time = 0 } : columns ) );
}

void TestTableRows::csvWithTypesBesideItIsLeftToOgr()
{
  QFile types( mFolder->filePath( "table.csvt" ) );
  QVERIFY( types.open( QIODevice::WriteOnly ) && types.write( "Date,Real,String,String" ) > 0 );
  types.close();
  const OgrSource source = writeCsv( "a,b,c,d\n2016/01/05,2,3,4\n" ); // which is no ISO 8601
  QVERIFY( !CsvRows::open( source, columns ) );
  QCOMPARE( linesOfOgr( source, wanted, false ), QStringList( "2016-01-05 to 2016-01-06 | 2 | '4'" ) );
}

void TestTableRows::aQuotationMarkThatIsNeverClosedIsAnError()
{
  const OgrSource source = writeCsv( "a,b,c,d\n1,2,3,4\n1,\"2,3,4\n1,2,3,4\n" );
  const auto rows = CsvRows::open( source, columns );
  QVERIFY( rows );
  COMPARE_TEXT( errorText( [&] { lines( *rows, wanted, false ); } ).toStdString(),
                "A quotation mark in row 2 of table.csv is never closed, so that it would swallow all rows from there on: close "
                "or remove it." );
}

OgrSource TestTableRows::writeGeoPackage( const std::vector<std::string> &statements )
{
  const std::string file = path( "table.gpkg" );
  {
    const GDALDatasetUniquePtr dataset(
        GetGDALDriverManager()->GetDriverByName( "GPKG" )->Create( file.c_str(), 0, 0, 0, GDT_Unknown, nullptr ) );
    // The triggers of an index would call functions that only OGR has.
    CPLStringList options;
    options.SetNameValue( "SPATIAL_INDEX", "NO" );
    OGRLayer *layer = dataset->CreateLayer( "reports", OGRSpatialReference::GetWGS84SRS(), wkbUnknown, options.List() );
    for ( const auto &[name, type] : { std::pair( "time", OFTDateTime ), std::pair( "day", OFTDate ),
                                       std::pair( "number", OFTReal ), std::pair( "text", OFTString ) } )
    {
      OGRFieldDefn field( name, type );
      if ( layer->CreateField( &field ) != OGRERR_NONE )
        throw Error( "cannot be written" );
    }
  }
  sqlite3 *database = nullptr;
  sqlite3_open( file.c_str(), &database );
  for ( const std::string &statement : statements )
  {
    if ( sqlite3_exec( database, statement.c_str(), nullptr, nullptr, nullptr ) != SQLITE_OK )
      throw Error( statement + ": " + sqlite3_errmsg( database ) );
  }
  sqlite3_close( database );
  return openOgrSource( file, {} );
}

namespace
{

/// The fields in the order in which writeGeoPackage() makes them.
const IncidentColumns pointColumns{ .time = 0, .end = 1, .category = 3, .weight = 2 };
const std::vector<int> allFields = { 0, 1, 2, 3 };

/// A GeoPackage's geometry (OGC 12-128r18, 2.1.3): header without an envelope, then WKB.
const std::string header = "47500001E6100000";
const std::string point = header + "0101000000000000000000F03F0000000000000040"; // 1 2

std::string insertion( const std::string &geometry, const std::string &values )
{
  return "INSERT INTO reports (geom, time, day, number, text) VALUES (" + geometry + ", " + values + ")";
}

std::string blob( const std::string &hexadecimal )
{
  return "X'" + hexadecimal + "'";
}

} // namespace

void TestTableRows::geoPackageHoldsWhatOgrFinds_data()
{
  QTest::addColumn<QString>( "geometry" );
  QTest::addColumn<QString>( "values" );
  const auto row = []( const char *name, const std::string &geometry, const char *values )
  { QTest::newRow( name ) << QString::fromStdString( geometry ) << QString( values ); };
  const char *usual = "'2016-01-05T10:00:00Z', '2016-01-05', 1.5, 'x'";
  row( "point", blob( point ), usual );
  row( "no point", "NULL", usual );
  row( "point in big-endian order", blob( header + "00000000013FF00000000000004000000000000000" ), usual );
  row( "point with a height", blob( header + "01E9030000000000000000F03F00000000000000400000000000000840" ), usual );
  row( "point behind an envelope",
       blob( "47500003E6100000000000000000F03F000000000000F03F00000000000000400000000000000040" + point.substr( 16 ) ), usual );
  row( "empty point", blob( "47500011E61000000101000000000000000000F87F000000000000F87F" ), usual );
  row( "two points", blob( header + "010400000002000000" + point.substr( 16 ) + "010100000000000000000008400000000000001040" ),
       usual );
  row( "line", blob( header + "010200000002000000000000000000F03F000000000000004000000000000008400000000000001040" ), usual );
  row( "nothing at all", blob( point ), "NULL, NULL, NULL, NULL" );
  row( "empty text", blob( point ), "'2016-01-05T10:00:00Z', '2016-01-05', 1.5, ''" );
  row( "fractions of a second", blob( point ), "'2016-01-05T10:00:00.999Z', '2016-01-05', 1e300, 'x'" );
  row( "time without a zone", blob( point ), "'2016-01-05T10:00:00', '2016-01-05', 0.1, 'x'" );
  row( "offset", blob( point ), "'2016-01-05T10:00:00+05:30', '2016-01-05', -7, 'x'" );
  row( "date and time after a blank", blob( point ), "'2016-01-05 10:00:00', '2016-01-05', 1, 'x'" );
  row( "date with slashes", blob( point ), "'2016/01/05 10:00:00', '2016/01/05', 1, 'x'" );
  row( "date with slashes and an offset", blob( point ), "'2016/01/05 10:00:00+05:30', '2016/01/05', 1, 'x'" );
  row( "date where a time should be", blob( point ), "'2016-01-05', '2016-01-05', 1, 'x'" );
  row( "number in a text", blob( point ), "'2016-01-05T10:00:00Z', '2016-01-05', 1, 17" );
}

void TestTableRows::geoPackageHoldsWhatOgrFinds()
{
  QFETCH( QString, geometry );
  QFETCH( QString, values );
  const OgrSource source = writeGeoPackage( { insertion( geometry.toStdString(), values.toStdString() ),
                                              insertion( blob( point ), "'2017-02-06T11:00:00Z', '2017-02-06', 3, 'last'" ) } );
  const auto rows = SqliteRows::open( source, pointColumns );
  QVERIFY( rows );
  const QStringList expected = linesOfOgr( source, allFields, true );
  QCOMPARE( expected.size(), 2 );
  QCOMPARE( lines( *rows, allFields, true ), expected );
  rows->rewind();
  QCOMPARE( lines( *rows, allFields, true ), expected );
}

/// For OGR the field is empty then, and nobody learns what was in it.
void TestTableRows::aDateThatIsNoneIsHandedOverAsItIsWritten()
{
  const OgrSource source = writeGeoPackage( { insertion( blob( point ), "'yesterday', '2016-02-31', 1, 'x'" ) } );
  const auto rows = SqliteRows::open( source, pointColumns );
  QVERIFY( rows );
  QCOMPARE( lines( *rows, allFields, true ), QStringList{ "(1 2) | 'yesterday' | '2016-02-31' | 1 | 'x'" } );
}

void TestTableRows::geoPackageThatIsBeingWrittenHoldsWhatOgrFinds()
{
  const std::string row = insertion( blob( point ), "'2016-01-05T10:00:00Z', '2016-01-05', 1, 'x'" );
  OgrSource source = writeGeoPackage( { "PRAGMA journal_mode = WAL", row } );
  sqlite3 *writer = nullptr;
  QCOMPARE( sqlite3_open( path( "table.gpkg" ).c_str(), &writer ), SQLITE_OK );
  QCOMPARE( sqlite3_exec( writer, row.c_str(), nullptr, nullptr, nullptr ), SQLITE_OK ); // not in the file itself yet
  const auto rows = SqliteRows::open( source, pointColumns );
  QVERIFY( rows );
  QCOMPARE( lines( *rows, allFields, true ).size(), 2 );
  sqlite3_close( writer );
}

void TestTableRows::aTableWithoutGeometriesHoldsWhatOgrFinds()
{
  const OgrSource source =
      writeGeoPackage( { "CREATE TABLE cells (id INTEGER PRIMARY KEY, \"a day\" TEXT, lat REAL, cell INTEGER, lon REAL)",
                         "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('cells', 'attributes', 'cells')",
                         "INSERT INTO cells VALUES (1, '2016-01-05', 28.5, 7, 77.25)",
                         "INSERT INTO cells VALUES (2, 'yesterday', NULL, 8, 77)" } );
  const OgrSource table = openOgrSource( path( "table.gpkg" ), { .layer = "cells" } );
  const auto rows = SqliteRows::open( table, columns );
  QVERIFY( rows );
  QCOMPARE( lines( *rows, wanted, false ), ( QStringList{ "'2016-01-05' | 28.5 | 77.25", "'yesterday' |  | 77" } ) );
  QCOMPARE( linesOfOgr( table, wanted, false ), ( QStringList{ "'2016-01-05' | 28.5 | 77.25", "'yesterday' |  | 77" } ) );
}

void TestTableRows::geoPackageIsLeftToOgr()
{
  QVERIFY( !SqliteRows::open( writeCsv( "a,b,c,d\n1,2,3,4\n" ), columns ) );
  const OgrSource source = writeGeoPackage( {} );
  // Of the zip, OGR alone knows how to read it.
  const std::string zipped = "/vsizip/" + path( "table.zip" ) + "/table.gpkg";
  VSILFILE *zip = VSIFOpenL( zipped.c_str(), "wb" );
  QFile file( QString::fromStdString( path( "table.gpkg" ) ) );
  QVERIFY( file.open( QIODevice::ReadOnly ) );
  const QByteArray content = file.readAll();
  QCOMPARE( VSIFWriteL( content.constData(), 1, content.size(), zip ), size_t( content.size() ) );
  VSIFCloseL( zip );
  QVERIFY( !SqliteRows::open( openOgrSource( zipped, {} ), pointColumns ) );
}

void TestTableRows::aGeoPackageThatBreaksOffIsAnError()
{
  std::vector<std::string> statements;
  for ( int row = 0; row < 20000; ++row )
    statements.push_back( insertion( blob( point ), "'2016-01-05T10:00:00Z', '2016-01-05', 1, 'some text'" ) );
  statements.insert( statements.begin(), "BEGIN" );
  statements.emplace_back( "COMMIT" );
  const OgrSource source = writeGeoPackage( statements );
  const auto rows = SqliteRows::open( source, pointColumns );
  QVERIFY( rows );
  QFile file( mFolder->filePath( "table.gpkg" ) );
  QVERIFY( file.resize( file.size() / 2 ) );
  VERIFY_SAYS( errorText( [&] { lines( *rows, allFields, true ); } ), "table.gpkg cannot be read to its end: " );
}

QTEST_GUILESS_MAIN( TestTableRows )
#include "test_table_rows.moc"
