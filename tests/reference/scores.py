#!/usr/bin/python3
"""Every score of a formula's maps, by NumPy and scikit-learn: expected values of tests/core/test_model_scores.cpp.

Run: /usr/bin/python3 tests/reference/scores.py >tests/reference/scores.json; bench/evaluation.py does the same on real data.
What happened is rates.counts(60, 8, 9), steps 20 to 59, without the cells 0, 5 and 71; risks are ((13 t + 29 cell + cell^2) mod 97) / 97 in
single precision, so that some are the same. Blocks are weeks of seven steps from step 20 on; "weighted" counts them WEIGHTS times.
A plain second implementation: everything is computed from whole arrays, repeated steps are repeated.
"""

import json

import numpy
import rates
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

STEPS, ROWS, COLUMNS = range(20, 60), 8, 9
SHARES = (0.005, 0.01, 0.02, 0.04, 0.05, 0.1, 0.2)
THRESHOLDS = {85: 0.5, 95: 0.8}
WEIGHTS = (2, 0, 1, 3, 0, 1)
BINS = 10


def scored_cells():
    scored = numpy.ones(ROWS * COLUMNS, bool)
    scored[[0, 5, 71]] = False
    return scored


def neighbours(maps, scored, columns):
    """Whether a scored one of the eight cells around is set."""
    grid = (maps & scored).reshape(len(maps), -1, columns)
    rows = grid.shape[1]
    padded = numpy.pad(grid, ((0, 0), (1, 1), (1, 1)))
    shifted = [padded[:, r : r + rows, c : c + columns] for r in range(3) for c in range(3) if (r, c) != (1, 1)]
    return numpy.any(shifted, axis=0).reshape(maps.shape)


def area_scores(happened, risk, tie_break, scored):
    cells = numpy.flatnonzero(scored)
    result = {}
    order = [cells[numpy.lexsort((cells, -tie_break[cells], -each[cells]))] for each in risk]
    for suffix, y in (("", happened), ("_cells", (happened > 0).astype(float))):
        total = y[:, cells].sum()
        for share in SHARES:
            k = int(numpy.floor(share * len(cells) + 0.5))
            hits = sum(y[t, order[t][:k]].sum() for t in range(len(y)))
            best = sum(numpy.sort(y[t, cells])[::-1][:k].sum() for t in range(len(y)))
            name = f"{suffix}_{100 * share:.4g}"
            result["hit_rate" + name] = hits / total
            result["pai" + name] = hits / total / (k / len(cells)) if k else 0
            result["pei" + name] = hits / best if best else 0
        # the trapezoids under the curve through k / n, k = 0 .. n
        found = numpy.array([numpy.concatenate([[0], numpy.cumsum(y[t, order[t]])]) for t in range(len(y))]).sum(0) / total
        result["area_under_curve" + suffix] = numpy.trapz(found, dx=1 / len(cells))
    return result


def probability_scores(happened, risk, edges):
    y = (happened > 0).ravel().astype(float)
    p = risk.ravel()
    clipped = numpy.clip(p, 1e-7, 1 - 1e-7)
    rate = -numpy.log1p(-clipped)
    n = happened.ravel()
    deviance = 2 * (numpy.where(n > 0, n * numpy.log(numpy.where(n > 0, n, 1) / rate), 0) - (n - rate))
    bins = numpy.searchsorted(edges, p)
    error = sum(abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(len(edges)))
    return {
        "brier": brier_score_loss(y, p),
        "log_loss": log_loss(y, clipped),
        "poisson_deviance": deviance.mean(),
        "calibration_error": error / len(p),
        "roc_auc": roc_auc_score(y, p),
    }


def reliability(happened, risk):
    """Equally many cells in each bin, an edge among equal risks moved up behind them."""
    p = risk.ravel()
    order = numpy.argsort(p, kind="stable")
    p, y = p[order], (happened.ravel() > 0)[order]
    bins, begin = [], 0
    for b in range(1, BINS + 1):
        end = int(numpy.floor(len(p) * b / BINS + 0.5))
        while begin < end < len(p) and p[end] == p[end - 1]:
            end += 1
        if end > begin:
            bins.append([end - begin, p[begin:end].mean(), y[begin:end].mean(), p[end - 1]])
            begin = end
    return bins


def label_scores(happened, risk, scored, columns, thresholds):
    truth = (happened > 0) & scored
    result = {}
    for percentile, threshold in thresholds.items():
        flags = (risk > threshold) & scored
        correct = (truth & flags).sum()
        near_miss = (truth & ~flags & neighbours(flags, scored, columns)).sum()
        right = correct + (~truth & ~flags & scored).sum()
        result[f"label_hit_rate_p{percentile}"] = correct / truth.sum()
        result[f"label_hit_rate_with_neighbours_p{percentile}"] = (correct + near_miss) / truth.sum()
        result[f"label_miss_rate_p{percentile}"] = (truth.sum() - correct - near_miss) / truth.sum()
        result[f"label_accuracy_p{percentile}"] = right / (len(truth) * scored.sum())
    return result


def scores(y, p, tie_break, scored, edges, columns, thresholds):
    return {
        **area_scores(y, p, tie_break, scored),
        **probability_scores(y[:, scored], p[:, scored], edges),
        **label_scores(y, p, scored, columns, thresholds),
    }


def main():
    counts = rates.counts(60, ROWS, COLUMNS).reshape(60, -1)
    happened = counts[STEPS.start :]
    tie_break = counts[: STEPS.start].mean(0)
    scored = scored_cells()
    t, cell = numpy.meshgrid(STEPS, range(ROWS * COLUMNS), indexing="ij")
    risk = (((t * 13 + cell * 29 + cell**2) % 97) / 97).astype(numpy.float32).astype(float)
    bins = reliability(happened[:, scored], risk[:, scored])
    edges = [each[3] for each in bins]
    steps = numpy.arange(len(STEPS))
    weighted = numpy.repeat(steps, [WEIGHTS[step // 7] for step in steps])
    result = {
        "once": scores(happened, risk, tie_break, scored, edges, COLUMNS, THRESHOLDS),
        "weighted": scores(happened[weighted], risk[weighted], tie_break, scored, edges, COLUMNS, THRESHOLDS),
        "reliability": bins,
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
