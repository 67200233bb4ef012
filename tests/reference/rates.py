"""Expected values of tests/core/test_rate_mixture, test_baselines, test_evaluation and test_risk_classes, by NumPy and SciPy.

Run: /usr/bin/python3 tests/reference/rates.py
A plain second implementation of the formulas: features of all steps kept in one array, EM as written.
"""

import numpy as np
from scipy.ndimage import gaussian_filter


def counts(steps, rows, columns):
    """Small whole numbers by a formula that C++ and Python share, mostly zeros."""
    t, r, c = np.meshgrid(np.arange(steps), np.arange(rows), np.arange(columns), indexing="ij")
    k = (t * 7 + r * 5 + c * 3 + t * r * c) % 11
    return np.where(k == 0, 2.0, np.where(k == 3, 1.0, 0.0))


def rates(y, half_life, sigma):
    """E[t] from steps before t, for t = 0 .. T."""
    d = 0.5 ** (1 / half_life)
    n = np.zeros_like(y[0])
    steps = 0.0
    result = [n.copy()]
    for each in y:
        n = d * n + each
        steps = d * steps + 1
        result.append(gaussian_filter(n / steps, sigma, mode="reflect", truncate=4.0) if sigma else n / steps)
    return np.array(result)


def scaled(features, bank, shape=1):
    """Smoothed rates as busy as the cell itself, [features, steps + 1, ...]: times (shape + n) / (shape + m)."""
    steps = np.arange(features.shape[1]).reshape(-1, *[1] * (features.ndim - 2))
    there = {s: steps * rate for rate, (h, s) in zip(features, bank) if h == np.inf}
    return np.array([rate * ((shape + there[0]) / (shape + there[s])) for rate, (_, s) in zip(features, bank)])


def smoothing():
    one = np.zeros((4, 5))
    one[0, 1] = 1
    print("smoothed, sigma 0.7:\n", gaussian_filter(one, 0.7, mode="reflect", truncate=4.0))
    print("smoothed, sigma 3:\n", gaussian_filter(one, 3, mode="reflect", truncate=4.0))


INPUTS = {"counts": lambda y: y, "binary": lambda y: (y > 0).astype(float), "capped": lambda y: np.minimum(y, 2)}
BANK = [(h, s) for h in (2, 7, 30, 120, 365, 1000, np.inf) for s in (0, 0.7, 1.5, 3)]


def cell_losses(p, happened):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.where(happened > 0, np.log(p), np.log1p(-p))


def log_loss(p, happened):
    return cell_losses(p, happened).mean()


def patterns(maps):
    """How the mean rate may be spread: everywhere alike, and as each map of amounts says, as it is and smoothed by 1.5 cells.

    A twentieth of what a map spreads goes everywhere, as no map is complete.
    """
    relative = [0.05 + 0.95 * each / each.mean() for each in maps]
    return [1, *(spread for each in relative for spread in (each, gaussian_filter(each, 1.5, mode="reflect", truncate=4.0)))]


def weight_limits(bank, train):
    """Right after a report, a memory of the steps with reports alone is that many times one of all steps."""
    gap = (train[-1] - train[0]) / (len(train) - 1)
    return [gap if h == np.inf else (1 - 0.5 ** (gap / h)) / (1 - 0.5 ** (1 / h)) for h, _ in bank]


class Mixture:
    def __init__(self, y, name, train, bank=BANK, maps=()):
        self.patterns = patterns(maps)
        limits = np.array(weight_limits(bank, train) + [np.inf] * len(self.patterns))
        self.features = scaled(np.array([rates(INPUTS[name](y), h, s) for h, s in bank]), bank)
        target = (y if name == "counts" else INPUTS["binary"](y))[train]
        self.constant = target.mean()
        e = self.with_constant(train)
        self.w = np.full(len(e), 1 / len(e))
        for _ in range(200):
            lam = np.tensordot(self.w, e, 1)
            share = target / np.where(lam > 0, lam, 1)
            self.w = np.minimum(self.w * np.array([(share * each).sum() / each.sum() for each in e]), limits)

    def with_constant(self, steps):
        e = self.features[:, steps]
        return np.concatenate([e, *(np.full_like(e[:1], self.constant) * pattern for pattern in self.patterns)])

    def risk(self, steps):
        return 1 - np.exp(-np.tensordot(self.w, self.with_constant(steps), 1))


def mixture(maps=()):
    y = counts(60, 4, 5)
    mixtures = {name: Mixture(y, name, np.arange(7, 32), maps=maps) for name in INPUTS}
    losses = {name: log_loss(each.risk(np.arange(32, 40)), y[32:40]) for name, each in mixtures.items()}
    best = min(losses, key=losses.get)
    print("validation log loss of training 7..31:", losses, "best:", best, mixtures[best].w[len(BANK):])
    final = Mixture(y, best, np.arange(7, 40), maps=maps)
    print("fitted again to 7..39, weights of the patterns", final.w[len(BANK):], "risk of step 50:\n", final.risk(np.arange(50, 51))[0])


def rare_reports():
    """A cell has an incident in two reports, eight days apart, then another cell; at last, one the day after a report."""
    y = np.zeros((122, 4, 5))
    for report in range(16):
        y[8 * report].flat[report // 2 * 7 % 20] = 1
    y[121] = y[120]
    mixture = Mixture(y, "counts", np.arange(16, 121, 8))
    print("rare reports, greatest weight", mixture.w.max(), "risk the day after the last:\n", mixture.risk(np.arange(122, 123))[0])


def moving_average():
    y = counts(60, 4, 5)
    floor = 0.001 * y[: 31 + 1].mean()
    losses = {}
    for name in ("counts", "binary"):
        for h in (7, 15, 30, 60, 120, 240, 480, 960, np.inf):
            for s in (0, 0.4, 0.7, 1, 1.5, 2, 3):
                e = rates(INPUTS[name](y), h, s) + floor
                p = 1 - np.exp(-e) if name == "counts" else np.minimum(e, 1)
                losses[name, h, s] = log_loss(p[32:40], y[32:40])
    best = min(losses, key=losses.get)
    name, h, s = best
    e = rates(INPUTS[name](y), h, s) + floor
    print("best average:", best, losses[best])
    print("risk of step 50:\n", (1 - np.exp(-e) if name == "counts" else e)[50])


def scores():
    y = counts(60, 4, 5)
    risk = ((np.arange(60)[:, None, None] * 13 + np.arange(20).reshape(4, 5) * 29) % 97) / 97.0
    steps = np.arange(40, 60)
    hits, cells = {}, {}
    for share in (0.01, 0.04, 0.05, 0.10):
        k = round(share * 20)
        caught = caught_cells = 0
        for t in steps:
            top = np.argsort(-risk[t].ravel(), kind="stable")[:k]
            caught += y[t].ravel()[top].sum()
            caught_cells += (y[t].ravel()[top] > 0).sum()
        hits[share] = caught / y[steps].sum()
        cells[share] = caught_cells / (y[steps] > 0).sum()
    print("incidents", y[steps].sum(), "positive cells", (y[steps] > 0).sum())
    print("hit rates", hits, "by cells", cells, "log loss", log_loss(risk[steps], y[steps]))


def main():
    np.set_printoptions(precision=9, suppress=True, linewidth=120)
    smoothing()
    mixture()
    mixture([(np.arange(20.0).reshape(4, 5) * 7) % 4])
    rare_reports()
    moving_average()
    scores()
    print("percentiles 10, 25, 99 of 0, 1, 4, 9, 16:", np.percentile([0, 1, 4, 9, 16], [10, 25, 99]))


if __name__ == "__main__":
    main()
