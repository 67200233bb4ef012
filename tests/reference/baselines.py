#!/usr/bin/python3
"""The baselines once more, by NumPy, SciPy and scikit-learn: expected values of tests/core/test_baseline_kinds.cpp.

Run: /usr/bin/python3 tests/reference/baselines.py >tests/reference/baselines.json
Weeks of rates.counts(60, 8, 9), and four more incidents a week after two; trained on steps 7 to 31, validated on 32 to 39; risks of step 50. Everything as it is written: sums
over all pairs of cells and steps, all pairs of incidents.
"""

import json

import numpy
import rates
from scipy.spatial.distance import cdist
from sklearn.linear_model import LogisticRegression, PoissonRegressor

ROWS, COLUMNS, TARGET = 8, 9, 50
TRAINING, VALIDATION = range(7, 32), range(32, 40)
FITTED = range(7, 40)
CELLS = numpy.array([(r, c) for r in range(ROWS) for c in range(COLUMNS)])
STRAIGHT, CHEBYSHEV = cdist(CELLS, CELLS), cdist(CELLS, CELLS, "chebyshev")


def risk_of(rate):
    return 1 - numpy.exp(-rate)


def log_loss(p, happened):
    return rates.log_loss(p, happened)


def kde(y):
    floor = 0.001 * y[: TRAINING[-1] + 1].mean()

    def rate(t, bandwidth, memory):
        kernel = numpy.where(STRAIGHT < bandwidth, (1 - (STRAIGHT / bandwidth) ** 2) ** 2, 0)
        first = max(t - memory, 0)
        return kernel @ y[first:t].sum(0) / kernel.sum(1) / (t - first) + floor

    choices = [(h, m) for h in (1.5, 2.5, 4, 6) for m in (9, 26, 52, 10**6)]
    losses = [log_loss(numpy.array([risk_of(rate(t, *c)) for t in VALIDATION]), y[VALIDATION]) for c in choices]
    best = choices[int(numpy.argmin(losses))]
    return {"bandwidth": best[0], "memory": best[1], "risk": risk_of(rate(TARGET, *best)).tolist()}


def prospective(y):
    near = numpy.where(CHEBYSHEV <= 8, 1 / (1 + CHEBYSHEV), 0)

    def weighed(t):
        return sum(near @ y[t - 1 - week] / (1 + week) for week in range(9) if t - 1 - week >= 0)

    factor = y[FITTED].sum() / sum(weighed(t).sum() for t in FITTED)
    return {"factor": factor, "risk": risk_of(factor * weighed(TARGET) + 0.001 * y[:40].mean()).tolist()}


def fit_hawkes(y):
    """EM over all pairs of incidents in a cell."""
    steps = len(y)
    t, cells = numpy.nonzero(y)
    n = y[t, cells]
    lag = t[None] - t[:, None]  # of j after i
    pairs = (cells[None] == cells[:, None]) & (lag > 0)
    background, theta, d = y.sum(0) / steps / 2, 0.5, 0.9
    left = steps - 1 - t
    for _ in range(100):
        kernel = numpy.where(pairs, theta * (1 - d) * d ** (numpy.maximum(lag, 1) - 1.0), 0) * n[:, None]
        rate = background[cells] + kernel.sum(0)
        p = kernel / rate * n[None]  # expected number of j that i triggered
        p_background = background[cells] / rate * n
        ages = (p * lag).sum() + theta * (n * left * d**left).sum()
        theta = p.sum() / (n * (1 - d**left)).sum()
        d = 1 - p.sum() / ages
        background = numpy.bincount(cells, p_background, minlength=y.shape[1]) / steps
    return background, theta, d


def hawkes(y):
    background, theta, d = fit_hawkes(y[: FITTED[-1] + 1])
    age = TARGET - numpy.arange(TARGET)
    trigger = ((1 - d) * d ** (age - 1.0)) @ y[:TARGET]
    rate = background + theta * trigger + 0.001 * y[: FITTED[-1] + 1].mean()
    return {"risk": risk_of(rate).tolist()}


def clustered():
    """Three cells with incidents in clusters."""
    y = numpy.zeros((60, 3))
    y[[3, 4, 5, 6, 30, 31, 33], 0] = [1, 2, 1, 1, 1, 1, 2]
    y[[10, 11, 50, 51, 52, 53], 1] = 1
    y[[20, 21], 2] = [2, 1]
    background, theta, d = fit_hawkes(y)
    return {"background": background.tolist(), "triggered": theta, "decay": d}


def lag_features(y, t, small):
    week = lambda k: y[t - k] if t - k >= 0 else numpy.zeros(y.shape[1])
    columns = [numpy.log1p(sum(week(k) for k in ages) / len(ages)) for ages in ((1,), (2,), (3, 4), (5, 6, 7, 8))]
    last = sum(week(k) for k in range(1, 9)) / 8
    columns += [numpy.log((CHEBYSHEV == d) @ last / (8 * d) + small) for d in (1, 2, 3)]
    for half_life in (13, 26, 52, numpy.inf):
        columns.append(numpy.log(rates.rates(y[:t], half_life, 0)[t] + small))
    return numpy.array(columns).T


def regressions(y):
    small = 0.05 * y[:40].mean()
    x = numpy.concatenate([lag_features(y, t, small) for t in FITTED])
    mean, deviation = x.mean(0), x.std(0)
    x = (x - mean) / deviation
    counts = y[FITTED].ravel()
    now = (lag_features(y, TARGET, small) - mean) / deviation
    logistic = LogisticRegression(C=1, tol=1e-12, max_iter=1000, solver="newton-cholesky").fit(x, counts > 0)
    poisson = PoissonRegressor(alpha=1 / len(x), tol=1e-12, max_iter=1000, solver="newton-cholesky").fit(x, counts)
    return logistic.predict_proba(now)[:, 1].tolist(), risk_of(poisson.predict(now)).tolist()


def last_map(y):
    before, now = y[range(6, 39)] > 0, y[FITTED] > 0
    after_none = ((now & ~before).sum() + 0.5) / ((~before).sum() + 1)
    after_incident = ((now & before).sum() + 0.5) / (before.sum() + 1)
    return numpy.where(y[TARGET - 1] > 0, after_incident, after_none).tolist()


def main():
    y = rates.counts(60, ROWS, COLUMNS).reshape(60, -1)
    y[1:] += 4 * (y[:-1] == 2)  # two incidents are followed by four more
    logistic, poisson = regressions(y)
    result = {
        "kde": kde(y),
        "prospective": prospective(y),
        "hawkes": hawkes(y),
        "clustered": clustered(),
        "logisticlags": {"risk": logistic},
        "poissonlags": {"risk": poisson},
        "lastmap": {"risk": last_map(y)},
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
