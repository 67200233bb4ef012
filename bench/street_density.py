#!/usr/bin/env python3
"""Would a map of the streets help the rate mixture, as a covariate that is the same in every step?

    street_density.py FOLDER_OF_TABLES [delhi|montreal [END]]

In weeks before END, on 32 x 32 and 16 x 16 cells, in two city centres for which there are both incidents and streets. Delhi:
safecity_india.csv.gz, reports of harassment from 2013 on (Safecity), up to where the test of bench/skill.py begins, and
delhi_central_roads.gpkg (OpenStreetMap contributors, ODbL). Montreal: montreal_bike_accidents_2016.csv.gz, and montreal_roads.gpkg (both
city of Montreal, from spNetwork by J. Gelb, GPL-2).
To the rates of the mixture comes the length of all streets in a cell, of the larger ones, and of the smallest (in Delhi footways and
steps), each as it is and smoothed by 1.5 cells, scaled to the mean rate. Trained up to four points in time, scored by log loss on what
comes up to the next. Intervals hold 95 % of the differences when blocks of four steps are drawn again.
Needs NumPy, SciPy, pandas and GDAL (Debian: python3-numpy, python3-scipy, python3-pandas, python3-gdal).
"""
import argparse
import dataclasses
import pathlib
import sys

import numpy as np
import pandas as pd
from osgeo import ogr

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests/reference"))
import rates  # noqa: E402


@dataclasses.dataclass
class Place:
    incidents: str
    columns: list  # east, north
    extent: tuple  # west, south, east, north
    start: str
    end: str
    streets: str
    field: str
    kinds: dict  # beginnings of the field's values
    piece: float  # in units of the coordinates, about 30 m
    east_is: float = 1  # units of north


PLACES = {
    "delhi": Place("safecity_india.csv.gz", ["lon", "lat"], (77.195, 28.580, 77.294, 28.665), "2013-01-01", "2015-01-01",
                   "delhi_central_roads.gpkg", "highway",
                   {"all streets": ("",), "larger streets": ("trunk", "primary", "secondary", "tertiary"),
                    "smallest": ("footway", "steps", "path", "pedestrian")}, 0.0003, np.cos(np.radians(28.58))),
    "montreal": Place("montreal_bike_accidents_2016.csv.gz", ["x", "y"], (517570, 173120, 522440, 178000), "2016-01-01", "2017-01-01",
                      "montreal_roads.gpkg", "class",
                      {"all streets": ("",), "larger streets": ("Artere", "Autoroute", "Nationale"), "smallest": ("Locale",)}, 30),
}
TRAINED_UP_TO = (0.4, 0.55, 0.7, 0.85, 1.0)  # of the steps with reports
HISTORY = 8  # the first eighth holds no targets, as long memories need something to remember
BLOCK = 4
BANK = [(h, s) for h in (1, 4, 13, 26, 52, 150, np.inf) for s in (0, 0.7, 1.5, 3)]


def cells(place, x, y, cells_a_side):
    west, south, east, north = place.extent
    return np.floor(np.array([(north - y) / (north - south), (x - west) / (east - west)]) * cells_a_side).astype(int)


def weekly_counts(tables, place, end, cells_a_side):
    rows = pd.read_csv(tables / place.incidents).drop_duplicates(["datetime", *place.columns, "category"])
    rows["time"] = pd.to_datetime(rows.datetime, errors="coerce")
    x, y = (rows[column] for column in place.columns)
    west, south, east, north = place.extent
    chosen = x.between(west, east, "left") & y.between(south, north, "right") & (rows.time >= place.start) & (rows.time < end)
    monday = pd.Timestamp(place.start) - pd.Timedelta(days=pd.Timestamp(place.start).weekday())
    week = (rows.time[chosen] - monday).dt.days.to_numpy() // 7
    counts = np.zeros((week.max() + 1, cells_a_side, cells_a_side))
    np.add.at(counts, (week, *cells(place, x[chosen].to_numpy(), y[chosen].to_numpy(), cells_a_side)), 1)
    return counts


def lines_of(geometry):
    return [geometry.GetGeometryRef(i) for i in range(geometry.GetGeometryCount())] or [geometry]


def street_lengths(tables, place, cells_a_side):
    """Relative lengths: each street in pieces of about 30 m, which count in the cell of their middle."""
    lengths = {name: np.zeros((cells_a_side, cells_a_side)) for name in place.kinds}
    source = ogr.Open(str(tables / place.streets))
    segments = ((street.GetField(place.field) or "", points[i], points[i + 1]) for street in source.GetLayer(0)
                for points in (np.array(line.GetPoints())[:, :2] for line in lines_of(street.GetGeometryRef()))
                for i in range(len(points) - 1))
    for kind, start, end in segments:
        length = np.hypot((end - start)[0] * place.east_is, (end - start)[1])
        pieces = max(1, round(length / place.piece))
        middles = start + (end - start) * ((np.arange(pieces) + 0.5) / pieces)[:, None]
        row, column = cells(place, middles[:, 0], middles[:, 1], cells_a_side)
        inside = (row >= 0) & (row < cells_a_side) & (column >= 0) & (column < cells_a_side)
        for name, beginnings in place.kinds.items():
            if kind.startswith(beginnings):
                np.add.at(lengths[name], (row[inside], column[inside]), length / pieces)
    lengths["any street"] = (lengths["all streets"] > 0).astype(float)
    return lengths


def losses(counts, name, maps):
    """Of each validation step."""
    targets = np.flatnonzero(counts.sum((1, 2)))
    targets = targets[targets >= len(counts) // HISTORY]
    result = []
    for start, end in zip(TRAINED_UP_TO, TRAINED_UP_TO[1:]):
        train, validation = np.split(targets[: int(end * len(targets))], [int(start * len(targets))])
        risk = rates.Mixture(counts, name, train, BANK, maps).risk(validation)
        result += [rates.log_loss(p, happened) for p, happened in zip(risk, counts[validation])]
    return np.array(result)


def interval(differences):
    random = np.random.default_rng(1)
    blocks = [differences[k : k + BLOCK] for k in range(0, len(differences), BLOCK)]
    means = [np.concatenate([blocks[k] for k in random.integers(0, len(blocks), len(blocks))]).mean() for _ in range(4000)]
    return np.percentile(means, [2.5, 97.5])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=pathlib.Path)
    parser.add_argument("place", nargs="?", choices=PLACES, default="delhi")
    parser.add_argument("end", nargs="?")
    chosen = parser.parse_args()
    place = PLACES[chosen.place]
    for cells_a_side in (32, 16):
        counts = weekly_counts(chosen.tables, place, chosen.end or place.end, cells_a_side)
        lengths = street_lengths(chosen.tables, place, cells_a_side)
        weeks = np.count_nonzero(counts.sum((1, 2)))
        print(f"{cells_a_side} x {cells_a_side} cells: {counts.sum():.0f} incidents in {weeks} of {len(counts)} weeks")
        for name in ("counts", "binary"):
            without = losses(counts, name, [])
            for kind, length in lengths.items():
                percent = 100 * (losses(counts, name, [length]) - without) / without.mean()
                low, high = interval(percent)
                difference = f"{percent.mean():+.2f} % [{low:+.2f}, {high:+.2f}]"
                print(f"  mixture of {name:6}, log loss {without.mean():.6f}; with {kind:14}: {difference}")


if __name__ == "__main__":
    main()
