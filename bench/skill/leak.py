"""What looking ahead does to a score, without Riskcast: the published way to fill gaps makes the last map of a window from its target."""
import pathlib
import sys

import numpy as np
import torch
from osgeo import gdal

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "reference"))
from conv_lstm import PlainNetwork, case  # noqa: E402

gdal.UseExceptions()

LENGTH = 16  # of the publication's windows
FORM, FILTERS = "convolutional", [8, 8]  # a cell's score comes from its neighbourhood; small, so that it takes minutes
EPOCHS, BATCH, LEARNING_RATE = 20, 8, 1e-3  # as convlstm's on the skill page, without a choice of the epoch


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


def hit_rates(risk, happened, tie_break):
    return {f"hit_rate{of}_{share}": hit_rate(risk, counted, tie_break, share / 100)
            for of, counted in (("", happened), ("_cells", happened > 0)) for share in (1, 5)}


def copy_scores(frames, happened, tie_break):
    frames = frames.astype(float)
    return {"recall": frames[happened > 0].mean(), "marked": frames.mean()} | hit_rates(frames, happened, tie_break)


def filled(counts, known, steps, until):
    """Binary maps of steps [..., cells]: gaps are filled between the real maps on both sides, or hold the one before, if the one after
    is not before `until`."""
    place = np.searchsorted(known, steps, side="right")
    before = known[np.maximum(place - 1, 0)]
    after = known[np.minimum(place, len(known) - 1)]
    from_before, to_after = ((steps - before) * (after < until))[..., None], (after - steps)[..., None]
    sums = to_after * counts[before] + from_before * counts[after]
    return np.where(from_before > 0, sums / np.maximum(from_before + to_after, 1), counts[before]) >= 0.5


def trained(counts, known, first, looks_ahead):
    """Risk [steps, cells] of the known steps from the first on, by a ConvLSTM that learns from those before."""
    targets = known[known >= known[0] + LENGTH]
    until = np.inf if looks_ahead else targets[:, None]
    side = round(counts.shape[1] ** 0.5)
    maps = filled(counts, known, targets[:, None] + np.arange(-LENGTH, 0), until)
    windows = torch.from_numpy(maps.reshape(len(targets), LENGTH, 1, side, side)).float()
    happened = torch.from_numpy(counts[targets] > 0).float()
    learns = torch.from_numpy(np.flatnonzero(targets < first))
    torch.manual_seed(1)
    network = PlainNetwork(case("", "hardsigmoid", "replicate", LENGTH, side, side, FILTERS, form=FORM))
    optimizer = torch.optim.Adam(network.parameters(), lr=LEARNING_RATE)
    for _ in range(EPOCHS):
        for batch in learns[torch.randperm(len(learns))].split(BATCH):
            optimizer.zero_grad()
            torch.nn.functional.binary_cross_entropy_with_logits(network(windows[batch]), happened[batch]).backward()
            optimizer.step()
    network.eval()
    with torch.no_grad():
        return torch.cat([network(some) for some in windows[len(learns):].split(BATCH)]).numpy()


def look_ahead(path, test_start):
    """Scores in the tested steps of a copy of the last map, and of networks, by whether gaps are filled by looking ahead."""
    counts, observed, starts = read_stack(path)
    first = next(i for i, start in enumerate(starts) if start >= test_start)
    known = np.flatnonzero(observed)
    targets = known[(known >= first) & (known > known[0])]
    follows_gap = ~observed[targets - 1]
    tie_break = counts[:first].mean(0)
    result = {"steps": len(targets), "filled": follows_gap.mean()}
    for name, until in (("leaky", np.inf), ("honest", targets)):
        last = filled(counts, known, targets - 1, until)
        result[name] = copy_scores(last, counts[targets], tie_break)
        result[name]["trained"] = hit_rates(trained(counts, known, first, name == "leaky"), counts[targets], tie_break)
        contains = [frame[target > 0].all() for frame, target in zip(last[follows_gap], counts[targets[follows_gap]])]
        result[name]["contains"] = np.mean(contains)
    return result
