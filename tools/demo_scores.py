#!/usr/bin/python3
"""What the demo's models scored, read from their files.

Usage: demo_scores.py MODEL.safetensors OTHER_MODEL.safetensors
"""

import json
import pathlib
import struct
import sys


def scores(model):
    """The scores kept in a model file: the model's own first, then those of its baselines."""
    data = pathlib.Path(model).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    return json.loads(header["__metadata__"]["riskcast"])["scores"]


def by_log_loss(models):
    """Scores of models tested on the same steps, each baseline once, the best log loss first; and the models' kinds."""
    all_scores = [scores(model) for model in models]
    rows = {row["kind"]: row for each in all_scores for row in each}
    kinds = {each[0]["kind"] for each in all_scores}
    return sorted(rows.values(), key=lambda row: row["logLoss"]), kinds


def table(rows):
    """A line each: what share of the reports lay in the 1, 5 and 10 % of the area with the highest risk, and the log loss."""
    lines = [f"{'reports hit in the top':>24} {'1 %':>6} {'5 %':>6} {'10 %':>6} {'log loss':>10}"]
    for row in rows:
        shares = " ".join(f"{row['hitRate'][share]:6.1%}" for share in ("1", "5", "10"))
        lines.append(f"{row['kind']:>24} {shares} {row['logLoss']:10.5f}")
    return "\n".join(lines)


def verdict(rows, kinds):
    """Which of the kinds of model did better, and whether any of them beat the baselines."""
    better, other = [row for row in rows if row["kind"] in kinds][:2]
    baseline = next(row for row in rows if row["kind"] not in kinds)
    against = "better" if better["logLoss"] < baseline["logLoss"] else "no better"
    return (
        f"{better['kind']} did better than {other['kind']} (log loss {better['logLoss']:.5f} against "
        f"{other['logLoss']:.5f}, lower is better), and {against} than the best baseline, {baseline['kind']} "
        f"({baseline['logLoss']:.5f})."
    )


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    rows, kinds = by_log_loss(sys.argv[1:])
    print(table(rows), verdict(rows, kinds), sep="\n\n")


if __name__ == "__main__":
    main()
