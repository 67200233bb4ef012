#!/usr/bin/env python3
"""Counts with pandas what `riskcast check` finds, and compares.

    riskcast check TABLE.csv.gz report.html --id-field id --category-field category --json > result.jsonl
    check_incidents.py TABLE.csv.gz result.jsonl

Prints the numbers of both where they differ and ends with 1 then.
"""
import json
import sys

import numpy as np
import pandas as pd

DATE = r"^(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$"


def seconds(texts):
    """Wall-clock seconds since 1970, NaN where the text is no ISO 8601 time; and whether it has an offset."""
    parts = texts.str.strip().str.extract(DATE)
    numbers = parts.iloc[:, :6].astype(float)
    numbers[2] = numbers[2].fillna(1)
    numbers = numbers.where(numbers.notna(), 0).where(parts[0].notna())
    days = pd.to_datetime(numbers.iloc[:, :3].set_axis(["year", "month", "day"], axis=1), errors="coerce")
    clock = numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
    since = (days - pd.Timestamp("1970-01-01")) / pd.Timedelta(seconds=1) + clock
    return since, parts[6].notna() & since.notna()


def lower_median(values):
    ordered = np.sort(values)
    return ordered[(len(ordered) - 1) // 2]


def far_distance(distances):
    median = lower_median(distances)
    return 10 * (median if median > 0 else lower_median(distances[distances > 0]))


def far_off(x, y, geographic):
    known = np.isfinite(x) & np.isfinite(y)
    good = known & ~((x == 0) & (y == 0)) & ~(geographic & (abs(y) > 90))
    mx, my = lower_median(x[good]), lower_median(y[good])
    scale = np.cos(np.radians(my)) if geographic else 1.0
    distance = lambda x, y: np.hypot((x - mx) * scale, y - my)
    far = far_distance(distance(x[good], y[good]))
    as_is, exchanged = distance(x, y), distance(y, x)
    swapped = known & (as_is > far) & (exchanged <= far) & (as_is > 3 * exchanged)
    if geographic:
        swapped = known & (abs(x) <= 90) & (abs(y) <= 180) & ((abs(y) > 90) | swapped)
    return known & (as_is > far), swapped


def dominant_months(months, rows):
    months = months.set_axis(pd.PeriodIndex(months.index, freq="M")).sort_index()
    for month, number in months.items():
        distance = (months.index.year - month.year) * 12 + months.index.month - month.month
        around = sorted(months[(distance != 0) & (abs(distance) <= 6)])
        if around and number >= 0.01 * rows and number > 3 * around[len(around) // 2]:
            yield str(month)


def count(table):
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    geographic = "lon" in rows
    x, y = (pd.to_numeric(rows[name], errors="coerce").to_numpy() for name in (("lon", "lat") if geographic else ("x", "y")))
    known = np.isfinite(x) & np.isfinite(y)
    time, offset = seconds(rows.datetime)
    timed = time.notna().to_numpy()
    far, swapped = far_off(x, y, geographic)
    away = (time - lower_median(time[timed])).abs()
    late = timed & (away > max(far_distance(away[timed].to_numpy()), 366 * 86400)).to_numpy()
    same = pd.DataFrame({"x": x + 0.0, "y": y + 0.0, "time": time, "category": rows.category})
    place_and_time = known & timed
    flags = {
        "missing-time": (rows.datetime.str.strip() == "").to_numpy(),
        "unreadable-time": ((rows.datetime.str.strip() != "") & time.isna()).to_numpy(),
        "missing-coordinates": ~known,
        "zero-coordinates": (x == 0) & (y == 0),
        "swapped-coordinates": swapped,
        "far-off": far,
        "duplicate-id": ((rows.id != "") & rows.id.duplicated()).to_numpy(),
        "duplicate-incident": np.zeros(len(rows), bool),
        "implausible-date": late,
    }
    flags["duplicate-incident"][np.flatnonzero(place_and_time)] = same[place_and_time].duplicated().to_numpy()
    counts = {name: int(flag.sum()) for name, flag in flags.items()}

    clock = pd.to_datetime(time[timed], unit="s")
    full_hour = clock.dt.minute == 0
    months = clock[~late[timed]].dt.strftime("%Y-%m").value_counts()
    per_place = pd.Series(list(zip(x[known] + 0.0, y[known] + 0.0))).value_counts()
    counts |= {
        "utc-offsets": int(offset.sum()),
        "time-precision": int(timed.sum()),
        "dominant-months": int(sum(months[month] for month in dominant_months(months, int(timed.sum())))),
        "piled-up-places": int(per_place[(per_place > 1) & (per_place > 0.01 * known.sum())][:10].sum()),
        "rows": len(rows),
        "flagged": int(np.logical_or.reduce(list(flags.values())).sum()),
        "places": len(per_place),
        "midnight": int((full_hour & (clock.dt.hour == 0)).sum()),
        "noon": int((full_hour & (clock.dt.hour == 12)).sum()),
        "full hours": int(full_hour.sum()),
        "first of the month": int((clock.dt.day == 1).sum()),
        "months": {month: int(number) for month, number in sorted(months.items())},
    }
    return counts


def found(result):
    """The same numbers from the result line of `riskcast --json`."""
    counts = {name: rule["rows"] for name, rule in result["rules"].items() if name not in ("piled-up-times", "end-before-start")}
    counts |= {"rows": result["rows"], "flagged": result["flagged"], "places": result["places"]["places"],
               "months": result["times"]["months"]}
    return counts | {name: pile["rows"] for name, pile in result["times"]["pileUps"].items()}


def main():
    table, lines = sys.argv[1:]
    with open(lines) as file:
        ours = found(json.loads(file.read().splitlines()[-1]))
    expected = count(table)
    differing = [name for name in expected | ours if expected.get(name) != ours.get(name)]
    for name in differing:
        print(f"{name}: {ours.get(name)} instead of {expected.get(name)}")
    print({name: number for name, number in expected.items() if name != "months"})
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
