"""Expected values for tests/models/test_rate_network.cpp: the small network that corrects a rate, written plainly in PyTorch, in
double.

    /usr/bin/python3 tests/reference/rate_network.py > tests/reference/rate_network.json

Each cell by itself: a product of its features with a matrix instead of a convolution 1 x 1.
"""
import torch
from torch import nn

from network_steps import one_step, write


class RateNetwork(nn.Module):
    def __init__(self, case):
        super().__init__()
        features, filters, outputs = case["features"], case["filters"], case["outputs"]
        self.first = nn.Linear(features, filters)
        self.second = nn.Linear(filters, filters)
        self.linear = nn.Linear(features, outputs)
        self.last = nn.Linear(filters, outputs, bias=False)
        # One weight for each number of the calendar and output
        self.beta = nn.Parameter(torch.zeros(outputs, case["calendar"]))

    def forward(self, maps, calendar):  # [N, 1, F, H, W], [N, K]
        cells = maps[:, 0].flatten(2).transpose(1, 2)
        hidden = torch.relu(self.first(cells))
        hidden = hidden + torch.relu(self.second(hidden))
        return (self.linear(cells) + self.last(hidden)).transpose(1, 2) + (calendar @ self.beta.T).unsqueeze(-1)


def names_and_tensors(network, of):
    """Weights of a convolution 1 x 1 have two dimensions more, which no formula here looks at."""
    named = [(f"{layer}.{part}", of(getattr(getattr(network, layer), part)))
             for layer, parts in (("first", ("weight", "bias")), ("second", ("weight", "bias")), ("linear", ("weight", "bias")),
                                  ("last", ("weight",))) for part in parts]
    if network.beta.numel() > 0:
        named.append(("calendar.beta.weight", of(network.beta)))
    return named


def case(name, features=3, filters=4, outputs=1, calendar=0, rows=5, columns=4):
    return {"name": name, "features": features, "filters": filters, "outputs": outputs, "calendar": calendar, "rows": rows,
            "columns": columns, "length": 1, "channels": features}


if __name__ == "__main__":
    write([one_step(each, RateNetwork(each), names_and_tensors) for each in [
        case("one feature, one filter", features=1, filters=1),
        case("several features"),
        case("with a calendar", calendar=3),
        case("three outputs", features=6, outputs=3),
        case("three outputs and a calendar", features=6, outputs=3, calendar=2),
        case("a single cell", rows=1, columns=1),
    ]])
