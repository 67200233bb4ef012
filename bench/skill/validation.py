"""For benches that try something before it is built: a set of skill.py counted up to its test, its validation steps, and differences."""
import datetime
import math

import numpy as np
from osgeo import gdal

from runs import rows_of
from sets import heatmap_arguments

gdal.UseExceptions()
SAMPLES = 10000
VALIDATION_SHARE = 0.2
HISTORY = 8  # the first eighth holds no targets, as long memories need something to remember


def count_before_test(engine, chosen, tables, stack, *arguments):
    """Counts a set up to its test, with further arguments of `riskcast heatmaps`."""
    table = rows_of(engine, chosen, tables, stack.parent)
    engine.run("heatmaps", table, stack, *heatmap_arguments(chosen | {"end": chosen["test"]}), *arguments)


def read_categories(path):
    """Counts [steps, categories, rows, columns], whether each step was observed, and the steps' starts."""
    raster = gdal.Open(str(path))
    bands = [raster.GetRasterBand(i + 1) for i in range(raster.RasterCount)]
    starts = list(dict.fromkeys(band.GetDescription().split(",")[0] for band in bands))
    counts = np.nan_to_num(raster.ReadAsArray().reshape(len(starts), -1, raster.RasterYSize, raster.RasterXSize).astype(float))
    observed = np.array([band.GetMetadataItem("RISKCAST_STATE") == "observed" for band in bands[:: counts.shape[1]]])
    return counts * observed[:, None, None, None], observed, starts


def last_share(steps, share=VALIDATION_SHARE):
    """The steps before the last share of them, and those; the engine rounds up."""
    cut = len(steps) - math.ceil(share * len(steps))
    return steps[:cut], steps[cut:]


def training_and_validation(observed):
    """The steps with reports that a set has before its test, as on the page: the first is only looked back to."""
    return last_share(np.flatnonzero(observed)[1:])


def with_history(steps, count):
    """Those of the steps, of count in all, that a model can be fitted to."""
    return steps[steps >= count // HISTORY]


def weeks_of(starts):
    """The number of the week, from Monday on."""
    return np.unique([(datetime.date.fromisoformat(start).toordinal() - 1) // 7 for start in starts], return_inverse=True)[1]


def caught(risk, happened, tie_break, share=0.05):
    """Incidents in the riskiest share of the cells of each step; equal risks by the mean before."""
    order = np.lexsort((np.broadcast_to(-tie_break, risk.shape), -risk), axis=1)[:, : round(share * risk.shape[1])]
    return np.take_along_axis(happened, order, 1).sum(1)


def with_bounds(tops, bottoms, weeks):
    """Sum of tops by sum of bottoms, each of the steps, and what holds 95 % when weeks are drawn again."""
    drawn = np.random.default_rng(1).multinomial(weeks.max() + 1, np.full(weeks.max() + 1, 1 / (weeks.max() + 1)), SAMPLES)
    top, bottom = (drawn @ np.bincount(weeks, each) for each in (tops, bottoms))
    return [tops.sum() / bottoms.sum(), *np.percentile(top / bottom, [2.5, 97.5])]
