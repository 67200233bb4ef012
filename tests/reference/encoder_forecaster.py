"""Expected values for tests/models/test_encoder_forecaster_network.cpp: two ConvLSTMs (Shi et al. 2015), of which one reads the
maps and the other goes on from what it remembers, written plainly in PyTorch, in double.

    /usr/bin/python3 tests/reference/encoder_forecaster.py > tests/reference/encoder_forecaster.json

One convolution of map and state for each step and layer, step by step.
"""
import torch
from torch import nn

from network_steps import one_step, padded, write


class Cell(nn.Module):
    """A step of a layer; channels are 0 in a layer that sees nothing but its state."""

    def __init__(self, channels, filters, gates, padding):
        super().__init__()
        self.channels, self.gates, self.padding = channels, gates, padding
        self.convolution = nn.Conv2d(channels + filters, 4 * filters, 3)

    def gate(self, x):
        return (0.2 * x + 0.5).clamp(0, 1) if self.gates == "hardsigmoid" else torch.sigmoid(x)

    def forward(self, x, h, c):
        seen = h if x is None else torch.cat([x, h], 1)
        i, f, o, g = self.convolution(padded(seen, self.padding)).chunk(4, 1)
        c = self.gate(f) * c + self.gate(i) * torch.tanh(g)
        return self.gate(o) * torch.tanh(c), c


class EncoderForecaster(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        filters, backwards = case["filters"], case["filters"][::-1]
        self.encoding = nn.ModuleList([Cell(channels, own, case["gates"], case["padding"])
                                       for channels, own in zip([case["channels"]] + filters, filters)])
        self.forecasting = nn.ModuleList([Cell(channels, own, case["gates"], case["padding"])
                                          for channels, own in zip([0] + backwards, backwards)])
        self.scores = nn.Conv2d(sum(filters), case["outputs"], 1)
        # One weight for each number of the calendar, output and step ahead
        self.beta = nn.Parameter(torch.zeros(case["horizon"] * case["outputs"], case["calendar"]))

    def forward(self, maps, calendar):  # [N, L, C, H, W], [N, K]
        windows, length, _, rows, columns = maps.shape
        states = []
        for filters in self.case["filters"]:
            zeros = torch.zeros(windows, filters, rows, columns, dtype=maps.dtype)
            states.append((zeros, zeros))
        for t in range(length):
            x = maps[:, t]
            for layer, cell in enumerate(self.encoding):
                states[layer] = cell(x, *states[layer])
                x = states[layer][0]
        states = states[::-1]
        scores = []
        for _ in range(self.case["horizon"]):
            x = None
            for layer, cell in enumerate(self.forecasting):
                states[layer] = cell(x, *states[layer])
                x = states[layer][0]
            scores.append(self.scores(torch.cat([h for h, _ in states], 1)).flatten(2))
        return torch.cat(scores, 1) + (calendar @ self.beta.T).unsqueeze(-1)


def names_and_tensors(network, of):
    """The convolution of a cell is split into input and recurrent kernel."""
    named = []
    for kind in ("encoding", "forecasting"):
        for number, cell in enumerate(getattr(network, kind), 1):
            name, weight, bias = f"{kind}{number}.", of(cell.convolution.weight), of(cell.convolution.bias)
            if cell.channels > 0:
                named += [(name + "input.weight", weight[:, :cell.channels]), (name + "input.bias", bias),
                          (name + "recurrent.weight", weight[:, cell.channels:])]
            else:
                named += [(name + "recurrent.weight", weight), (name + "recurrent.bias", bias)]
    named += [("scores.weight", of(network.scores.weight)), ("scores.bias", of(network.scores.bias))]
    if network.case["calendar"] > 0:
        named.append(("calendar.beta.weight", of(network.beta)))
    return named


def case(name, gates="hardsigmoid", padding="replicate", rows=5, columns=4, length=3, channels=1, outputs=1, calendar=0,
         horizon=3, filters=(2, 3)):
    return {"name": name, "gates": gates, "padding": padding, "rows": rows, "columns": columns, "length": length,
            "channels": channels, "outputs": outputs, "calendar": calendar, "horizon": horizon, "filters": list(filters)}


if __name__ == "__main__":
    write([one_step(each, EncoderForecaster(each), names_and_tensors) for each in [
        case("hard sigmoid, edges replicated"),
        case("hard sigmoid, edges reflected", padding="reflect"),
        case("hard sigmoid, zeros beyond the edge", padding="zeros"),
        case("plain sigmoid", gates="sigmoid"),
        case("one step ahead", horizon=1),
        case("with a calendar", calendar=3),
        case("three outputs and two categories", channels=2, outputs=3),
        case("three outputs, two categories and a calendar", channels=2, outputs=3, calendar=2, horizon=2),
        case("three layers", filters=(2, 3, 4)),
        case("one layer", filters=(3,)),
        case("one map", length=1, horizon=5),
        case("a single row", padding="reflect", rows=1, columns=9),
        case("a single cell", rows=1, columns=1),
    ]])
