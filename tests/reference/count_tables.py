#!/usr/bin/python3
"""Counts a table of incidents per grid cell and time step with pandas and NumPy, independently of Riskcast.

Imported by bench/real_tables.py. A table is described by a dictionary:
    file, x, y, crs         columns and CRS of the positions
    time                    column of the time; `end`: column of the end of an interval (aoristic shares)
    category, categories    column and the categories that are channels; none: one channel of all
    weight                  column of the weight; none: each row counts 1
    grid_crs, extent        CRS of the grid and xmin, ymin, xmax, ymax in it
    columns, rows
    step                    "6 hours", "1 day", "1 week" or "1 month"
    start, end_of_period    first moment counted and first not counted any more, both starts of steps
"""
import numpy as np
import pandas as pd
from osgeo import osr

osr.UseExceptions()


def steps_between(start, end, step):
    """Starts of the steps from start to end, and end itself."""
    count, unit = step.split()
    frequency = {"hour": "H", "day": "D", "week": "7D", "month": "MS"}[unit.rstrip("s")]
    return pd.date_range(start, end, freq=count + frequency if unit.rstrip("s") != "week" else frequency).to_numpy("datetime64[s]")


def crs(text):
    reference = osr.SpatialReference()
    reference.SetFromUserInput(text)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def transformed(x, y, source, target):
    if source == target:
        return x, y
    points = osr.CoordinateTransformation(crs(source), crs(target)).TransformPoints(np.column_stack([x, y]).tolist())
    return np.array(points)[:, :2].T


def cells_of(x, y, table):
    """Row-major cell numbers, -1 outside; cells hold their western and southern edge, the last ones also the outer edge."""
    x_min, y_min, x_max, y_max = table["extent"]
    columns, rows = table["columns"], table["rows"]
    column = np.floor((x - x_min) / ((x_max - x_min) / columns)).astype(int)
    row_from_south = np.floor((y - y_min) / ((y_max - y_min) / rows)).astype(int)
    column[x == x_max] = columns - 1
    row_from_south[y == y_max] = rows - 1
    inside = (x >= x_min) & (x <= x_max) & (y >= y_min) & (y <= y_max)
    return np.where(inside, (rows - 1 - row_from_south) * columns + column, -1)


def times_of(column):
    """Wall-clock seconds; what is no ISO 8601 time is NaT. An offset is not applied."""
    text = column.astype("string").str.replace(r"(Z|[+-]\d\d:?\d\d)$", "", regex=True) if column.str.contains("T").any() else column
    return pd.to_datetime(text, errors="coerce", format=None).to_numpy("datetime64[s]")


def count(table):
    """counts [steps, channels, rows, columns], rows read, rows used."""
    data = pd.read_csv(table["file"], dtype=str)
    x, y = (pd.to_numeric(data[table[name]], errors="coerce").to_numpy(float) for name in ("x", "y"))
    first = times_of(data[table["time"]])
    last = first.copy()
    if "end" in table:
        ends = times_of(data[table["end"]])
        has_end = ~np.isnat(ends)
        last[has_end] = np.maximum(first[has_end], ends[has_end] - np.timedelta64(1, "s"))
        usable = ~has_end | (ends >= first)
    else:
        usable = np.ones(len(data), bool)
    usable &= np.isfinite(x) & np.isfinite(y) & ~np.isnat(first)

    categories = table.get("categories", [None])
    edges = steps_between(table["start"], table["end_of_period"], table["step"])
    # Steps before and after the period, too: an interval's share is that of all steps that it touches.
    length = edges[1] - edges[0]
    counts = np.zeros((len(edges) - 1, len(categories), table["rows"] * table["columns"]))
    used = 0
    index = np.flatnonzero(usable)
    cell = np.full(len(data), -1)
    cell[index] = cells_of(*transformed(x[index], y[index], table["crs"], table["grid_crs"]), table)
    weight = data[table["weight"]].to_numpy(float) if "weight" in table else np.ones(len(data))
    for channel, category in enumerate(categories):
        wanted = cell >= 0
        if category is not None:
            wanted &= (data[table["category"]] == category).to_numpy()
        for i in np.flatnonzero(wanted):
            a = np.searchsorted(edges, first[i], side="right") - 1
            b = np.searchsorted(edges, last[i], side="right") - 1
            if b < 0 or a >= len(edges) - 1:
                continue
            touched = b - a + 1
            if first[i] < edges[0]:  # whole steps that the interval touches before the period
                touched = b + 1 + int(np.ceil((edges[0] - first[i]) / length))
                a = 0
            if last[i] >= edges[-1]:
                touched += int((last[i] - edges[-1]) // length)
                b = len(edges) - 2
            counts[a : b + 1, channel, cell[i]] += weight[i] / touched
            used += 1
    return counts.reshape(len(edges) - 1, len(categories), table["rows"], table["columns"]), len(data), used
