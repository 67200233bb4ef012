"""Expected values for tests/models/test_{sftt,tfts,parb}_network.cpp: the three networks written plainly in PyTorch, in double.

    /usr/bin/python3 tests/reference/sftt.py sftt > tests/reference/sftt.json
    /usr/bin/python3 tests/reference/sftt.py tfts > tests/reference/tfts.json
    /usr/bin/python3 tests/reference/sftt.py parb > tests/reference/parb.json

One map after the other goes through the convolutions of SFTT, and one cell after the other through the LSTM of TFTS. The LSTM is
written out, gate by gate.
"""
import math
import sys

import torch
from torch import nn
import torch.nn.functional as F

from network_steps import one_step, padded, write


class Block(nn.Module):
    def __init__(self, channels, filters, padding):
        super().__init__()
        self.convolution = nn.Conv2d(channels, filters, 3, bias=False)
        self.norm = nn.BatchNorm2d(filters)
        self.beyond_edge = padding

    def forward(self, x):
        return F.relu(self.norm(self.convolution(padded(x, self.beyond_edge))))


class Lstm(nn.Module):
    """Hochreiter and Schmidhuber 1997 with a forget gate; the weights as PyTorch lays them out: gates i, f, g, o."""

    def __init__(self, inputs, hidden, layers):
        super().__init__()
        self.layers = layers
        for k in range(layers):
            self.register_parameter(f"weight_ih_l{k}", nn.Parameter(torch.empty(4 * hidden, hidden if k else inputs)))
            self.register_parameter(f"weight_hh_l{k}", nn.Parameter(torch.empty(4 * hidden, hidden)))
            self.register_parameter(f"bias_ih_l{k}", nn.Parameter(torch.empty(4 * hidden)))
            self.register_parameter(f"bias_hh_l{k}", nn.Parameter(torch.empty(4 * hidden)))

    def forward(self, steps):  # a list of [N, inputs]
        for k in range(self.layers):
            w, u, b, c = (getattr(self, f"{name}_l{k}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
            hidden = cell = torch.zeros(len(steps[0]), u.shape[1], dtype=u.dtype)
            states = []
            for x in steps:
                i, f, g, o = (x @ w.T + b + hidden @ u.T + c).chunk(4, 1)
                cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g)
                hidden = torch.sigmoid(o) * torch.tanh(cell)
                states.append(hidden)
            steps = states
        return steps[-1]


class Sftt(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        channels, shape = case["channels"], [case["rows"], case["columns"]]
        for stage, filters in enumerate(case["filters"]):
            self.add_module(f"convolution{2 * stage + 1}", Block(channels, filters, case["padding"]))
            self.add_module(f"convolution{2 * stage + 2}", Block(filters, filters, case["padding"]))
            channels, shape = filters, [math.ceil(n / 2) for n in shape]
        self.summary = nn.Linear(channels * math.prod(shape), case["hidden"])
        self.lstm = Lstm(case["hidden"], case["hidden"], 2)
        self.maps = nn.Linear(case["hidden"], case["outputs"] * case["rows"] * case["columns"])

    def forward(self, maps):  # [N, L, C, H, W]
        windows, length = maps.shape[:2]
        x = maps.flatten(0, 1)  # the maps of a window, then those of the next: normalised over all
        for stage in range(len(self.case["filters"])):
            x = getattr(self, f"convolution{2 * stage + 2}")(getattr(self, f"convolution{2 * stage + 1}")(x))
            x = F.max_pool2d(x, 2, ceil_mode=True)
        x = x.view(windows, length, *x.shape[1:])
        state = self.lstm([self.summary(x[:, t].flatten(1)) for t in range(length)])
        return self.maps(state).view(windows, self.case["outputs"], self.case["rows"], self.case["columns"])


class Tfts(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.lstm = Lstm(case["channels"], case["cellHidden"], 1)
        channels = case["cellHidden"]
        self.number = len(case["cellFilters"])
        for k, filters in enumerate(case["cellFilters"], 1):
            self.add_module(f"convolution{k}", Block(channels, filters, case["padding"]))
            channels = filters

    def forward(self, maps):  # [N, L, C, H, W]
        rows = []
        for r in range(maps.shape[3]):
            rows.append(torch.stack([self.lstm(list(maps[:, :, :, r, c].unbind(1))) for c in range(maps.shape[4])], -1))
        x = torch.stack(rows, 2)
        for k in range(1, self.number + 1):
            x = getattr(self, f"convolution{k}")(x)
        return x


class Network(nn.Module):
    """What the three kinds share: the calendar, and for those with maps at the end, a weighted sum of these."""

    def __init__(self, kind, case):
        super().__init__()
        self.kind = kind
        if kind == "parb":
            self.sftt, self.tfts = Sftt(case), Tfts(case)
        else:
            self.branch = Sftt(case) if kind == "sftt" else Tfts(case)
        if kind != "sftt":
            maps = case["cellFilters"][-1] + (case["outputs"] if kind == "parb" else 0)
            self.scores = nn.Conv2d(maps, case["outputs"], 1)
        if case["calendar"] > 0:
            self.calendar = nn.ModuleDict({"beta": nn.Linear(case["calendar"], case["outputs"], bias=False)})

    def forward(self, maps, calendar):
        if self.kind == "parb":
            scores = self.scores(torch.cat([self.sftt(maps), self.tfts(maps)], 1))
        else:
            scores = self.branch(maps) if self.kind == "sftt" else self.scores(self.branch(maps))
        if hasattr(self, "calendar"):
            scores = scores + self.calendar["beta"](calendar)[:, :, None, None]
        return scores.flatten(2)


def names_and_tensors(network, of):
    return [(name, of(parameter)) for name, parameter in network.named_parameters()]


def case(name, padding="replicate", length=3, rows=4, columns=6, channels=1, outputs=1, calendar=0, filters=(2, 3), hidden=4,
         cell_hidden=3, cell_filters=(3, 2)):
    return {"name": name, "padding": padding, "length": length, "rows": rows, "columns": columns, "channels": channels,
            "outputs": outputs, "calendar": calendar, "filters": list(filters), "hidden": hidden, "cellHidden": cell_hidden,
            "cellFilters": list(cell_filters)}


CASES = [
    case("edges replicated"),
    case("edges reflected", padding="reflect"),
    case("zeros beyond the edge", padding="zeros"),
    case("with a calendar", calendar=3),
    case("three outputs, two categories and a calendar", channels=2, outputs=3, calendar=2),
    case("odd rows, columns and steps", length=5, rows=7, columns=3),
    case("one map", length=1),
    case("a single row", padding="reflect", rows=1, columns=9),
    case("a single cell", rows=1, columns=1, calendar=1),
    case("as many stages as by default", filters=(2, 2, 3), rows=9, columns=10),
]

if __name__ == "__main__":
    kind = sys.argv[1]
    write([one_step(each, Network(kind, each), names_and_tensors) for each in CASES])
