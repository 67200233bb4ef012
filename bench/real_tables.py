#!/usr/bin/env python3
"""Real tables of incidents, from file to heatmap stack: `riskcast heatmaps` against an independent count with NumPy.

    real_tables.py PATH/OF/riskcast FOLDER_OF_TABLES

For each table that is in the folder it prints rows, rows used, rows left out by reason, steps, the seconds that Riskcast took,
and whether used + left out = rows and every cell of every step equals the count of tests/reference/count_tables.py. Exit status
1 if one does not. Needs pandas, NumPy and GDAL for Python.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
from osgeo import gdal

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "tests/reference"))
from count_tables import count, crs  # noqa: E402

gdal.UseExceptions()

LONLAT = {"x": "lon", "y": "lat", "crs": "EPSG:4326", "time": "datetime", "columns": 32, "rows": 32, "step": "1 day"}

# Extents avoid round numbers, at which positions of few decimals would lie on the border of two cells, where rounding decides.
TABLES = [
    LONLAT | {"file": "safecity_india.csv.gz", "grid_crs": "EPSG:32643", "extent": (698000.3, 3150000.3, 732000.7, 3182000.7),
              "start": "2013-01-01", "end_of_period": "2017-01-01"},
    LONLAT | {"file": "chicago_burglary_2001_2018.csv.gz", "grid_crs": "EPSG:26916",
              "extent": (421000.3, 4610000.3, 457000.7, 4653000.7), "start": "2001-01-01", "end_of_period": "2018-11-13"},
    LONLAT | {"file": "chicago_robbery_vehicle_theft_2012_2018.csv.gz", "grid_crs": "EPSG:26916",
              "extent": (421000.3, 4610000.3, 457000.7, 4653000.7), "start": "2012-01-02", "end_of_period": "2018-11-12",
              "step": "1 week", "category": "category", "categories": ["Robbery", "Motor vehicle theft"]},
    LONLAT | {"file": "vancouver_2020_2021.csv.gz", "x": "x", "y": "y", "crs": "EPSG:26910", "grid_crs": "EPSG:26910",
              "extent": (483000.3, 5449000.3, 499000.7, 5463000.7), "start": "2020-01-01", "end_of_period": "2022-01-01",
              "step": "1 month"},
    LONLAT | {"file": "atlanta_2017.csv.gz", "grid_crs": "EPSG:4326", "extent": (-84.55000003, 33.63000003, -84.28000007, 33.89000007),
              "start": "2017-01-01", "end_of_period": "2017-10-20"},
    LONLAT | {"file": "nyc_vehicle_theft_2014_2017.csv.gz", "time": "datetime_start", "end": "datetime_end", "grid_crs": "EPSG:2263",
              "extent": (913000.3, 120000.3, 1068000.7, 273000.7), "start": "2014-01-01", "end_of_period": "2018-01-01"},
    LONLAT | {"file": "memphis_robbery_2019.csv.gz", "grid_crs": "EPSG:4326",
              "extent": (-90.15000003, 34.99000003, -89.68000007, 35.28000007), "start": "2019-01-01", "end_of_period": "2020-01-01",
              "step": "6 hours"},
    LONLAT | {"file": "lancashire_asb_2022.csv.gz", "grid_crs": "EPSG:27700", "extent": (328000.3, 404000.3, 390000.7, 485000.7),
              "start": "2022-01-01", "end_of_period": "2023-01-01", "step": "1 month"},
    LONLAT | {"file": "manchester_road_casualties_2019_2024.csv.gz", "grid_crs": "EPSG:27700",
              "extent": (350000.3, 381000.3, 407000.7, 422000.7), "start": "2019-01-01", "end_of_period": "2024-07-01"},
    LONLAT | {"file": "australia_fires_2019.csv.gz", "grid_crs": "EPSG:3577", "weight": "weight",
              "extent": (-2000000.3, -4900000.3, 2200000.7, -1000000.7), "start": "2019-08-01", "end_of_period": "2019-10-01",
              "step": "6 hours"},
    LONLAT | {"file": "montreal_bike_accidents_2016.csv.gz", "x": "x", "y": "y", "crs": "EPSG:3797", "grid_crs": "EPSG:32618",
              "extent": (606000.3, 5036000.3, 616000.7, 5046000.7), "start": "2016-01-01", "end_of_period": "2017-01-01"},
]


def riskcast_arguments(table, template):
    arguments = ["--template", template, "--crs", table["crs"], "--x-field", table["x"], "--y-field", table["y"],
                 "--time-field", table["time"], "--step", table["step"], "--start", table["start"], "--end", table["end_of_period"]]
    if "end" in table:
        arguments += ["--end-field", table["end"], "--interval", "aoristic"]
    if "categories" in table:
        arguments += ["--category-field", table["category"]]
        for category in table["categories"]:
            arguments += ["--categories", category]
    if "weight" in table:
        arguments += ["--weight-field", table["weight"]]
    return arguments


def write_template(table, path):
    """A raster whose grid is the table's."""
    raster = gdal.GetDriverByName("GTiff").Create(path, table["columns"], table["rows"], 1)
    x_min, y_min, x_max, y_max = table["extent"]
    raster.SetGeoTransform([x_min, (x_max - x_min) / table["columns"], 0, y_max, 0, (y_min - y_max) / table["rows"]])
    raster.SetSpatialRef(crs(table["grid_crs"]))


def riskcast_count(riskcast, table, folder):
    """The counts [steps, channels, rows, columns], the result line, and the seconds that it took."""
    template, stack = (str(pathlib.Path(folder, name)) for name in ("template.tif", "stack.tif"))
    write_template(table, template)
    command = [riskcast, "--json", "heatmaps", table["file"], stack] + riskcast_arguments(table, template)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode != 0:
        sys.exit(f"{table['file']}: {lines[-1].get('text') if lines else done.stderr}")
    bands = gdal.Open(stack).ReadAsArray()
    channels = len(table.get("categories", [None]))
    return bands.reshape(-1, channels, *bands.shape[1:]), lines[-1], seconds


def main():
    riskcast, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    failures = 0
    for table in TABLES:
        table = table | {"file": str(folder / table["file"])}
        name = pathlib.Path(table["file"]).name
        if not pathlib.Path(table["file"]).exists():
            print(f"{name}: not there")
            continue
        expected, rows, used = count(table)
        with tempfile.TemporaryDirectory() as temporary:
            counts, result, seconds = riskcast_count(riskcast, table, temporary)
        same_rows = result["incidentsUsed"] == used and result["incidentsUsed"] + result["leftOut"] == rows
        steps = len(counts)  # of days after the table's last row nothing is known, so they are not counted
        same_cells = np.allclose(counts, expected[:steps], rtol=1e-5, atol=1e-6) and not expected[steps:].any()
        failures += not (same_rows and same_cells)
        reasons = ", ".join(f"{number} {reason}" for reason, number in result["leftOutByReason"].items())
        print(f"{name}: {rows} rows, {result['incidentsUsed']} used, left out: {reasons or 'none'}; {counts.shape[0]} steps; "
              f"{seconds:.1f} s; rows {'agree' if same_rows else f'DIFFER ({used} expected)'}, "
              f"cells {'agree' if same_cells else 'DIFFER'}", flush=True)
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
