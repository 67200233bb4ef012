"""What the scripts share that write a network plainly in PyTorch: inputs and weights by the formulas of
tests/models/reference_values.h, and one step of a training, in double. Of large tensors the JSON holds two sums,
sum v[k] cos(k) and sum v[k] sin(k) over the flat index k, which no misplaced or wrong value leaves as they are.
"""
import json
import math

import torch
from torch import nn
import torch.nn.functional as F

WINDOWS = 3


def by_formula(shape, speed, phase, scale):
    k = torch.arange(math.prod(shape), dtype=torch.double)
    return (scale * torch.sin(speed * k + phase)).view(shape)


def padded(x, padding):
    """One cell more on each side of [N, C, H, W]."""
    if padding == "zeros":
        return F.pad(x, (1, 1, 1, 1))
    reflects = padding == "reflect" and min(x.shape[2:]) > 1
    return F.pad(x, (1, 1, 1, 1), mode="reflect" if reflects else "replicate")


class Convolution(nn.Conv2d):
    """3 x 3, of maps that keep their size."""

    def __init__(self, channels, filters, padding, bias=True):
        super().__init__(channels, filters, 3, bias=bias)
        self.beyond_edge = padding

    def forward(self, x):
        return super().forward(padded(x, self.beyond_edge))


def sums(tensor):
    flat = tensor.detach().flatten()
    k = torch.arange(flat.numel(), dtype=torch.double)
    return [float((flat * torch.cos(k)).sum()), float((flat * torch.sin(k)).sum())]


def one_step(case, network, names_and_tensors):
    """The case with what comes out before, at and after a step of Adam.

    names_and_tensors(network, of): the names that our network gives its parameters, in its order, and of(parameter), or the
    part of it if a parameter here is several there.
    """
    network = network.double()
    with torch.no_grad():
        for phase, (_, tensor) in enumerate(names_and_tensors(network, lambda tensor: tensor)):
            tensor.copy_(by_formula(tensor.shape, 0.7, phase, 0.4))
    maps = by_formula((WINDOWS, case["length"], case["channels"], case["rows"], case["columns"]), 1.3, 0, 1)
    calendar = by_formula((WINDOWS, case["calendar"]), 0.9, 0.5, 1)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    scores = network(maps, calendar)
    targets = (by_formula(scores.shape, 2.1, 0, 1) > 0.2).double()
    # The sum, which keeps gradients far above Adam's epsilon: near it a step magnifies the last digits.
    loss = F.binary_cross_entropy_with_logits(scores, targets, reduction="sum")
    loss.backward()
    gradients = {name: sums(tensor) for name, tensor in names_and_tensors(network, lambda tensor: tensor.grad)}
    optimizer.step()
    stepped = {name: sums(tensor) for name, tensor in names_and_tensors(network, lambda tensor: tensor)}
    network.eval()
    return case | {"scores": scores.flatten().tolist(), "loss": loss.item(), "gradients": gradients, "stepped": stepped,
                   "scoresAfterwards": network(maps, calendar).flatten().tolist()}


def write(steps):
    """A line for each case."""
    print("[" + ",\n".join(json.dumps(step) for step in steps) + "]")
