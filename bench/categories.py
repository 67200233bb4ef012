#!/usr/bin/env python3
"""Do categories inform each other: does a model that learns several together forecast each one better than a model of that one alone?

    categories.py PATH/OF/riskcast FOLDER_OF_TABLES [SET ...]

On the validation steps of two sets of bench/skill/sets.py, Chicago's robberies and vehicle thefts and Vancouver's four most frequent
offences; the tests of skill.py are cut off before anything is counted. Networks are trained by the program on what was before, from three
seeds whose logits are averaged; a mixture that sees the other categories has their rates as further ones, with weights of its own. What a
network says of the past is computed in NumPy (bench/skill/rate_maps.py) and must be what `riskcast predict` says of the step after the
stack. Intervals hold 95 % of the differences when weeks are drawn again. Needs NumPy, SciPy and GDAL for Python (Debian: python3-numpy,
python3-scipy, python3-gdal).
"""
import pathlib
import sys
import tempfile

import numpy as np
from osgeo import gdal

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "skill"))
import rate_maps  # noqa: E402
from page import with_interval  # noqa: E402
from runs import Engine  # noqa: E402
from sets import SETS  # noqa: E402
from validation import caught, count_before_test, last_share, read_categories  # noqa: E402
from validation import training_and_validation, weeks_of, with_bounds, with_history  # noqa: E402

CATEGORIES = {
    "chicago-two": ["Motor vehicle theft", "Robbery"],
    "vancouver": ["Theft from Vehicle", "Other Theft", "Mischief", "Break and Enter Commercial"],
}
SEEDS = (1, 2, 3)


class Trial:
    """One set up to its test."""

    def __init__(self, engine, name, tables, folder):
        self.engine, self.folder, self.names = engine, folder, CATEGORIES[name]
        self.set = {key: value for key, value in SETS[name].items() if key != "categories"}
        self.together, self.alone = folder / "together.tif", [folder / f"alone{k}.tif" for k in range(len(self.names))]
        listed = [part for each in self.names for part in ("--categories", each)]
        count_before_test(engine, self.set, tables, self.together, "--category-field", "category", *listed)
        for each, stack in zip(self.names, self.alone):
            count_before_test(engine, self.set, tables, stack, "--where", f"category = '{each}'")
        self.counts, self.observed, self.starts = read_categories(self.together)
        self.before, self.targets = training_and_validation(self.observed)
        self.weeks = weeks_of([self.starts[t] for t in self.targets])
        shape = self.counts.shape
        self.flat = self.counts.reshape(shape[0], shape[1], -1)
        self.happened = self.flat[self.targets].swapaxes(0, 1)
        self.tie_break = self.flat[: self.targets[0]].mean(0)

    def network(self, stack):
        """Risk [outputs, targets, cells]."""
        counts, _, _ = read_categories(stack)
        share = (len(self.targets) - 0.5) / self.observed.sum()
        logits = []
        for seed in SEEDS:
            model = self.folder / "model.safetensors"
            self.engine.run("train", stack, model, "--kind", "ratenetwork", "--test-share", share, "--seed", seed)
            self.check(stack, model, counts)
            logits.append(rate_maps.network_logits(model, counts, [self.starts[t] for t in self.targets], self.targets))
        return rate_maps.sigmoid(np.mean(logits, 0))

    def check(self, stack, model, counts):
        """Whether the program says the same of the step after the stack."""
        self.engine.run("predict", stack, model, self.folder / "risk.tif")
        known = gdal.Open(str(self.folder / "risk.tif")).ReadAsArray().reshape(-1, counts[0, 0].size)
        ours = rate_maps.sigmoid(rate_maps.network_logits(model, counts, [self.set["test"]], np.array([len(counts)]))[:, 0])
        assert np.abs(ours - known).max() < 1e-5, "NumPy and the program differ"

    def mixtures(self, k):
        """Risks [targets, cells] of category k by its own rates, and by those of all; each by the input that is best before."""
        fitted = with_history(self.before, len(self.counts))
        first, last = last_share(fitted)
        return [min((self.mixture(k, chosen, name, first, last, fitted) for name in rate_maps.INPUTS), key=lambda each: each[0])[1]
                for chosen in ([k], range(len(self.names)))]

    def mixture(self, k, chosen, name, first, last, fitted):
        """Log loss on the last steps of a mixture fitted to the first ones, and what it says of the targets when fitted to both."""
        rates = [rate_maps.mixture_rates(rate_maps.INPUTS[name](self.counts[:, each])) for each in chosen]
        target = self.flat[:, k] if name == "counts" else (self.flat[:, k] > 0).astype(float)
        features = np.concatenate([*rates, np.full_like(rates[0][:1], target[fitted].mean())])

        def risk(learned, steps):
            weights = rate_maps.fitted_weights(features[:, learned], target[learned])
            return -np.expm1(-rate_maps.mixed(weights, features[:, steps]).astype(float))
        return rate_maps.cell_losses(risk(first, last), self.flat[last, k]).mean(), risk(fitted, self.targets)

    def print_row(self, title, happened, tie_break, alone, together):
        losses = [rate_maps.cell_losses(risk, happened).mean(1) for risk in (alone, together)]
        hits = [caught(risk, happened, tie_break) for risk in (alone, together)]
        loss = with_bounds(losses[1] - losses[0], np.ones(len(happened)), self.weeks)
        hit = with_bounds(hits[1] - hits[0], happened.sum(1), self.weeks)
        print(f"| {title} | {losses[0].mean():.6f} | {with_interval(loss, 100 / losses[0].mean())} | "
              f"{100 * hits[0].sum() / happened.sum():.1f} | {with_interval(hit, 100)} |", flush=True)

    def print_rows(self):
        print(f"\n{self.set['title']}: trained up to {self.starts[self.before[-1]]}, scored {self.starts[self.targets[0]]} to "
              f"{self.starts[self.targets[-1]]}, {self.happened.sum():.0f} incidents")
        print("| | log loss alone | together, % | hits in 5 % alone, % | together, points |\n| --- | --- | --- | --- | --- |")
        for k, name in enumerate(self.names):
            self.print_row(f"ratemixture, {name}", self.happened[k], self.tie_break[k], *self.mixtures(k))
        together, alone = self.network(self.together), [self.network(stack)[0] for stack in self.alone]
        for k, name in enumerate(self.names):
            self.print_row(f"ratenetwork, {name}", self.happened[k], self.tie_break[k], alone[k], together[k + 1])
        any_alone = 1 - np.prod([1 - risk for risk in alone], 0)
        self.print_row("ratenetwork, any of them", self.happened.sum(0), self.tie_break.sum(0), any_alone, together[0])


def main():
    engine, tables = Engine(sys.argv[1]), pathlib.Path(sys.argv[2])
    for name in sys.argv[3:] or CATEGORIES:
        with tempfile.TemporaryDirectory() as folder:
            Trial(engine, name, tables, pathlib.Path(folder)).print_rows()


if __name__ == "__main__":
    main()
