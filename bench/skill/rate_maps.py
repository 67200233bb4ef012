"""The rate models over past steps, in NumPy, for benches that try variants: rates, mixtures, and the risks of a trained ratenetwork."""
import datetime
import json
import pathlib
import sys

import numpy as np
from scipy.ndimage import gaussian_filter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "reference"))
from rates import BANK, INPUTS, cell_losses, scaled  # noqa: E402, F401, cell_losses for the benches

ROUNDS = 200
LEAST_LOG_RATE, GREATEST_LOG_RATE = -18, 4


def bank_rates(counts, bank=BANK):
    """Rates [features, steps + 1, cells] just before each step, of counts [steps, rows, columns], not scaled."""
    result = np.zeros((len(bank), len(counts) + 1, counts[0].size), np.float32)
    smoothed = {s: gaussian_filter(counts, (0, s, s), mode="reflect", truncate=4.0).reshape(len(counts), -1) for _, s in bank}
    decay = np.array([0.5 ** (1 / h) for h, _ in bank])[:, None]
    n, d = np.zeros(result[:, 0].shape), np.zeros((len(bank), 1))
    for t in range(len(counts)):
        n = decay * n + np.array([smoothed[s][t] for _, s in bank])
        d = decay * d + 1
        result[:, t + 1] = n / d
    return result


def mixture_rates(counts):
    """Those that the program's mixture is made of, of days."""
    return scaled(bank_rates(counts), BANK).astype(np.float32)


def fitted_weights(features, happened):
    """Weights of features [K, steps, cells] by expectation maximisation, as core/rate_mixture.cpp has it, but without limits."""
    totals = features.sum((1, 2), dtype=float)
    positive = happened > 0
    there, count = features[:, positive].astype(float), happened[positive]
    weights = np.full(len(features), 1 / len(features))
    for _ in range(ROUNDS):
        rate = weights @ there
        shares = there @ np.divide(count, rate, out=np.zeros_like(rate), where=rate > 0)
        weights = weights * np.divide(shares, totals, out=np.zeros_like(totals), where=totals > 0)
    return weights


def mixed(weights, features):
    return np.tensordot(weights.astype(np.float32), features, 1)


def read_model(path):
    """Description and tensors of a model file."""
    data = pathlib.Path(path).read_bytes()
    begin = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:begin])
    description = json.loads(header.pop("__metadata__")["riskcast"])
    tensors = {}
    for name, each in header.items():
        first, last = each["data_offsets"]
        tensors[name] = np.frombuffer(data[begin + first : begin + last], "<f4").reshape(each["shape"])
    return description, tensors


def calendar(facts, starts):
    """What the network sees of days, [steps, numbers]."""
    rows = []
    for start in starts:
        day = datetime.date.fromisoformat(start)
        angle = 2 * np.pi * (day.timetuple().tm_yday - 1) / 365.25
        row = [f(k * angle) for k in (1, 2) for f in (np.sin, np.cos)] if facts["season"] else []
        row += [float((day.month, day.day) == (1, 1))] if facts["newYear"] else []
        row += [float(day.weekday() == k) - float(day.weekday() == 6) for k in range(6)] if facts["weekday"] else []
        rows.append(row)
    return np.array(rows)


def corrected_rates(features, mixture, constant):
    """What the network sees of one output, [features + 1, steps, cells]."""
    e = max(0.05 * constant, 1e-9)
    return np.concatenate([np.log(features + e) - np.log(mixture + e), np.log(mixture + e)[None]])


def network_logits(path, counts, starts, targets):
    """Logits [outputs, targets, cells] of a ratenetwork of days: of any incident and, of several categories, of each.

    counts: [steps, categories, rows, columns]; starts: of the targets, which may be the step after the last
    """
    description, tensors = read_model(path)
    inputs = description["model"]["inputs"]
    outputs = [counts.sum(1), *(counts.swapaxes(0, 1) if counts.shape[1] > 1 else ())]
    seen, mixtures = [], []
    for k, (prior, each) in enumerate(zip(inputs["prior"], outputs)):
        features = mixture_rates(INPUTS[prior["input"]](each))[:, targets]
        weights = tensors[f"prior{k}.weights"]
        mixtures.append(mixed(weights[:-1], features) + weights[-1] * prior["constant"])
        seen.append(corrected_rates(features, mixtures[-1], prior["constant"]))
    mean, scale = (tensors["features." + name][:, None, None] for name in ("mean", "scale"))
    most = 6 / len(outputs)
    x = np.clip((np.concatenate(seen) - mean) / scale, -most, most)
    layers = {name: tensors[f"{name}.weight"][:, :, 0, 0] for name in ("first", "second", "linear", "last")}
    bias = {name: tensors[f"{name}.bias"][:, None, None] for name in ("first", "second", "linear")}
    h = np.maximum(np.tensordot(layers["first"], x, 1) + bias["first"], 0)
    h = h + np.maximum(np.tensordot(layers["second"], h, 1) + bias["second"], 0)
    z = np.tensordot(layers["linear"], x, 1) + bias["linear"] + np.tensordot(layers["last"], h, 1)
    z += (tensors["calendar.beta.weight"] @ calendar(inputs["calendar"], starts).T)[:, :, None]
    log_rate = np.log(np.maximum(np.array(mixtures, float), np.exp(LEAST_LOG_RATE))).clip(LEAST_LOG_RATE, GREATEST_LOG_RATE)
    return np.log(np.expm1(np.exp(log_rate))) + z


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))
