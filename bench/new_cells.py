#!/usr/bin/env python3
"""Cells without any incident so far: how does a mixture of rates fare there, and does another prior for them lower its log loss?

    new_cells.py PATH/OF/riskcast FOLDER_OF_TABLES [SET ...]

On five sets of bench/skill/sets.py, whose tests are cut off before anything is counted. Scored are the validation steps of skill.py, the
latest fifth, with all weights fitted to what was before them. Which prior would have been chosen is told by the fifth before that, with
weights fitted to what was before it. Priors enter the mixture as further rates, whose weights are fitted together with the others:

    own constant   the constant has one weight for cells that are new at the step, and one for the others
    own weights    so have all rates
    wider          rates smoothed by 6 and 12 cells
    neighbours     in new cells, mean long-run rate of the 3 x 3 and the 5 x 5 cells around
    shrinkage      in new cells, the constant and the long-run rate smoothed by 1.5 and 3 cells, times b / (t + b), with b of the gamma
                   prior that has the moments of the cells' rates: of a cell that stays empty ever less is expected
    no constant    the mixture without its constant
    scaled a       smoothed rates, in all cells, times (a + n) / (a + m), as for a gamma prior of shape a around them: n incidents were
                   there so far, m would have been by the smoothed long-run rate; the program's ratemixture is scaled 1

Beside them stands the ratenetwork of the program. Intervals hold 95 % of the differences when weeks are drawn again. Needs NumPy, SciPy
and GDAL for Python (Debian: python3-numpy, python3-scipy, python3-gdal).
"""
import pathlib
import sys
import tempfile

import numpy as np
from scipy.ndimage import uniform_filter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "skill"))
import rate_maps  # noqa: E402
from page import with_interval  # noqa: E402
from runs import Engine  # noqa: E402
from sets import SETS  # noqa: E402
from validation import caught, count_before_test, last_share, read_categories  # noqa: E402
from validation import training_and_validation, weeks_of, with_bounds, with_history  # noqa: E402

NAMES = ["delhi", "mumbai", "vancouver", "chicago", "newyork"]
SHAPES = (0.3, 1, 3, 10)
VARIANTS = ["plain", "own constant", "own weights", "wider", "neighbours", "shrinkage", "no constant", *(f"scaled {a}" for a in SHAPES)]
WIDER = [(h, s) for h in dict.fromkeys(h for h, _ in rate_maps.BANK) for s in (6, 12)]
FOREVER = {s: k for k, (h, s) in enumerate(rate_maps.BANK) if h == np.inf}


class Rates:
    """What the mixture of one input and its variants are made of, [features, steps + 1, cells]."""

    def __init__(self, counts, name):
        self.input = rate_maps.INPUTS[name](counts)
        flat = counts.reshape(len(counts), -1)
        self.target = flat if name == "counts" else (flat > 0).astype(float)
        self.bank = rate_maps.bank_rates(self.input)
        self.new = self.bank[FOREVER[0]] == 0

    def constant(self, fitted):
        return np.full_like(self.bank[:1], self.target[fitted].mean())

    def split(self, features):
        return np.concatenate([features * self.new, features * ~self.new])

    def neighbours(self):
        maps = self.bank[FOREVER[0]].reshape(-1, *self.input[0].shape)
        return np.array([uniform_filter(maps, (0, size, size), mode="reflect").reshape(self.new.shape) * self.new for size in (3, 5)])

    def shrinkage(self, fitted):
        rates = self.target[fitted].mean(0)
        b = rates.mean() / max(rates.var() - rates.mean() / len(fitted), 1e-12)
        falling = (b / (np.arange(len(self.new)) + b))[:, None] * self.new
        return np.concatenate([self.constant(fitted), self.bank[[FOREVER[1.5], FOREVER[3]]]]) * falling.astype(np.float32)

    def scaled(self, a):
        return rate_maps.scaled(self.bank, rate_maps.BANK, a).astype(np.float32)

    def variant(self, name, fitted):
        constant = self.constant(fitted)
        plain = np.concatenate([self.bank, constant])
        variants = {
            "plain": lambda: plain,
            "own constant": lambda: np.concatenate([self.bank, self.split(constant)]),
            "own weights": lambda: self.split(plain),
            "wider": lambda: np.concatenate([plain, rate_maps.bank_rates(self.input, WIDER)]),
            "neighbours": lambda: np.concatenate([plain, self.neighbours()]),
            "shrinkage": lambda: np.concatenate([plain, self.shrinkage(fitted)]),
            "no constant": lambda: self.bank,
        } | {f"scaled {a}": lambda a=a: np.concatenate([self.scaled(a), constant]) for a in SHAPES}
        return variants[name]()

    def risk(self, name, fitted, steps):
        features = self.variant(name, fitted)
        weights = rate_maps.fitted_weights(features[:, fitted], self.target[fitted])
        return -np.expm1(-rate_maps.mixed(weights, features[:, steps]).astype(float))


def network_risk(engine, stack, folder, counts, observed, starts, targets):
    model, share = folder / "model.safetensors", (len(targets) - 0.5) / observed.sum()
    engine.run("train", stack, model, "--kind", "ratenetwork", "--test-share", share)
    return rate_maps.sigmoid(rate_maps.network_logits(model, counts, [starts[t] for t in targets], targets)[0])


def print_row(name, risks, happened, new, weeks, tie_break, before):
    """Changes of the log loss in % of the plain mixture's, before, of the scored steps, and in new cells; what is expected; hits."""
    risk, plain = risks[name], risks["plain"]
    losses, known = rate_maps.cell_losses(risk, happened), rate_maps.cell_losses(plain, happened)
    change, of_new = ((each * where).sum(1) for each, where in ((losses - known, 1), (losses - known, new)))
    bounds = [with_interval(with_bounds(each, known.sum(1), weeks), 100) for each in (change, of_new)]
    positive = (happened > 0) * new
    hits = [caught(each, happened, tie_break) for each in (risk, plain)]
    hits = with_interval(with_bounds(hits[0] - hits[1], happened.sum(1), weeks), 100)
    chosen = f"{100 * (before[name] / before['plain'] - 1):+.2f}" if name in before else ""
    print(f"| {name} | {chosen} | {losses.mean():.6f} | {bounds[0]} | {bounds[1]} | {(risk * new).sum():.1f} / {positive.sum()} | {hits} |")


def print_set(engine, name, tables, folder):
    stack = folder / "stack.tif"
    count_before_test(engine, SETS[name], tables, stack)
    counts, observed, starts = read_categories(stack)
    before, targets = training_and_validation(observed)
    fitted = with_history(before, len(counts))
    first, last = last_share(fitted, len(targets) / len(fitted))
    happened = counts.reshape(len(counts), -1)
    rates = min((Rates(counts[:, 0], each) for each in rate_maps.INPUTS),
                key=lambda each: rate_maps.cell_losses(each.risk("plain", first, last), happened[last]).mean())
    choosing = {each: rate_maps.cell_losses(rates.risk(each, first, last), happened[last]).mean() for each in VARIANTS}
    risks = {each: rates.risk(each, fitted, targets) for each in VARIANTS}
    risks["ratenetwork"] = network_risk(engine, stack, folder, counts, observed, starts, targets)
    new, after = happened[: targets[0]].sum(0) == 0, happened[targets]
    losses = rate_maps.cell_losses(risks["plain"], after)
    shares = [100 * each for each in (new.mean(), after[:, new].sum() / after.sum(), losses[:, new].sum() / losses.sum())]
    print(f"\n{SETS[name]['title']}: scored {starts[targets[0]]} to {starts[targets[-1]]}, {len(targets)} steps")
    print("New are {:.1f} % of the cells, with {:.1f} % of the incidents and {:.1f} % of the log loss.".format(*shares))
    print("| | % before | log loss | change, % | of it in new cells | expected / with incidents | hits in 5 %, points |")
    print("| --- " * 7 + "|")
    for each in risks:
        print_row(each, risks, after, new, weeks_of([starts[t] for t in targets]), happened[: targets[0]].mean(0), choosing)


def main():
    engine, tables = Engine(sys.argv[1]), pathlib.Path(sys.argv[2])
    for name in sys.argv[3:] or NAMES:
        with tempfile.TemporaryDirectory() as folder:
            print_set(engine, name, tables, pathlib.Path(folder))


if __name__ == "__main__":
    main()
