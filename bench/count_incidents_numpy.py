#!/usr/bin/env python3
"""The rival in count_incidents.py and many_rows.py: the same count as an analyst writes it with pandas and NumPy.

    count_incidents_numpy.py TABLE.csv|TABLE.gpkg STACK.tif

The GeoPackage has a layer `incidents` of points with a field `datetime`.
"""
import contextlib
import sqlite3
import sys

import numpy as np
import pandas as pd
from osgeo import gdal, osr

from count_incidents import COLUMNS, EXTENT, ROWS

gdal.UseExceptions()


def read_csv(table):
    return pd.read_csv(table, usecols=["datetime", "lon", "lat"], parse_dates=["datetime"]).dropna()


def read_geopackage(table):
    """Positions are the last 16 bytes of a point: a header of 8 bytes (no envelope), then WKB."""
    with contextlib.closing(sqlite3.connect(table)) as database:
        incidents = pd.read_sql("SELECT datetime, geom FROM incidents", database, parse_dates=["datetime"])
    positions = np.frombuffer(b"".join(geometry[-16:] for geometry in incidents.geom), "<f8").reshape(-1, 2)
    incidents["lon"], incidents["lat"] = positions.T
    incidents["datetime"] = incidents.datetime.dt.tz_localize(None)
    return incidents


def count(table):
    """Counts [days, rows, columns] and the first day."""
    incidents = read_geopackage(table) if table.endswith(".gpkg") else read_csv(table)
    x_min, y_min, x_max, y_max = EXTENT
    incidents = incidents[incidents.lon.between(x_min, x_max) & incidents.lat.between(y_min, y_max)]
    days = incidents.datetime.dt.normalize()
    first = days.min()
    day = (days - first).dt.days.to_numpy()
    bins = [np.arange(day.max() + 2), np.linspace(y_min, y_max, ROWS + 1), np.linspace(x_min, x_max, COLUMNS + 1)]
    counts, _ = np.histogramdd((day, incidents.lat.to_numpy(), incidents.lon.to_numpy()), bins)
    return counts[:, ::-1].astype(np.float32), first


def write(counts, first, path):
    """A GeoTIFF with a dated band a day, stored as Riskcast stores it."""
    bands, rows, columns = counts.shape
    options = ["COMPRESS=DEFLATE", "TILED=YES", "BLOCKXSIZE=32", "BLOCKYSIZE=32", "INTERLEAVE=BAND"]
    raster = gdal.GetDriverByName("GTiff").Create(path, columns, rows, bands, gdal.GDT_Float32, options)
    x_min, y_min, x_max, y_max = EXTENT
    raster.SetGeoTransform([x_min, (x_max - x_min) / columns, 0, y_max, 0, (y_min - y_max) / rows])
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    raster.SetSpatialRef(crs)
    for i, day in enumerate(pd.date_range(first, periods=bands)):
        raster.GetRasterBand(i + 1).SetDescription(day.strftime("%Y-%m-%d"))
    raster.WriteArray(counts)


if __name__ == "__main__":
    write(*count(sys.argv[1]), sys.argv[2])
