#!/usr/bin/python3
"""Six labels of a map that never changes, on Delhi: the table that tests/core/test_six_labels.cpp reproduces.

Usage: delhi_anchor.py safecity_india.csv[.gz] ../data/delhi_anchor.json

From Safecity's reports (akash-y/safecity, commit 9e4c8883, its full coordinates): the box 76.85 to 77.35 E, 28.4 to 28.9 N in
32 x 32 cells, days of 2013 to 2017 with reports. A cell's risk is the number of days with reports in it before 2016-07-01; each of
the 99 days from then on flags the round((1 - q / 100) x 1024) riskiest cells, ties from the south-west, row by row. Writes the map and
the cells that had reports in each of the 99 days, and prints the labels, computed with NumPy from their definition.
"""

import csv
import datetime
import gzip
import json
import sys

import numpy

WEST, EAST, SOUTH, NORTH = 76.85, 77.35, 28.4, 28.9
SIDE = 32


def binary_maps(path):
    """A map for every day with reports, row 0 in the south."""
    maps = {}
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    with opened as file:
        for row in csv.DictReader(file):
            day = datetime.date.fromisoformat(row["datetime"][:10])
            x, y = float(row["lon"]), float(row["lat"])
            if not (2013 <= day.year <= 2017 and WEST <= x <= EAST and SOUTH <= y <= NORTH):
                continue
            column = min(int((x - WEST) / (EAST - WEST) * SIDE), SIDE - 1)
            line = min(int((y - SOUTH) / (NORTH - SOUTH) * SIDE), SIDE - 1)
            maps.setdefault(day, numpy.zeros((SIDE, SIDE), bool))[line, column] = True
    return maps


def has_neighbour(maps):
    """Whether one of the eight cells around is set."""
    padded = numpy.pad(maps, ((0, 0), (1, 1), (1, 1)))
    result = numpy.zeros_like(maps)
    for row in range(3):
        for column in range(3):
            if (row, column) != (1, 1):
                result |= padded[:, row : row + SIDE, column : column + SIDE]
    return result


def main():
    maps = binary_maps(sys.argv[1])
    start = datetime.date(2016, 7, 1)
    risk = sum(maps[day].astype(int) for day in maps if day < start)
    truth = numpy.array([maps[day] for day in sorted(maps) if day >= start])
    print(len(truth), "days,", truth.sum(), "positive cells")
    order = numpy.argsort(-risk.ravel(), kind="stable")
    print("percentile correct, false negative neighbour, false negative, false positive neighbour, false positive")
    for percentile in (85, 90, 95, 96, 98, 99):
        flags = numpy.zeros(SIDE * SIDE, bool)
        flags[order[: round((1 - percentile / 100) * SIDE * SIDE)]] = True
        flags = numpy.repeat(flags.reshape(1, SIDE, SIDE), len(truth), 0)
        near_flag, near_truth = has_neighbour(flags), has_neighbour(truth)
        print(
            percentile,
            (truth & flags).sum(),
            (truth & ~flags & near_flag).sum(),
            (truth & ~flags & ~near_flag).sum(),
            (~truth & flags & near_truth).sum(),
            (~truth & flags & ~near_truth).sum(),
        )
    north_up = truth[:, ::-1]  # as rasters lie
    content = {
        "risk": risk[::-1].ravel().tolist(),
        "positiveCells": [numpy.flatnonzero(day).tolist() for day in north_up],
    }
    with open(sys.argv[2], "w") as file:
        json.dump(content, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
