#!/usr/bin/env python3
"""A training epoch of sftt: `riskcast train` against the same network written plainly in PyTorch.

    sftt_epoch.py PATH/OF/riskcast [ROUNDS]

Both train on 300 days of 32 x 32 cells with reports every day, in windows of 16, and predict the validation windows, with the same
LibTorch, threads and batches. They take turns; printed are the medians of the seconds per epoch (the first one warms up and is left
out) and their ratio. Exits with 1 if Riskcast takes more than half of the time. The plain network gets a window of its own for every
target; Riskcast reads a map once for targets that follow each other. It is the one that the tests compare with, but for the LSTM, which is
PyTorch's own here.
Needs PyTorch for Python, built on the LibTorch that riskcast links (Debian: python3-torch).
"""
import datetime
import pathlib
import random
import subprocess
import sys
import tempfile

import torch
from torch import nn

from plain_training import ROOT, SIDE, plain_seconds, print_comparison, riskcast_seconds

sys.path.insert(0, str(ROOT / "tests/reference"))
from sftt import Network, case  # noqa: E402

DAYS, PER_DAY, WINDOW = 300, 20, 16


class LibraryLstm(nn.LSTM):
    """Takes a list of steps and gives the last state, as the one that is written out."""

    def forward(self, steps):
        return super().forward(torch.stack(steps))[0][-1]


class PlainSftt(Network):
    def forward(self, maps):
        return super().forward(maps, None).flatten(1)


def plain_network():
    network = PlainSftt("sftt", case("", length=WINDOW, rows=SIDE, columns=SIDE, filters=(32, 64, 128), hidden=256))
    network.branch.lstm = LibraryLstm(256, 256, 2)
    return network


def write_table(path):
    """Incidents anywhere, 20 on every day."""
    numbers = random.Random(1)
    with open(path, "w") as file:
        print("time,x,y", file=file)
        for day in range(DAYS):
            date = datetime.date(2023, 1, 1) + datetime.timedelta(day)
            for _ in range(PER_DAY):
                print(f"{date},{numbers.uniform(0, SIDE)},{numbers.uniform(0, SIDE)}", file=file)


def main():
    riskcast = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    mine, rival = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        table, stack = folder / "incidents.csv", folder / "heatmaps.tif"
        write_table(table)
        subprocess.run([riskcast, "heatmaps", table, stack, "--crs", "EPSG:32643", "--extent", f"0,0,{SIDE},{SIDE}",
                        "--columns", str(SIDE), "--rows", str(SIDE)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(rounds):
            seconds, description = riskcast_seconds(riskcast, stack, folder, "--kind", "sftt", "--window", str(WINDOW), "--patience", "0",
                                                    "--refit", "false")
            mine += seconds
            rival += plain_seconds(plain_network(), description, WINDOW, PER_DAY)
    sys.exit(print_comparison(mine, rival, description) > 0.5)


if __name__ == "__main__":
    main()
