#!/usr/bin/env python3
"""A year of predictions by the published network: Riskcast against the same network written plainly in PyTorch.

    convlstm_year.py PATH/OF/riskcast PATH/OF/bench_predict_days [FILTERS] [ROUNDS]

Both predict the last 365 days of the Delhi sample (32 x 32 cells), each from the 16 days before it, with the same LibTorch, threads and
filters. The plain network takes 32 windows at once and makes no gradients. They take turns; printed are the medians of the seconds, their
ratio, and the share of the machine's convolution peak that each reaches. Exits with 1 if it is less than 4 times as fast. Needs PyTorch
for Python, built on the LibTorch that riskcast links (Debian: python3-torch).
"""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import torch

from convlstm_epoch import ROOT, convolution_peak, forward_flops, peak_share
from conv_lstm import PlainNetwork, case  # noqa: E402, found by convlstm_epoch

DAYS = 365
AT_ONCE = 32
AIM = 4  # times as fast


def plain(network, windows):
    start = time.perf_counter()
    with torch.no_grad():
        for some in windows.split(AT_ONCE):
            torch.sigmoid(network(some))
    return time.perf_counter() - start


def main():
    riskcast, predict_days = sys.argv[1:3]
    filters = sys.argv[3] if len(sys.argv) > 3 else "16,32,32,64"
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    numbers = [int(each) for each in filters.split(",")]
    network = PlainNetwork(case("", "hardsigmoid", "replicate", 16, 32, 32, numbers)).eval()
    windows = (torch.rand(DAYS, 16, 1, 32, 32) < 0.004).float()
    mine, rival = [], []
    with tempfile.TemporaryDirectory() as name:
        stack, model = pathlib.Path(name) / "heatmaps.tif", pathlib.Path(name) / "model.safetensors"
        for command in (["heatmaps", ROOT / "data/delhi_reports.csv", stack],
                        ["train", stack, model, "--kind", "convlstm", "--filters", filters, "--epochs", "1", "--device", "cpu"]):
            subprocess.run([riskcast, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for round in range(rounds + 1):  # the first one warms up
            result = json.loads(subprocess.run([predict_days, stack, model], check=True, capture_output=True).stdout)
            torch.set_num_threads(result["threads"])
            seconds = plain(network, windows)
            if round > 0:
                mine.append(result["seconds"])
                rival.append(seconds)

    ours, theirs = statistics.median(mine), statistics.median(rival)
    flops, peak = DAYS * forward_flops(numbers), convolution_peak()
    print(f"PyTorch {torch.__version__}, {result['threads']} threads, filters {filters}, {DAYS} days")
    print(f"riskcast       {ours:7.2f} s, {peak_share(flops, ours, peak)}")
    print(f"plain PyTorch  {theirs:7.2f} s, {peak_share(flops, theirs, peak)}")
    print(f"riskcast is {theirs / ours:.2f} times as fast (medians of {rounds} in turn)")
    sys.exit(theirs / ours < AIM)


if __name__ == "__main__":
    main()
