"""Runs of the engine for skill.py. What is done is kept in a file for each set, so that an interrupted run goes on."""
import csv
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from sets import heatmap_arguments

RIVALS = ["longrunrate", "ewma", "kde", "prospective", "hawkes"]
LOG_LOSS, HITS, HITS_IN_CELLS = "log_loss", "hit_rate_5", "hit_rate_cells_5"
SCORES = [LOG_LOSS, "hit_rate_1", HITS, "hit_rate_10", "hit_rate_cells_1", HITS_IN_CELLS]
COUNTED = ["columns", "rows", "steps", "observedSteps", "incidentsUsed"]  # what the page says of the heatmaps
TESTED = ["firstStep", "lastStep", "steps", "incidents", "positiveCells"]
LONGER_BLOCKS = ["--weeks-per-block", 4]


class Failed(Exception):
    """The engine's own sentence."""


class Engine:
    def __init__(self, program):
        self.program = program
        files = [pathlib.Path(program), *sorted(pathlib.Path(program).resolve().parents[1].glob("lib/libriskcast_networks*"))]
        build = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]
        self.version = {"version": self.text("--version").strip(), "build": build}

    def text(self, *arguments):
        return subprocess.run([self.program, *arguments], check=True, capture_output=True, text=True).stdout

    def kinds(self):
        """What `riskcast train` offers, name: description; and its default."""
        listed, default = re.search(r"Kind of model:\n(.*?)\[default: (\w+)\]", self.text("train", "--help"), re.S).groups()
        return dict(re.findall(r"^ +(\w+): (.*)$", listed, re.M)), default

    def run(self, *arguments):
        """The result of a command, and its seconds."""
        start = time.perf_counter()
        done = subprocess.run([self.program, "--json", *map(str, arguments)], capture_output=True, text=True)
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        if done.returncode != 0:
            raise Failed(next((line["text"] for line in lines if line["type"] == "error"), done.stderr.strip()))
        return lines[-1], time.perf_counter() - start

    def scores(self, folder, stack, models, chosen, *arguments):
        """Rows of the table of scores, by model and score."""
        table = folder / "scores.csv"
        asked = [part for option, key in (("--refit-every", "refit_every"), ("--steps-ahead", "steps_ahead")) if key in chosen
                 for part in (option, chosen[key])]
        # Labels are not asked for, and thresholds per step need no predictions of the training.
        self.run("evaluate", stack, *models, "--scores", table, "--percentiles", "95", "--thresholds", "step", "--repetitions", 10000,
                 *asked, *arguments)
        with open(table, encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        table.unlink()
        return {(row["model"], row["score"]): row for row in rows}


def is_near_zero(difference):
    """Whether an interval leaves out zero, but is nearer to it than it is wide."""
    _, low, high = difference
    return 0 < max(low, -high) < high - low


def read(path):
    return json.loads(path.read_text()) if path.exists() else {}


def write(path, content):
    """A line for each key, so that changes can be seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in content.items()]
    unfinished.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    os.replace(unfinished, path)


def rows_of(engine, chosen, tables, folder):
    """The table of a set, or what is left of it without exact repeats where they are to be dropped."""
    table, clean = tables / chosen["file"], folder / "clean.gpkg"
    if not chosen.get("drop_repeats"):
        return table
    engine.run("check", table, folder / "check.html", "--rules", "duplicate-incident", "--category-field", "category", "--clean", clean)
    return clean


class SetRuns:
    """All runs on one set. Its file holds facts of the set, and the result of each kind or variant by its name; a folder to work in the
    stack.
    """

    def __init__(self, engine, name, chosen, tables, work, results, any_build):
        self.engine, self.name, self.set, self.tables, self.any_build = engine, name, chosen, tables, any_build
        self.folder, self.file = work / name, results / f"{name}.json"
        self.counting = {key: value for key, value in chosen.items() if key not in ("title", "note")}
        self.stack = self.folder / "stack.tif"

    def is_of_this_engine(self, result):
        def version(engine):
            return engine["version"] if self.any_build else engine
        return bool(result) and version(result["engine"]) == version(self.engine.version) and result["set"] == self.counting

    def results(self):
        """What is known about kinds and variants, by name."""
        return {name: found for name in read(self.file) if name != "facts" and (found := self.result(name))}

    def result(self, name):
        """What is known about a kind or variant; {} if it was not run with this engine on this set."""
        found = read(self.file).get(name)
        return found if self.is_of_this_engine(found) and found["rivals"] == self.facts().get("rivals") else {}

    def facts(self):
        found = read(self.file).get("facts")
        return found if self.is_of_this_engine(found) else {}

    def count(self):
        """Counts the set, unless that is done; returns what the engine says of it."""
        note = self.folder / "counted.json"
        known = read(note)
        if not (known and self.stack.exists() and known["engine"] == self.engine.version and known["set"] == self.counting):
            self.folder.mkdir(parents=True, exist_ok=True)
            counted_from = rows_of(self.engine, self.set, self.tables, self.folder)
            counted, _ = self.engine.run("heatmaps", counted_from, self.stack, *heatmap_arguments(self.set))
            known = {"engine": self.engine.version, "set": self.counting, "counted": {key: counted[key] for key in COUNTED}}
            write(note, known)
        return known["counted"]

    def prepare(self):
        """Counts, and chooses the rivals on the validation steps, unless that is known."""
        if self.facts():
            return
        counted = self.count()
        tested, _ = self.engine.run("evaluate", self.stack, "--baselines", "longrunrate", "--start", self.set["test"])
        # A share that cuts at just this step: the engine rounds up.
        share = (tested["steps"] - 0.5) / counted["observedSteps"]
        if ahead := self.set.get("steps_ahead"):  # of which the first ones of the test are not scored
            tested, _ = self.engine.run("evaluate", self.stack, "--baselines", "longrunrate", "--start", self.set["test"], "--steps-ahead", ahead)
        model = self.folder / "longrunrate.safetensors"
        self.engine.run("train", self.stack, model, "--kind", "longrunrate", "--test-share", share)
        split = self.engine.run("info", model)[0]["trainedOn"]
        scores = self.engine.scores(self.folder, self.stack, [], self.set, "--start", split["validation"]["first"], "--end",
                                    self.set["test"], "--baselines", ",".join(RIVALS))
        validation = {kind: {score: float(scores[kind, score]["value"]) for score in (LOG_LOSS, HITS)} for kind in RIVALS}
        rivals = {LOG_LOSS: min(RIVALS, key=lambda kind: validation[kind][LOG_LOSS]),
                  HITS: max(RIVALS, key=lambda kind: validation[kind][HITS])}
        facts = {"engine": self.engine.version, "set": self.counting, "counted": counted,
                 "test": {key: tested[key] for key in TESTED}, "split": split, "testShare": share, "validation": validation, "rivals": rivals}
        if self.name == "delhi":
            from leak import look_ahead  # which needs PyTorch, for nothing else here
            facts["lookAhead"] = look_ahead(self.stack, self.set["test"])
        write(self.file, read(self.file) | {"facts": facts})

    def train_and_evaluate(self, name, kind, arguments):
        """One kind with the given arguments of `riskcast train`, unless that is done; returns whether it was run."""
        known = self.result(name)
        if known and known["arguments"] == arguments and "error" not in known:
            return False
        self.count()
        facts, model = self.facts(), self.folder / "model.safetensors"
        result = {"engine": self.engine.version, "set": self.counting, "rivals": facts["rivals"], "kind": kind, "arguments": arguments,
                  "processors": os.cpu_count()}

        def evaluate(rival, *options):
            return self.engine.scores(self.folder, self.stack, [model], self.set, "--start", self.set["test"], "--baselines", rival,
                                      *options)

        def difference(scores, score):
            return [float(scores["model", score][end]) for end in ("difference", "low", "high")]

        try:
            _, result["seconds"] = self.engine.run("train", self.stack, model, "--kind", kind, "--test-share", facts["testShare"],
                                                   *arguments)
            against = {rival: evaluate(rival) for rival in set(facts["rivals"].values())}
            for score in SCORES:
                rival = facts["rivals"][LOG_LOSS if score == LOG_LOSS else HITS]
                result[score] = {"value": float(against[rival]["model", score]["value"]),
                                 "rival": float(against[rival][rival, score]["value"]), "difference": difference(against[rival], score)}
            for score in (LOG_LOSS, HITS):
                if is_near_zero(result[score]["difference"]):
                    result[score]["longer"] = difference(evaluate(facts["rivals"][score], *LONGER_BLOCKS), score)
        except Failed as failed:
            print(f"{self.name}: {name} failed: {failed}", file=sys.stderr)
            result["error"] = str(failed)
        write(self.file, read(self.file) | {name: result})
        return True
