#!/usr/bin/python3
"""Makes the sample of this folder from the full tables.

Usage: make_sample.py REPORTS.csv.gz BOUNDARIES.gpkg [FOLDER]

Rows, their order, repeats and dirt stay as published; only the id is left out, and coordinates are rounded.
"""

import csv
import gzip
import pathlib
import sys

from osgeo import gdal

DELHI = (76.85, 28.4, 77.35, 28.9)  # degrees: west, south, east, north
MARGIN = 1.0  # degrees around Delhi, so that the selection has something to leave out
DECIMALS = 4  # about 10 m
WARD_TOLERANCE = 0.0003  # degrees, about 30 m: not to be seen on a map of the city


def near_delhi(lon, lat):
    west, south, east, north = DELHI
    return west - MARGIN <= lon <= east + MARGIN and south - MARGIN <= lat <= north + MARGIN


def write_reports(source, target):
    kept = 0
    with gzip.open(source, "rt", encoding="utf-8") as rows, open(target, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["datetime", "lon", "lat", "category"])
        for row in csv.DictReader(rows):
            lon, lat = float(row["lon"]), float(row["lat"])
            if near_delhi(lon, lat):
                writer.writerow([row["datetime"], f"{lon:.{DECIMALS}f}", f"{lat:.{DECIMALS}f}", row["category"]])
                kept += 1
    return kept


def write_wards(source, target):
    target.unlink(missing_ok=True)
    gdal.VectorTranslate(
        str(target),
        str(source),
        format="GeoJSON",
        layers=["delhi_wards"],
        options=["-simplify", str(WARD_TOLERANCE)],
        layerCreationOptions=[f"COORDINATE_PRECISION={DECIMALS}"],
    )


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[3] if len(sys.argv) == 4 else pathlib.Path(__file__).parent)
    gdal.UseExceptions()
    print(write_reports(sys.argv[1], folder / "delhi_reports.csv"), "reports")
    write_wards(sys.argv[2], folder / "delhi_wards.geojson")


if __name__ == "__main__":
    main()
