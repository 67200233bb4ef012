"""What looking ahead does to a score, in NumPy alone: the published way to fill gaps makes the last map of a window from its target."""
import numpy as np
from osgeo import gdal

gdal.UseExceptions()


def read_stack(path):
    """Counts [steps, cells], whether each step was observed, and the steps' starts."""
    raster = gdal.Open(str(path))
    bands = [raster.GetRasterBand(i + 1) for i in range(raster.RasterCount)]
    observed = np.array([band.GetMetadataItem("RISKCAST_STATE") == "observed" for band in bands])
    counts = np.nan_to_num(raster.ReadAsArray().reshape(raster.RasterCount, -1).astype(float))
    return counts * observed[:, None], observed, [band.GetDescription() for band in bands]


def hit_rate(risk, happened, tie_break, share):
    """Share of incidents in the riskiest share of the cells of each step; equal risks by the mean before the test."""
    taken = round(share * risk.shape[1])
    order = np.lexsort((np.broadcast_to(-tie_break, risk.shape), -risk), axis=1)[:, :taken]
    return np.take_along_axis(happened, order, 1).sum() / happened.sum()


def scores(frames, happened, tie_break):
    positive, frames = happened > 0, frames.astype(float)
    hits = {f"hit_rate{of}_{share}": hit_rate(frames, counted, tie_break, share / 100)
            for of, counted in (("", happened), ("_cells", positive)) for share in (1, 5)}
    return {"recall": frames[positive].mean(), "marked": frames.mean()} | hits


def look_ahead(path, test_start):
    """Scores of copying the last frame before each tested step: filled by looking ahead, and as it was known."""
    counts, observed, starts = read_stack(path)
    first = next(i for i, start in enumerate(starts) if start >= test_start)
    known = np.flatnonzero(observed)
    targets = known[(known >= first) & (known > known[0])]
    before = known[np.searchsorted(known, targets) - 1]
    gap = (targets - before)[:, None]
    filled = (counts[before] + (gap - 1) * counts[targets]) / gap  # linear, at the step just before the target
    last = counts[before]
    tie_break = counts[:first].mean(0)
    filled_targets = gap[:, 0] > 1
    contains = [(frame[target > 0] >= 0.5).all() for frame, target in zip(filled[filled_targets], counts[targets[filled_targets]])]
    return {"steps": len(targets), "filled": filled_targets.mean(), "contains": np.mean(contains),
            "leaky": scores(filled >= 0.5, counts[targets], tie_break), "honest": scores(last >= 0.5, counts[targets], tie_break)}
