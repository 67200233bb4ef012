"""The page docs/methods/skill.md, from the results of skill.py."""
import textwrap

from runs import HITS, HITS_IN_CELLS, LOG_LOSS, RIVALS

HEAD = """# Skill: what forecasts add to simple maps

Every kind of model and every baseline, with default options unless a table says otherwise, on public tables of incidents. This page is
written by a program, and not by hand:
```
{command}
```
{ran}

## How
- **Test**: the latest part of each table. No choice is made by it, though three things were changed after they had been tested here.
  Rates of the mixture, and with it of ratenetwork, are scaled by how busy a cell was, as the steps before the tests said. So did they
  that what ratenetwork sees of several categories is divided by the number of its outputs; it had done badly with 16 categories on the
  test of a sample of Delhi. Networks without a prior choose their epoch by calibrated risks, as those of the model are; gan and stresnet
  had kept one of their first epochs. Each step is predicted from what was known before it. Incidents are known from the day on which they
  happened; in use, those that are reported later are missing for a while.
- **Validation**: the latest fifth of the steps with reports before the test. What is chosen (inputs, half-lives, epochs) is chosen there.
- **Rival**: the best of {rivals} on the validation steps, fitted to what was before
  those: one by log loss, one by hits in 5 % of the area. For the test it is fitted to all that is before the test; so are ratemixture and
  ratenetwork, by default, while the other networks keep the validation steps for choosing the epoch. As the choice
  doesn't know the test, another simple map may turn out to be better there: the tables show all.
- **Log loss**: of whether there is an incident, over all cells of all tested steps; lower is better. Its difference is in % of the rival's.
- **Hits**: share of the incidents in the riskiest 1, 5 and 10 % of the cells of each step. Differences are in points. *By cells*, a cell
  with incidents counts once, however many there are: where reports come in bursts, believe that.
- **Intervals**, in brackets, hold 95 % of the differences when the weeks of the test are drawn again, as `riskcast evaluate` does.
- **Verdict**, by log loss / by hits: *beats* or *loses* where the interval leaves out zero, *level* where it doesn't, which is "no
  difference shown" and not "no difference". With a question mark, it is level when four weeks are drawn together. Of twenty models
  as good as the rival one will seem better or worse.
- **Options** of kinds that have some in the command above are a budget, so that all sets can be run on a small machine, and not a choice by
  the validation steps: fewer epochs than the kind's own, an end after three epochs without gain, and where there are few, a higher
  learning rate. No network but ratenetwork is given a prior, unless its row says so: they learn from the maps alone, as their authors
  meant them.
- **Seconds** are those of the whole of `riskcast train`, which also reads the maps, predicts the training steps and scores two baselines;
  they are longer where the machine had other work to do, or where the command was given a single thread, and are no benchmark.
"""

LEAK = """## What looking ahead does to a score
The publication fills days without reports between the map before and the map after, and then predicts that map after. The last map that a
network sees is then made of its target. Computed without Riskcast, on the {steps} tested days of Delhi:
{filled} % of them follow a filled day, and in {contains} % of those the filled map marks every cell in which something then happened.
Here is what copying that map scores, with no model at all; and what a small ConvLSTM learns from such windows, beside the same one whose
windows know nothing of their target (plain PyTorch, two blocks of 8 filters in the form that ends with convolutions, 20 epochs):

{table}
Looking ahead is worth {hits_1} points of hits in 1 % of the area, {hits_5} in 5 %; by cells {cells_1} and {cells_5}. To the network it is
worth {network_1} points in 1 %, {network_5} in 5 %; by cells {network_cells_1} and {network_cells_5}. Riskcast fills windows from their
past alone, so that no number of its models here contains this.
"""


def kind_of(name, result):
    """Results of before there were variants don't say it: their name is their kind."""
    return result.get("kind", name)


def percent(value, digits=1):
    return f"{100 * value:.{digits}f}"


def with_interval(difference, scale):
    middle, low, high = (scale * value for value in difference)
    return f"{middle:+.2f} [{low:+.2f}, {high:+.2f}]"


def is_level(difference):
    _, low, high = difference
    return low <= 0 <= high


def verdict(result, score):
    difference = result[score]["difference"]
    if is_level(difference):
        return "level"
    doubt = "?" if is_level(result[score].get("longer", difference)) else ""
    return ("beats" if (difference[0] > 0) == (score == HITS) else "loses") + doubt


def verdicts(kind, result, rivals):
    return ["is the rival" if kind == rivals[score] else verdict(result, score) for score in (LOG_LOSS, HITS)]


def differences(kind, result, rivals):
    """Log loss in % of the rival's, hits in points, the same by cells; a rival has none to itself."""
    loss, hits, cells = (result[score] for score in (LOG_LOSS, HITS, HITS_IN_CELLS))
    by_hits = ["", ""] if kind == rivals[HITS] else [with_interval(each["difference"], 100) for each in (hits, cells)]
    return ["" if kind == rivals[LOG_LOSS] else with_interval(loss["difference"], 100 / loss["rival"]), *by_hits]


def paragraph(*sentences):
    return textwrap.fill(" ".join(each for each in sentences if each), 138, break_long_words=False, break_on_hyphens=False) + "\n"


def row(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head, rows):
    return "\n".join([row(head), row(["---"] * len(head)), *map(row, rows)]) + "\n"


def kind_row(kind, result, rivals, default):
    name = f"**{kind}**" if kind == default else kind
    if result["arguments"]:
        name += f" `{' '.join(result['arguments'])}`"
    if "error" in result:
        return [name, "failed: " + result["error"]] + [""] * 6
    hits = " / ".join(percent(result[score]["value"]) for score in ("hit_rate_1", HITS, "hit_rate_10"))
    loss, points, cells = differences(kind, result, rivals)
    return [name, f"{result[LOG_LOSS]['value']:.6f}", loss, hits, points, cells, f"{result['seconds']:.1f}",
            " / ".join(verdicts(kind, result, rivals))]


def set_section(runs, results, kinds, default):
    facts, chosen = runs.facts(), runs.set
    counted, split, test, rivals = (facts[key] for key in ("counted", "split", "test", "rivals"))
    some = f", {counted['observedSteps']:,} of them with reports" if counted["observedSteps"] < counted["steps"] else ""
    text = f"### {chosen['title']}\n" + paragraph(
        f"`{chosen['file']}`, extent {chosen['extent']} ({chosen['grid_crs']}), {counted['columns']} × {counted['rows']} cells,",
        f"{chosen['start']} to {chosen['end']}: {counted['incidentsUsed']:,.0f} incidents in {counted['steps']:,} steps{some}.",
        f"Validation {split['validation']['first']} to {split['validation']['last']}; test {test['firstStep']} to {test['lastStep']},",
        f"{test['steps']} steps with {test['incidents']:,.0f} incidents in {test['positiveCells']:,} cells.",
        f"All are trained again every {chosen['refit_every']} tested steps." if "refit_every" in chosen else "",
        f"{chosen['note']}." if "note" in chosen else "",
        f"Rivals: **{rivals[LOG_LOSS]}** by log loss, **{rivals[HITS]}** by hits.")
    order = sorted(results, key=lambda kind: results[kind].get(LOG_LOSS, {}).get("value", float("inf")))
    text += "\n" + table(["kind", "log loss", f"against {rivals[LOG_LOSS]}, %", "hits in 1 / 5 / 10 %, %",
                          f"in 5 % against {rivals[HITS]}, points", "by cells", "seconds", "verdict"],
                         [kind_row(kind, results[kind], rivals, default) for kind in order])
    missing = [kind for kind in kinds if kind not in results]
    return text + (f"\nNot run: {', '.join(missing)}.\n" if missing else "")


def in_hindsight(result, results):
    """How far a kind is from the simple map that turned out best in the test, by log loss and by hits."""
    simple = {kind: results[kind] for kind in RIVALS if kind in results and "error" not in results[kind]}
    if len(simple) < len(RIVALS):
        return ""
    loss = min(simple, key=lambda kind: simple[kind][LOG_LOSS]["value"])
    hits = max(simple, key=lambda kind: simple[kind][HITS]["value"])
    return (f"{100 * (result[LOG_LOSS]['value'] / simple[loss][LOG_LOSS]['value'] - 1):+.2f} ({loss}) / "
            f"{100 * (result[HITS]['value'] - simple[hits][HITS]['value']):+.2f} ({hits})")


def default_section(all_runs, default):
    """The verdict on the default kind, with the sets on which it doesn't beat the best simple map."""
    rows, short = [], {LOG_LOSS: [], HITS: []}
    for runs, results in all_runs:
        result, rivals = results.get(default, {"error": ""}), runs.facts()["rivals"]
        if "error" in result:
            continue
        loss, points, cells = differences(default, result, rivals)
        words = verdicts(default, result, rivals)
        rows.append([runs.set["title"], f"{loss} ({rivals[LOG_LOSS]})", f"{points} ({rivals[HITS]})", cells, " / ".join(words),
                     in_hindsight(result, results)])
        for score, word in zip((LOG_LOSS, HITS), words):
            if word != "beats":
                short[score].append(f"{runs.set['title']} ({word})")
    title = f"## The default, `{default}`, against the best simple map\n"
    if not rows:
        return title + "Not run.\n"
    where = [paragraph(f"Where it **does not beat** the best simple map by {name}:", "; ".join(short[score] or ["nowhere"]) + ".")
             for score, name in ((LOG_LOSS, "log loss"), (HITS, "hits in 5 % of the area"))]
    head = ["set", "log loss, % (rival)", "hits in 5 %, points (rival)", "by cells", "verdict", "best in hindsight"]
    note = paragraph("*Best in hindsight*: log loss in % and hits in points against the simple map that turned out best in the test,",
                     "which nobody could have known.")
    return title + "\n".join([*where, table(head, rows), note])


def leak_section(look_ahead, results, shown):
    keys = ["hit_rate_1", HITS, "hit_rate_cells_1", HITS_IN_CELLS]
    leaky, honest = look_ahead["leaky"], look_ahead["honest"]
    rows = [[name, percent(copy["marked"], 2), percent(copy["recall"]), *(percent(copy[key]) for key in keys)]
            for name, copy in (("copy of the map filled by looking ahead", leaky), ("copy of the last real map", honest))]
    rows += [[f"ConvLSTM, windows filled {how}", "", "", *(percent(windows["trained"][key]) for key in keys)]
             for how, windows in (("by looking ahead", leaky), ("from the past alone", honest))]
    rows += [[f"{kind}, as above", "", "", *(percent(results[kind][key]["value"]) for key in keys)]
             for kind in dict.fromkeys(shown) if "error" not in results.get(kind, {"error": ""})]
    head = ["", "marks % of cells", "finds so % of cells with incidents", "hits in 1 %, %", "5 %", "by cells in 1 %", "5 %"]
    gains = [percent(leaky[key] - honest[key]) for key in keys]
    learned = [percent(leaky["trained"][key] - honest["trained"][key]) for key in keys]
    return LEAK.format(steps=look_ahead["steps"], filled=percent(look_ahead["filled"], 0), table=table(head, rows),
                       contains=percent(leaky["contains"], 0), hits_1=gains[0], hits_5=gains[1], cells_1=gains[2], cells_5=gains[3],
                       network_1=learned[0], network_5=learned[1], network_cells_1=learned[2], network_cells_5=learned[3])


def command(used):
    """What makes these results, with the options of the kinds that have some."""
    options = sorted({f'--options "{name}={" ".join(result["arguments"])}"' if kind_of(name, result) == name
                      else f'--variant "{name}={" ".join([result["kind"], *result["arguments"]])}"'
                      for name, result in used if result["arguments"]})
    return " \\\n  ".join(["bench/skill.py PATH/OF/riskcast FOLDER_OF_TABLES", *options])


def page(all_runs, kinds, default, not_run):
    """all_runs: (SetRuns, results by kind)."""
    used = [result for _, results in all_runs for result in results.values()]
    builds = {version: sorted({each["engine"]["build"] for each in used if each["engine"]["version"] == version})
              for version in sorted({each["engine"]["version"] for each in used})}
    engines = [f"{version} (build {', '.join(its)})" for version, its in builds.items()]
    several = any(len(its) > 1 for its in builds.values())
    processors = sorted({str(each["processors"]) for each in used})
    missing = [kind for kind in kinds if not any(kind in results for _, results in all_runs)]
    ran = paragraph(f"Run with Riskcast {', '.join(engines)} on a machine with {' or '.join(processors)} processors.",
                    "Rows of several builds stand together, as with the option --any-build." if several else "",
                    f"Kinds that were not run: {', '.join(missing)}." if missing else "",
                    f"Sets that were not run: {'; '.join(not_run)}." if not_run else "")
    every = [pair for _, results in all_runs for pair in results.items()]
    parts = [HEAD.format(ran=ran.rstrip(), command=command(every), rivals=", ".join(RIVALS)), default_section(all_runs, default)]
    parts.append("## All kinds\nBest log loss first. The default is in bold; what stands after a kind are options of `riskcast train`.\n")
    parts += [set_section(runs, results, kinds, default) for runs, results in all_runs]
    for runs, results in all_runs:
        if "lookAhead" in runs.facts():
            shown = ["lastmap", "longrunrate", runs.facts()["rivals"][LOG_LOSS], default]
            parts.append(leak_section(runs.facts()["lookAhead"], results, shown))
    return "\n".join(parts)
