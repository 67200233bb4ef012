#!/usr/bin/env python3
"""`riskcast evaluate` against NumPy and scikit-learn: are the scores the same, and how long do both take?

    evaluation.py PATH/OF/riskcast

First, Delhi's reports in data/, days of 2013 to 2017 on 32 x 32 cells: the long-run rate is computed and scored from the heatmap stack
once more by tests/reference/scores.py; printed is the greatest difference of all scores, labels and thresholds included. Passes if that
is below 1e-6. Then 365 days of 128 x 128 cells after 365 to learn from: all baselines, 15 percentiles and 1,000 samples of the
bootstrap, against scoring as many maps in NumPy with neither fit nor bootstrap. They take turns. Needs NumPy, SciPy, scikit-learn and
GDAL for Python (Debian: python3-numpy, python3-scipy, python3-sklearn, python3-gdal).
"""
import csv
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
from osgeo import gdal

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import scores  # noqa: E402

gdal.UseExceptions()


def read_stack(path):
    """Counts [steps, cells] of the observed steps, all steps, and columns."""
    raster = gdal.Open(str(path))
    counts = raster.ReadAsArray().reshape(raster.RasterCount, -1)
    states = [raster.GetRasterBand(i + 1).GetMetadataItem("RISKCAST_STATE") for i in range(raster.RasterCount)]
    starts = [raster.GetRasterBand(i + 1).GetDescription() for i in range(raster.RasterCount)]
    return counts.astype(float), np.array(states) == "observed", starts, raster.RasterXSize


def long_run_rate(counts, first_target):
    mean = counts[:first_target].mean(0).astype(np.float32)
    return -np.expm1(-mean.astype(np.float32)), mean.astype(float)


def agreement(riskcast, folder):
    run = [riskcast, "heatmaps", ROOT / "data" / "delhi_reports.csv", folder / "delhi.tif", "--extent", "76.85,28.4,77.35,28.9"]
    subprocess.run(run + ["--start", "2013-01-01", "--end", "2018-01-01"], check=True, capture_output=True)
    files = ["--scores", folder / "scores.csv", "--percentile-table", folder / "labels.csv"]
    run = [riskcast, "evaluate", folder / "delhi.tif", "--baselines", "longrunrate", "--start", "2016-07-01", *files]
    subprocess.run(run, check=True, capture_output=True)

    counts, observed, starts, columns = read_stack(folder / "delhi.tif")
    # Fitted up to the last step with reports before the test; that is where means end, too. Ties go by the mean before the test.
    first = starts.index(next(s for s, o in zip(starts, observed) if o and s >= "2016-07-01"))
    last_fitted = max(i for i in range(first) if observed[i])
    risk, _ = long_run_rate(counts, last_fitted + 1)
    _, tie_break = long_run_rate(counts, first)
    test = [i for i in range(first, len(starts)) if observed[i]]
    happened = counts[test]
    maps = np.repeat(risk[None].astype(float), len(test), 0)
    scored = np.ones(counts.shape[1], bool)
    # A table has 15 digits; what a threshold is above is decided in single precision.
    rows = csv.DictReader(open(folder / "labels.csv"))
    thresholds = {row["percentile"].replace(".0", ""): float(np.float32(row["threshold"])) for row in rows}
    edges = [bin_[3] for bin_ in scores.reliability(happened, maps)]
    known = scores.scores(happened, maps, tie_break, scored, edges, columns, thresholds)
    ours = {row["score"]: float(row["value"]) for row in csv.DictReader(open(folder / "scores.csv"))}
    assert known.keys() == ours.keys(), known.keys() ^ ours.keys()
    worst = max(ours, key=lambda name: abs(ours[name] - known[name]))
    print(f"Delhi: {len(ours)} scores of {len(test)} days, greatest difference {abs(ours[worst] - known[worst]):.1e} ({worst})")
    return abs(ours[worst] - known[worst]) < 1e-6


def synthetic(folder, riskcast, days=730, side=128):
    generator = np.random.default_rng(1)
    rate = generator.gamma(0.3, 1, side * side)
    rate *= 150 / rate.sum()
    with open(folder / "large.csv", "w", encoding="ascii") as file:
        file.write("time,x,y\n")
        for day in range(days):
            for cell in np.repeat(np.arange(side * side), generator.poisson(rate)):
                file.write(f"{np.datetime64('2020-01-01') + day},{cell % side + 0.5},{side - 0.5 - cell // side}\n")
    run = [riskcast, "heatmaps", folder / "large.csv", folder / "large.tif", "--crs", "EPSG:32643", "--extent", f"0,0,{side},{side}"]
    subprocess.run(run + ["--columns", str(side), "--rows", str(side), "--empty-steps", "true-zeros"], check=True, capture_output=True)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def speed(riskcast, folder):
    synthetic(folder, riskcast)
    run = [riskcast, "--json", "evaluate", folder / "large.tif", "--start", "2020-12-31", "--scores", folder / "scores.csv"]
    ours = seconds(lambda: subprocess.run(run, check=True, capture_output=True))
    models = len({row["model"] for row in csv.DictReader(open(folder / "scores.csv"))})
    counts, _, _, columns = read_stack(folder / "large.tif")
    risk, tie_break = long_run_rate(counts, 365)
    happened = counts[365:]
    maps = np.repeat(risk[None].astype(float), len(happened), 0)
    scored = np.ones(counts.shape[1], bool)
    thresholds = {q: np.percentile(maps, q) for q in range(85, 100)}

    def plain():
        edges = [bin_[3] for bin_ in scores.reliability(happened, maps)]
        scores.scores(happened, maps, tie_break, scored, edges, columns, thresholds)

    theirs = seconds(plain) * models
    print(f"{len(happened)} days of {columns} x {columns} cells, {models} baselines, 15 percentiles:")
    print(f"  riskcast evaluate, fits and 1,000 samples of the bootstrap included: {ours:.1f} s")
    print(f"  NumPy and scikit-learn, scores alone: {theirs:.1f} s; ratio {ours / theirs:.2f}")


def main():
    riskcast = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        agrees = agreement(riskcast, folder)
        speed(riskcast, folder)
    sys.exit(0 if agrees else 1)


if __name__ == "__main__":
    main()
