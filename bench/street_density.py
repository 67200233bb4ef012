#!/usr/bin/env python3
"""Would a map of the streets help the rate mixture, as a covariate that is the same in every step?

    street_density.py FOLDER_OF_TABLES [END]

The centre of Delhi, for which there are both, in weeks from 2013 to before END (2015-01-01, where the test of bench/skill.py begins), on
32 x 32 and 16 x 16 cells: safecity_india.csv.gz, reports of harassment (Safecity), and delhi_central_roads.gpkg, its streets (OpenStreetMap
contributors, ODbL).
To the rates of the mixture comes the length of all streets in a cell, of the larger ones, and of footways and steps, each as it is and
smoothed by 1.5 cells, scaled to the mean rate. Trained up to four points in time, scored by log loss on what comes up to the next.
Intervals hold 95 % of the differences when blocks of four steps are drawn again.
Needs NumPy, SciPy, pandas and GDAL (Debian: python3-numpy, python3-scipy, python3-pandas, python3-gdal).
"""
import pathlib
import sys

import numpy as np
import pandas as pd
from osgeo import ogr
from scipy.ndimage import gaussian_filter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests/reference"))
import rates  # noqa: E402

WEST, SOUTH, EAST, NORTH = 77.195, 28.580, 77.294, 28.665
STREETS = {
    "all streets": ("",),
    "larger streets": ("trunk", "primary", "secondary", "tertiary"),
    "footways": ("footway", "steps", "path", "pedestrian"),
}
TRAINED_UP_TO = (0.4, 0.55, 0.7, 0.85, 1.0)  # of the steps with reports
HISTORY = 8  # the first eighth holds no targets, as long memories need something to remember
BLOCK = 4
BANK = [(h, s) for h in (1, 4, 13, 26, 52, 150, np.inf) for s in (0, 0.7, 1.5, 3)]


def cells(lon, lat, cells_a_side):
    place = np.array([(NORTH - lat) / (NORTH - SOUTH), (lon - WEST) / (EAST - WEST)])
    return np.floor(place * cells_a_side).astype(int)


def weekly_counts(tables, end, cells_a_side):
    rows = pd.read_csv(tables / "safecity_india.csv.gz").drop_duplicates(["datetime", "lon", "lat", "category"])
    rows["time"] = pd.to_datetime(rows.datetime, errors="coerce")
    inside = rows.lon.between(WEST, EAST, "left") & rows.lat.between(SOUTH, NORTH, "right")
    rows = rows[inside & (rows.time >= "2013-01-01") & (rows.time < end)]
    week = (rows.time - pd.Timestamp("2012-12-31")).dt.days // 7
    counts = np.zeros((week.max() + 1, cells_a_side, cells_a_side))
    np.add.at(counts, (week.to_numpy(), *cells(rows.lon.to_numpy(), rows.lat.to_numpy(), cells_a_side)), 1)
    return counts


def street_lengths(tables, cells_a_side):
    """Relative lengths: each street in pieces of about 30 m, which count in the cell of their middle."""
    lengths = {name: np.zeros((cells_a_side, cells_a_side)) for name in STREETS}
    source = ogr.Open(str(tables / "delhi_central_roads.gpkg"))
    for street in source.GetLayer(0):
        points = np.array(street.GetGeometryRef().GetPoints())[:, :2]
        for start, end in zip(points[:-1], points[1:]):
            length = np.hypot((end - start)[0] * np.cos(np.radians(SOUTH)), (end - start)[1])
            pieces = max(1, round(length / 0.0003))
            middles = start + (end - start) * ((np.arange(pieces) + 0.5) / pieces)[:, None]
            row, column = cells(middles[:, 0], middles[:, 1], cells_a_side)
            inside = (row >= 0) & (row < cells_a_side) & (column >= 0) & (column < cells_a_side)
            for name, classes in STREETS.items():
                if (street.GetField("highway") or "").startswith(classes):
                    np.add.at(lengths[name], (row[inside], column[inside]), length / pieces)
    return lengths


class MixtureWithMaps(rates.Mixture):
    def __init__(self, y, name, train, maps):
        self.maps = [smoothed / smoothed.mean() for each in maps for smoothed in (each, gaussian_filter(each, 1.5))]
        super().__init__(y, name, train, BANK)

    def with_constant(self, steps):
        e = super().with_constant(steps)
        return np.concatenate([e, *[np.broadcast_to(self.constant * each, e[:1].shape) for each in self.maps]])


def losses(counts, name, maps):
    """Of each validation step."""
    targets = np.flatnonzero(counts.sum((1, 2)))
    targets = targets[targets >= len(counts) // HISTORY]
    result = []
    for start, end in zip(TRAINED_UP_TO, TRAINED_UP_TO[1:]):
        train, validation = np.split(targets[: int(end * len(targets))], [int(start * len(targets))])
        risk = MixtureWithMaps(counts, name, train, maps).risk(validation)
        result += [rates.log_loss(p, happened) for p, happened in zip(risk, counts[validation])]
    return np.array(result)


def interval(differences):
    random = np.random.default_rng(1)
    blocks = [differences[k : k + BLOCK] for k in range(0, len(differences), BLOCK)]
    means = [np.concatenate([blocks[k] for k in random.integers(0, len(blocks), len(blocks))]).mean() for _ in range(4000)]
    return np.percentile(means, [2.5, 97.5])


def main():
    tables = pathlib.Path(sys.argv[1])
    end = sys.argv[2] if len(sys.argv) > 2 else "2015-01-01"
    for cells_a_side in (32, 16):
        counts, lengths = weekly_counts(tables, end, cells_a_side), street_lengths(tables, cells_a_side)
        weeks = np.count_nonzero(counts.sum((1, 2)))
        print(f"{cells_a_side} x {cells_a_side} cells: {counts.sum():.0f} reports in {weeks} of {len(counts)} weeks")
        for name in ("counts", "binary"):
            without = losses(counts, name, [])
            for kind, length in lengths.items():
                percent = 100 * (losses(counts, name, [length]) - without) / without.mean()
                low, high = interval(percent)
                difference = f"{percent.mean():+.2f} % [{low:+.2f}, {high:+.2f}]"
                print(f"  mixture of {name:6}, log loss {without.mean():.6f}; with {kind:14}: {difference}")


if __name__ == "__main__":
    main()
