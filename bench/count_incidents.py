#!/usr/bin/env python3
"""Counting a large table into daily heatmaps: `riskcast heatmaps` against pandas and NumPy.

    count_incidents.py PATH/OF/riskcast TABLE.csv [ROUNDS]

TABLE.csv is the table of Chicago burglaries whose source is in the head of chicago_burglary.py (datetime, lon, lat; 388 thousand
rows), unpacked. Both programs read it, count it per day
on the same 32 x 32 grid and write the same GeoTIFF; they take turns. Printed are the medians of wall time and peak memory of
the whole processes, their ratios, and whether every cell of every day agrees. Needs pandas, NumPy and GDAL for Python.
"""
import os
import pathlib
import statistics
import sys
import tempfile
import time

# Chicago. Positions have six decimals: edges with seven keep them off the border between two cells, where rounding decides.
EXTENT = (-87.9500002, 41.5999998, -87.5000002, 42.0499998)
COLUMNS = ROWS = 32


def run(command):
    """Wall time in seconds and peak memory in MB of a program."""
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                                                                       (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def disagreements(first, second):
    """Number of cells and days in which two stacks differ."""
    from osgeo import gdal

    stacks = [gdal.Open(str(path)) for path in (first, second)]
    names = [[stack.GetRasterBand(i + 1).GetDescription() for i in range(stack.RasterCount)] for stack in stacks]
    if names[0] != names[1]:
        sys.exit("The two stacks do not have the same days.")
    counts = [stack.ReadAsArray() for stack in stacks]
    return int((counts[0] != counts[1]).sum()), int(counts[0].sum()), len(names[0])


def main():
    riskcast, table = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = (pathlib.Path(folder) / name for name in ("riskcast.tif", "numpy.tif"))
        commands = {
            "riskcast": [riskcast, "heatmaps", table, str(ours), f"--extent={','.join(map(str, EXTENT))}", "--grid-crs", "EPSG:4326"],
            "pandas + NumPy": [sys.executable, str(pathlib.Path(__file__).with_name("count_incidents_numpy.py")), table, str(theirs)],
        }
        runs = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                runs[name].append(run(command))
        differing, incidents, days = disagreements(ours, theirs)

    median = {name: [statistics.median(values) for values in zip(*each)] for name, each in runs.items()}
    for name, (seconds, megabytes) in median.items():
        print(f"{name:15} {seconds:6.2f} s {megabytes:6.0f} MB")
    mine, rival = median.values()
    print(f"riskcast takes {mine[0] / rival[0]:.2f} of the time and {mine[1] / rival[1]:.2f} of the memory "
          f"(medians of {rounds} runs in turn)")
    print(f"{incidents} incidents on {days} days: {differing} of all cells differ")
    sys.exit(differing != 0 or mine[0] >= rival[0] or mine[1] >= rival[1])


if __name__ == "__main__":
    main()
