#!/usr/bin/env python3
"""Counting many rows into daily heatmaps, from CSV and from GeoPackage: `riskcast heatmaps` against pandas and NumPy.

    many_rows.py PATH/OF/riskcast [ROWS] [FOLDER]

Makes a table of ROWS (10 million) synthetic incidents in Chicago over 17 years, the same every time, as a CSV (id, datetime, lon,
lat) and as a GeoPackage of points, in FOLDER (about 2 GB; a temporary one), and tables of a tenth, to see whether cost is linear in
rows. Both programs count per day on the same 32 x 32 grid and write the same GeoTIFF. pandas reads the CSV as an analyst writes it,
and the GeoPackage with SQL, all positions decoded in one go. Printed are wall time and peak memory of the whole processes, their
ratios, and whether every cell of every day agrees. Needs pandas, NumPy and GDAL for Python.
"""
import multiprocessing
import pathlib
import sys
import tempfile

import numpy
from osgeo import gdal

from count_incidents import EXTENT, disagreements, run

CHUNK = 1_000_000


def lines(generator, start, rows):
    """Rows of the CSV: times to the second, positions to six decimals."""
    times = numpy.datetime64("2001-01-01", "s") + generator.integers(0, 17 * 365 * 86400, rows)
    lon = numpy.char.mod("%.6f", generator.normal(-87.68, 0.07, rows))
    lat = numpy.char.mod("%.6f", generator.normal(41.83, 0.08, rows))
    for i, (time, x, y) in enumerate(zip(numpy.datetime_as_string(times).tolist(), lon.tolist(), lat.tolist())):
        yield f"{start + i},{time},{x},{y}\n"


def make_csv(path, rows):
    generator = numpy.random.default_rng(1)
    with open(path, "w", encoding="ascii") as csv:
        csv.write("id,datetime,lon,lat\n")
        for start in range(0, rows, CHUNK):
            csv.writelines(lines(generator, start, min(CHUNK, rows - start)))


def make_geopackage(csv, path):
    """The CSV's rows as points."""
    options = ["X_POSSIBLE_NAMES=lon", "Y_POSSIBLE_NAMES=lat", "AUTODETECT_TYPE=YES"]
    source = gdal.OpenEx(str(csv), gdal.OF_VECTOR, open_options=options)
    gdal.VectorTranslate(str(path), source, format="GPKG", layerName="incidents", srcSRS="EPSG:4326", dstSRS="EPSG:4326",
                         layerCreationOptions=["SPATIAL_INDEX=NO"])


def apart(work, *arguments):
    """In a process of its own: what a program that is started uses would else include the memory of this one."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def tables(folder, rows):
    """CSV and GeoPackage of so many rows; made unless they are there."""
    csv, geopackage = (folder / f"incidents_{rows}.{suffix}" for suffix in ("csv", "gpkg"))
    if not csv.exists():
        apart(make_csv, csv, rows)
    if not geopackage.exists():
        apart(make_geopackage, csv, geopackage)
    return csv, geopackage


def compare(riskcast, table, folder):
    """Seconds and MB of both programs; True if every cell agrees."""
    ours, theirs = folder / "riskcast.tif", folder / "numpy.tif"
    mine = run([riskcast, "heatmaps", str(table), str(ours), f"--extent={','.join(map(str, EXTENT))}", "--grid-crs", "EPSG:4326"])
    rival = run([sys.executable, str(pathlib.Path(__file__).with_name("count_incidents_numpy.py")), str(table), str(theirs)])
    differing, incidents, days = apart(disagreements, ours, theirs)
    print(f"{table.name}: riskcast {mine[0]:.1f} s, {mine[1]:.0f} MB; pandas + NumPy {rival[0]:.1f} s, {rival[1]:.0f} MB; "
          f"{mine[0] / rival[0]:.2f} of the time, {mine[1] / rival[1]:.3f} of the memory; {incidents} incidents on {days} days, "
          f"{differing} cells differ", flush=True)
    return mine, differing == 0


def main():
    gdal.UseExceptions()
    riskcast = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    agree = True
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else temporary)
        for few, many in zip(tables(folder, rows // 10), tables(folder, rows)):
            (short, _), same = compare(riskcast, few, folder)
            (long, _), also_same = compare(riskcast, many, folder)
            print(f"{many.suffix[1:]}: ten times the rows take {long / short:.1f} times as long", flush=True)
            agree = agree and same and also_same
    sys.exit(not agree)


if __name__ == "__main__":
    main()
