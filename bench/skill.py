#!/usr/bin/env python3
"""Does any kind of model beat the best simple map, where, and by how much? All kinds on public sets, in one protocol.

    skill.py PATH/OF/riskcast FOLDER_OF_TABLES [--sets delhi,mumbai] [--kinds ratemixture,ewma] [--options "convlstm=--epochs 2"]
        [--variant "convlstm and mixture=convlstm --prior mixture"]

Writes docs/methods/skill.md, which explains the protocol, and prints the differences to the best simple map. Kinds are those that
`riskcast train --help` lists; a variant is one of them with other options, under a name of its own. What is done is kept in
bench/skill/results, by set, name, options and build of the engine, so that an interrupted run goes on; the page shows all that is there.
--any-build takes results of other builds of the same version, too. Tables that are not in the folder are left out; bench/skill/sets.py
lists them. Needs NumPy and GDAL for Python, for Delhi also PyTorch and SciPy (Debian: python3-numpy,
python3-gdal, python3-torch, python3-scipy).
"""
import argparse
import pathlib
import shlex
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench" / "skill"))
from page import differences, page, verdicts  # noqa: E402
from runs import Engine, Failed, SetRuns  # noqa: E402
from sets import SETS  # noqa: E402


def names(known, what):
    def parse(text):
        chosen = text.split(",")
        unknown = [name for name in chosen if name not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"there is no {what} {', '.join(unknown)}, but {', '.join(known)}")
        return chosen
    return parse


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("riskcast")
    parser.add_argument("tables", type=pathlib.Path)
    parser.add_argument("--sets", type=names(SETS, "set"), default=list(SETS))
    parser.add_argument("--kinds", type=lambda text: text.split(","), help="all without it")
    parser.add_argument("--options", action="append", default=[], metavar="KIND=ARGUMENTS", help="of `riskcast train` for one kind")
    parser.add_argument("--variant", action="append", default=[], metavar="NAME=KIND ARGUMENTS", help="runs a kind otherwise, too")
    parser.add_argument("--results", type=pathlib.Path, default=ROOT / "bench" / "skill" / "results", metavar="FOLDER")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "skill", metavar="FOLDER", help="for heatmaps and models")
    parser.add_argument("--page", type=pathlib.Path, default=ROOT / "docs" / "methods" / "skill.md")
    parser.add_argument("--any-build", action="store_true")
    return parser.parse_args()


def write_page(path, kinds, default, everything):
    """Of all that is known, whether from this run or an earlier one."""
    known = [(runs, runs.results()) for runs in everything.values()]
    done = [(runs, results) for runs, results in known if results]
    not_run = [runs.set["title"] for runs, results in known if not results]
    path.write_text(page(done, kinds, default, not_run))


def print_result(kind, result, rivals):
    loss, points, _ = differences(kind, result, rivals)
    print(f"  {kind:12}  {result['log_loss']['value']:.6f}  {loss:24}  {points:24}  {' / '.join(verdicts(kind, result, rivals))}",
          flush=True)


def run_set(runs, wanted):
    if not (runs.tables / runs.set["file"]).exists():
        print(f"{runs.set['file']}: not there")
        return
    try:
        runs.prepare()
    except Failed as failed:
        print(f"{runs.name}: {failed}")
        return
    rivals = runs.facts()["rivals"]
    print(f"{runs.set['title']}: log loss against {rivals['log_loss']} in %, hits in 5 % against {rivals['hit_rate_5']} in points")
    for name, (kind, *arguments) in wanted.items():
        runs.train_and_evaluate(name, kind, arguments)
        result = runs.result(name)
        if "error" not in result:
            print_result(name, result, rivals)


def main():
    chosen = arguments()
    engine = Engine(chosen.riskcast)
    kinds, default = engine.kinds()
    options = {kind: shlex.split(text) for kind, _, text in (each.partition("=") for each in chosen.options)}
    variants = {name: shlex.split(text) or [""] for name, _, text in (each.partition("=") for each in chosen.variant)}
    wanted = {kind: [kind, *options.get(kind, [])] for kind in chosen.kinds or ([] if variants else kinds)} | variants
    for kind in [*options, *(kind for kind, *_ in wanted.values())]:
        if kind not in kinds:
            sys.exit(f"There is no kind {kind}, but {', '.join(kinds)}.")
    if taken := variants.keys() & kinds.keys():
        sys.exit(f"A variant needs a name of its own, and {', '.join(sorted(taken))} is a kind.")
    places = chosen.tables, chosen.work, chosen.results
    everything = {name: SetRuns(engine, name, each, *places, chosen.any_build) for name, each in SETS.items()}
    for name in chosen.sets:
        run_set(everything[name], wanted)
        write_page(chosen.page, kinds, default, everything)


if __name__ == "__main__":
    main()
