#!/usr/bin/env python3
"""One training epoch of the published network: `riskcast train` against the same network written plainly in PyTorch.

    convlstm_epoch.py PATH/OF/riskcast [FILTERS] [ROUNDS]

Both train on the Delhi sample (32 x 32 cells, windows of 16 days) and predict the validation windows, with the same LibTorch,
threads, filters and batches. They take turns; printed are the medians of the seconds per epoch (the first one warms up and is
left out), their ratio, and the share of the machine's convolution peak that each reaches: the multiplications of the network's own
convolutions, gradients included, by the second, against a 3 x 3 convolution of 64 filters that nothing else delays. The plain
network is the one that the tests compare with: one convolution of map and state per step. Exits with 1 if it takes more than half.
Needs PyTorch for Python, built on the LibTorch that riskcast links (Debian: python3-torch).
"""
import math
import pathlib
import subprocess
import sys
import tempfile
import time

import torch

from plain_training import ROOT, plain_seconds, print_comparison, riskcast_seconds

sys.path.insert(0, str(ROOT / "tests/reference"))
from conv_lstm import PlainNetwork, case  # noqa: E402

REPORTS_A_DAY = 4  # of Delhi, about
AIM = 0.5  # of the time


def forward_flops(filters, steps=16, rows=32, columns=32):
    """Floating-point operations of the convolutions for one window; each block halves steps, rows and columns."""
    flops, channels = 0, 1
    for count in filters:
        flops += 2 * 9 * (channels + count) * 4 * count * steps * rows * columns
        channels, steps, rows, columns = count, (steps + 1) // 2, (rows + 1) // 2, (columns + 1) // 2
    return flops


def convolution_peak():
    """Floating-point operations by the second of one large convolution; the best of some."""
    layer = torch.nn.Conv2d(64, 64, 3, padding=1).to(memory_format=torch.channels_last)
    maps = torch.rand(32, 64, 32, 32).to(memory_format=torch.channels_last)
    best = math.inf
    with torch.no_grad():
        for _ in range(30):
            start = time.perf_counter()
            layer(maps)
            best = min(best, time.perf_counter() - start)
    return 2 * 9 * 64 * maps.numel() / best


def peak_share(flops, seconds, peak):
    return f"{flops / seconds / 1e9:.0f} of {peak / 1e9:.0f} GFLOP/s, {flops / seconds / peak:.0%} of the convolution peak"


def main():
    riskcast = sys.argv[1]
    filters = sys.argv[2] if len(sys.argv) > 2 else "16,32,32,64"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 2
    mine, rival = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        stack = folder / "heatmaps.tif"
        subprocess.run([riskcast, "heatmaps", ROOT / "data/delhi_reports.csv", stack], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        for _ in range(rounds):
            seconds, description = riskcast_seconds(riskcast, stack, folder, "--kind", "convlstm", "--filters", filters)
            mine += seconds
            network = PlainNetwork(case("", "hardsigmoid", "replicate", 16, 32, 32, [int(each) for each in filters.split(",")]))
            rival += plain_seconds(network, description, 16, REPORTS_A_DAY)

    print(f"Filters {filters}")
    trained, validated = (description["trainedOn"][part]["steps"] for part in ("training", "validation"))
    flops = (3 * trained + validated) * forward_flops([int(each) for each in filters.split(",")])
    peak = convolution_peak()
    sys.exit(print_comparison(mine, rival, description, lambda seconds: ", " + peak_share(flops, seconds, peak)) > AIM)


if __name__ == "__main__":
    main()
