#!/usr/bin/env python3
"""Rate mixture and baselines on Chicago's burglaries: `riskcast` from the table to the scores, beside published numbers.

    chicago_burglary.py PATH/OF/riskcast PATH/OF/chicago_burglary_2001_2018.csv[.gz]

The table holds the burglaries of Chicago's crime data, 2001-01-01 ... 2018-11-12 (387,941 rows; datetime, lon, lat, category): City of
Chicago Data Portal, "Crimes - 2001 to Present", through the repository chicagocrimedata/datastore, commit aaf79393,
data/stashed/socrata-chicago-crime-incidents/; the city's terms of data apply.

Daily 32 x 32 maps of 2010-01-01 ... 2018-10-31 in longitude and latitude; targets 2011-2015 for training, 2016 for validation,
2017-01-01 ... 2018-10-31 for the test (22,554 incidents). The expected numbers come from two implementations in Python that
were written apart from this one; the shares below cut at just these dates. The long-run rate differs a little from the
expected one on purpose: it includes the validation year.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

BOX = "-87.83041,41.65310,-87.53407,42.01855"
TEST_SHARE = "0.20737"  # 669 of 3,226 days
VALIDATION_SHARE = "0.1431"  # 366 of the 2,557 days before
EXPECTED = {  # log loss, hits in 1, 5 and 10 % of the area
    "ratemixture": (0.11028, 0.0642, 0.2384, 0.3962),
    "ewma": (0.110607, 0.0596, 0.2281, 0.3906),
    "longrunrate": (0.116131, 0.0585, 0.2145, 0.3681),
}


def riskcast(program, *arguments):
    start = time.perf_counter()
    done = subprocess.run([program, "--json", *arguments], check=True, stdout=subprocess.PIPE)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return next(line for line in lines if line["type"] == "result"), time.perf_counter() - start


def main():
    program, table = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        stack = pathlib.Path(folder) / "stack.tif"
        counted, counting = riskcast(program, "heatmaps", table, stack, "--extent", BOX, "--grid-crs", "EPSG:4326",
                                     "--start", "2010-01-01", "--end", "2018-11-01", "--empty-steps", "true-zeros")
        trained, training = riskcast(program, "train", stack, pathlib.Path(folder) / "model.safetensors", "--kind", "ratemixture",
                                     "--test-share", TEST_SHARE, "--validation-share", VALIDATION_SHARE)
    print(f"{counted['incidentsUsed']} incidents counted in {counting:.1f} s; trained and scored in {training:.1f} s")
    print(f"{'':12}  {'log loss':>18}  {'hits in 1 %':>16}  {'5 %':>16}  {'10 %':>16}")
    for scores in trained["scores"]:
        here = [scores["logLoss"]] + [scores["hitRate"][share] for share in ("1", "5", "10")]
        pairs = [f"{value:.5f} ({expected:.5f})" for value, expected in zip(here, EXPECTED[scores["kind"]])]
        print(f"{scores['kind']:12}  " + "  ".join(pairs))
    print("In brackets: the expected numbers.")


main()
