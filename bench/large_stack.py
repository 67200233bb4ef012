#!/usr/bin/env python3
"""A stack of 6,500 daily maps of 128 x 128 cells: written and read by Riskcast, and by GDAL's Python bindings and NumPy.

    large_stack.py PATH/OF/riskcast

A table of 650,000 synthetic incidents over 6,500 days, the same every time, is counted (`riskcast heatmaps`), and the maps are added
up (`riskcast export`, which reads the whole stack). The rival writes the same counts into a GeoTIFF that is stored in the same way,
without reading or counting anything, and reads it into one array. Printed are wall time and peak memory of the whole processes, their
ratios, the size of the file, and whether the counts agree. Needs NumPy and GDAL for Python.
"""
import pathlib
import sys
import tempfile

import numpy
from osgeo import gdal

from count_incidents import run

gdal.UseExceptions()
DAYS, SIDE, ROWS = 6500, 128, 650_000
OPTIONS = ["COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES", f"BLOCKXSIZE={SIDE}", f"BLOCKYSIZE={SIDE}", "INTERLEAVE=BAND"]


def incidents():
    """Day, column and row (from the north) of each; crowded around the middle."""
    generator = numpy.random.default_rng(1)
    day = generator.integers(0, DAYS, ROWS)
    column, row = numpy.clip(generator.normal(SIDE / 2, SIDE / 8, (2, ROWS)), 0, SIDE - 1).astype(int)
    day[0], day[-1] = 0, DAYS - 1
    return day, column, row


def make_table(path):
    day, column, row = incidents()
    dates = numpy.datetime_as_string(numpy.datetime64("2001-01-01") + day)
    with open(path, "w", encoding="ascii") as csv:
        csv.write("date,x,y\n")
        csv.writelines(f"{date},{x + 0.5},{SIDE - y - 0.5}\n" for date, x, y in zip(dates, column.tolist(), row.tolist()))


def counts_of_table():
    day, column, row = incidents()
    counts = numpy.zeros((DAYS, SIDE, SIDE), "float32")
    numpy.add.at(counts, (day, row, column), 1)
    return counts


def write(path):
    raster = gdal.GetDriverByName("GTiff").Create(path, SIDE, SIDE, DAYS, gdal.GDT_Float32, OPTIONS)
    for i, date in enumerate(numpy.datetime64("2001-01-01") + numpy.arange(DAYS)):
        raster.GetRasterBand(i + 1).SetDescription(str(date))
    raster.WriteArray(counts_of_table())


def read(path):
    print(gdal.Open(path).ReadAsArray().sum())


def compare(what, mine, rival):
    print(f"{what}: riskcast {mine[0]:.2f} s, {mine[1]:.0f} MB; GDAL and NumPy {rival[0]:.2f} s, {rival[1]:.0f} MB; "
          f"{mine[0] / rival[0]:.2f} of the time, {mine[1] / rival[1]:.2f} of the memory", flush=True)


def main():
    riskcast = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        table, ours, theirs, total = (str(pathlib.Path(folder) / name) for name in ("t.csv", "ours.tif", "theirs.tif", "total.tif"))
        make_table(table)
        rival = [sys.executable, __file__]
        size = f"{SIDE}"
        compare("counting and writing", run([riskcast, "heatmaps", table, ours, "--crs", "EPSG:32643", f"--extent=0,0,{size},{size}",
                                             "--columns", size, "--rows", size]), run([*rival, "--write", theirs]))
        compare("reading and adding up", run([riskcast, "export", ours, total, "--by", "total"]), run([*rival, "--read", theirs]))
        megabytes = [pathlib.Path(path).stat().st_size / 1e6 for path in (ours, theirs)]
        print(f"files: {megabytes[0]:.0f} MB, {megabytes[1]:.0f} MB")
        same = (gdal.Open(ours).ReadAsArray() == counts_of_table()).all()
        print("all counts agree" if same else "counts differ")
    sys.exit(not same)


if __name__ == "__main__":
    if sys.argv[1] in ("--write", "--read"):
        {"--write": write, "--read": read}[sys.argv[1]](sys.argv[2])
    else:
        main()
