#!/usr/bin/env python3
"""A stack of 6,500 days of 128 x 128 cells: `riskcast` against GDAL and NumPy in Python, writing and reading all of it.

    large_stack.py PATH/OF/riskcast [ROUNDS]

Written by `riskcast heatmaps` from a small synthetic table (ten incidents a day, the same every time) and from Python, which has the
counts already, in a NumPy file, and writes them with the same creation options, descriptions and items. Read by `riskcast info` and
`riskcast export --by total`, and as one array with its sum. They take turns. Printed are the medians of wall time and peak memory of
the whole processes, their ratios, and whether every cell of every day agrees. Needs NumPy and GDAL for Python.
"""
import os
import pathlib
import statistics
import sys
import tempfile

import numpy as np
from osgeo import gdal, osr

from count_incidents import disagreements, run

gdal.UseExceptions()

DAYS, SIDE, CELL, PER_DAY = 6500, 128, 1000, 10
X_MIN, Y_MAX = 700_000, 3_200_000
EPSG = 32643
FIRST_DAY = np.datetime64("2001-01-01")


def make(table, counts_file):
    """The table, incidents in the middle of cells, and its counts [days, rows, columns] as a NumPy file."""
    generator = np.random.default_rng(1)
    day = np.repeat(np.arange(DAYS), PER_DAY)
    row, column = generator.integers(0, SIDE, (2, len(day)))
    with open(table, "w", encoding="ascii") as csv:
        csv.write("date,x,y\n")
        csv.writelines(f"{FIRST_DAY + d},{X_MIN + (c + 0.5) * CELL},{Y_MAX - (r + 0.5) * CELL}\n" for d, r, c in zip(day, row, column))
    counts = np.zeros((DAYS, SIDE, SIDE), np.float32)
    np.add.at(counts, (day, row, column), 1)
    np.save(counts_file, counts)


def write(counts_file, path):
    options = ["COMPRESS=DEFLATE", "TILED=YES", f"BLOCKXSIZE={SIDE}", f"BLOCKYSIZE={SIDE}", "INTERLEAVE=BAND", "BIGTIFF=IF_SAFER"]
    raster = gdal.GetDriverByName("GTiff").Create(path, SIDE, SIDE, DAYS, gdal.GDT_Float32, options)
    raster.SetGeoTransform([X_MIN, CELL, 0, Y_MAX, 0, -CELL])
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(EPSG)
    raster.SetSpatialRef(crs)
    for i in range(DAYS):
        band = raster.GetRasterBand(i + 1)
        band.SetDescription(str(FIRST_DAY + i))
        band.SetMetadataItem("RISKCAST_STATE", "observed")
    raster.WriteArray(np.load(counts_file))


def read(path):
    print(gdal.Open(path).ReadAsArray().sum(dtype=float))


def medians(runs):
    return [statistics.median(values) for values in zip(*runs)]


def main():
    riskcast = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        table, counts, ours, theirs, total = (
            os.path.join(folder, name) for name in ("table.csv", "counts.npy", "riskcast.tif", "numpy.tif", "total.tif"))
        make(table, counts)
        extent = f"{X_MIN},{Y_MAX - SIDE * CELL},{X_MIN + SIDE * CELL},{Y_MAX}"
        python = [sys.executable, __file__]
        commands = {
            "riskcast heatmaps": [riskcast, "heatmaps", table, ours, "--crs", f"EPSG:{EPSG}", f"--extent={extent}",
                                  "--columns", str(SIDE), "--rows", str(SIDE)],
            "GDAL + NumPy, writing": python + ["--write", counts, theirs],
            "riskcast info": [riskcast, "info", ours],
            "riskcast export": [riskcast, "export", ours, total, "--by", "total"],
            "GDAL + NumPy, reading": python + ["--read", theirs],
        }
        runs = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                runs[name].append(run(command))
        sizes = [pathlib.Path(path).stat().st_size / 2**20 for path in (ours, theirs)]
        differing, incidents, days = disagreements(ours, theirs)

    seconds = {name: medians(each)[0] for name, each in runs.items()}
    for name, each in runs.items():
        print(f"{name:22} {seconds[name]:6.2f} s {medians(each)[1]:6.0f} MB")
    for name, rival in {"heatmaps": "writing", "info": "reading", "export": "reading"}.items():
        print(f"riskcast {name} takes {seconds['riskcast ' + name] / seconds['GDAL + NumPy, ' + rival]:.2f} of the time of {rival} "
              f"in Python (medians of {rounds} runs in turn)")
    print(f"Files of {sizes[0]:.1f} and {sizes[1]:.1f} MB; {incidents} incidents on {days} days: {differing} of all cells differ")
    sys.exit(differing != 0)


if __name__ == "__main__":
    if sys.argv[1] == "--write":
        write(*sys.argv[2:])
    elif sys.argv[1] == "--read":
        read(*sys.argv[2:])
    else:
        main()
