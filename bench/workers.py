#!/usr/bin/env python3
"""How much of the work of several processes that train a network together goes into training?

    workers.py PATH/OF/riskcast [WORKERS] [THREADS]

A convlstm on the Delhi sample, three epochs of which the first warms up: one process with THREADS threads, then WORKERS of them,
each with as many, all on this machine; by default so many that they fill its processors. The global batch is the same. They take
turns; printed are medians of the seconds per epoch, the speed-up, and the efficiency, which is the speed-up by the number of
processes. Every process takes part of a batch, so that with more of them each has fewer maps to convolve at once.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from plain_training import model_description

ROOT = pathlib.Path(__file__).resolve().parent.parent
EPOCHS = 3
ROUNDS = 3
PORT = 29517


def started(riskcast, folder, number, count, threads):
    environment = os.environ | {"RANK": str(number), "WORLD_SIZE": str(count), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(PORT),
                                "OMP_NUM_THREADS": str(threads)}
    return subprocess.Popen([riskcast, "train", folder / "heatmaps.tif", folder / "model.safetensors", "--kind", "convlstm", "--refit",
                             "false", "--batch-size", "16", "--epochs", str(EPOCHS), "--device", "cpu"],
                            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def epoch_seconds(riskcast, folder, count, threads):
    workers = [started(riskcast, folder, number, count, threads) for number in range(count)]
    errors = [worker.communicate()[1] for worker in workers]
    if any(worker.returncode for worker in workers):
        sys.exit("A training failed:\n" + "\n".join(errors))
    epochs = model_description(folder / "model.safetensors")["history"]["epochs"]
    return [epoch["seconds"] for epoch in epochs][1:]


def main():
    riskcast = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    threads = int(sys.argv[3]) if len(sys.argv) > 3 else max(1, os.cpu_count() // count)
    alone, together = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([riskcast, "heatmaps", ROOT / "data/delhi_reports.csv", folder / "heatmaps.tif"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(ROUNDS):
            alone += epoch_seconds(riskcast, folder, 1, threads)
            together += epoch_seconds(riskcast, folder, count, threads)
    one, many = statistics.median(alone), statistics.median(together)
    print(f"1 process   {one:7.2f} s per epoch, {threads} threads")
    print(f"{count} processes {many:7.2f} s per epoch, {threads} threads each")
    print(f"{one / many:.2f} times as fast: an efficiency of {one / many / count:.2f}")


if __name__ == "__main__":
    main()
