"""Expected values for tests/models/test_st_resnet_network.cpp: ST-ResNet written plainly in PyTorch, in double.

    /usr/bin/python3 tests/reference/st_resnet.py > tests/reference/st_resnet.json
"""
import numpy as np
import torch
from scipy.interpolate import CubicSpline
from torch import nn

from network_steps import Convolution, one_step, write


class Unit(nn.Module):
    def __init__(self, filters, padding):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(filters)
        self.convolution1 = Convolution(filters, filters, padding, bias=False)
        self.norm2 = nn.BatchNorm2d(filters)
        self.convolution2 = Convolution(filters, filters, padding, bias=False)

    def forward(self, x):
        return x + self.convolution2(self.norm2(self.convolution1(self.norm1(x).relu())).relu())


class Branch(nn.Module):
    def __init__(self, case, length):
        super().__init__()
        self.fusion = nn.Parameter(torch.empty(case["outputs"], case["rows"], case["columns"]))
        self.first = Convolution(length * case["channels"], case["filters"], case["padding"])
        self.number = case["units"]
        for number in range(1, self.number + 1):
            self.add_module(f"unit{number}", Unit(case["filters"], case["padding"]))
        self.last = Convolution(case["filters"], case["outputs"], case["padding"])

    def forward(self, maps):  # a list of [N, C, H, W]
        x = self.first(torch.cat(maps, 1))
        for number in range(1, self.number + 1):
            x = getattr(self, f"unit{number}")(x)
        return self.fusion * self.last(x.relu())


def finer(maps, factor, axis):
    """Of a cubic spline through the centres of cells, of which those beyond an edge are a mirror image: it repeats itself."""
    count = maps.shape[axis]
    around = np.concatenate([maps, np.flip(maps, axis), np.take(maps, [0], axis)], axis)
    spline = CubicSpline(np.arange(2 * count + 1), around, axis, bc_type="periodic")
    return spline((np.arange(count * factor) + 0.5) / factor - 0.5)


class StResNet(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        self.finer = case["superResolution"]
        case = case | {"rows": case["rows"] * self.finer, "columns": case["columns"] * self.finer}
        for name in ("closeness", "period", "trend"):
            if case[name] > 0:
                self.add_module(name, Branch(case, case[name]))
        if case["calendar"] > 0:
            self.calendar = nn.ModuleDict({
                "hidden": nn.Linear(case["calendar"], 10),
                "scores": nn.Linear(10, case["outputs"] * case["rows"] * case["columns"])})

    def forward(self, maps, calendar):  # [N, L, C, H, W], [N, K]
        if self.finer > 1:
            maps = torch.from_numpy(finer(finer(maps.numpy(), self.finer, 3), self.finer, 4))
        scores = torch.zeros(len(maps), self.case["outputs"], *maps.shape[3:], dtype=maps.dtype)
        first = 0
        for name in ("closeness", "period", "trend"):
            if self.case[name] > 0:
                scores = scores + getattr(self, name)([maps[:, first + k] for k in range(self.case[name])])
            first += self.case[name]
        if self.case["calendar"] > 0:
            scores = scores + self.calendar["scores"](self.calendar["hidden"](calendar).relu()).view(scores.shape)
        if self.finer > 1:
            scores = scores.unfold(2, self.finer, self.finer).unfold(3, self.finer, self.finer).mean((4, 5))
        return scores.flatten(2)


def names_and_tensors(network, of):
    return [(name, of(parameter)) for name, parameter in network.named_parameters()]


def case(name, padding="replicate", rows=5, columns=4, channels=1, outputs=1, calendar=0, closeness=3, period=1, trend=2,
         filters=3, units=2, super_resolution=1):
    return {"name": name, "padding": padding, "rows": rows, "columns": columns, "channels": channels, "outputs": outputs,
            "calendar": calendar, "closeness": closeness, "period": period, "trend": trend, "filters": filters, "units": units,
            "superResolution": super_resolution, "length": closeness + period + trend}


if __name__ == "__main__":
    write([one_step(each, StResNet(each), names_and_tensors) for each in [
        case("edges replicated"),
        case("edges reflected", padding="reflect"),
        case("zeros beyond the edge", padding="zeros"),
        case("with a calendar", calendar=3),
        case("three outputs and two categories", channels=2, outputs=3),
        case("three outputs, two categories and a calendar", channels=2, outputs=3, calendar=2),
        case("no period", period=0),
        case("trend alone", closeness=0, period=0),
        case("no residual units", units=0),
        case("as many residual units as by default", units=4),
        case("a single row", padding="reflect", rows=1, columns=9),
        case("a single cell", rows=1, columns=1, calendar=1),
        case("twice as fine inside", super_resolution=2),
        case("three times as fine inside, with two categories and a calendar", channels=2, outputs=3, calendar=2, super_resolution=3),
    ]])
