"""Expected values for tests/models/test_conv_lstm_network.cpp: the published network in both forms, written plainly in PyTorch, in double.

    /usr/bin/python3 tests/reference/conv_lstm.py > tests/reference/conv_lstm.json

One convolution of the map and the state for each step (Shi et al. 2015), BatchNorm3d, MaxPool3d. Weights, maps and targets come
from formulas that the test repeats; the JSON holds what came out with PyTorch 1.13. Of large tensors it holds two sums,
sum v[k] cos(k) and sum v[k] sin(k) over the flat index k, which no misplaced or wrong value leaves as they are.
"""
import json
import math
import sys

import numpy as np
from scipy.optimize import minimize
import torch
from torch import nn
import torch.nn.functional as F


HIDDEN_FILTERS = 32


def padded(x, padding):
    if padding == "zeros":
        return F.pad(x, (1, 1, 1, 1))
    reflects = padding == "reflect" and min(x.shape[2:]) > 1
    return F.pad(x, (1, 1, 1, 1), mode="reflect" if reflects else "replicate")


class PlainBlock(nn.Module):
    def __init__(self, channels, filters, gates, padding, pool):
        super().__init__()
        self.filters = filters
        self.gates = gates
        self.padding = padding
        self.convolution = nn.Conv2d(channels + filters, 4 * filters, 3)
        self.norm = nn.BatchNorm3d(filters)
        self.pool = nn.MaxPool3d(pool, ceil_mode=True)

    def gate(self, x):
        return (0.2 * x + 0.5).clamp(0, 1) if self.gates == "hardsigmoid" else torch.sigmoid(x)

    def forward(self, x):  # [N, C, L, H, W]
        windows, _, steps, rows, columns = x.shape
        h = torch.zeros(windows, self.filters, rows, columns, dtype=x.dtype)
        c = torch.zeros_like(h)
        states = []
        for t in range(steps):
            i, f, o, g = self.convolution(padded(torch.cat([x[:, :, t], h], 1), self.padding)).chunk(4, 1)
            c = self.gate(f) * c + self.gate(i) * torch.tanh(g)
            h = self.gate(o) * torch.tanh(c)
            states.append(h)
        return self.pool(self.norm(torch.stack(states, 2)))


class PlainNetwork(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.blocks = nn.ModuleList()
        self.padding = case["padding"]
        self.is_squash = case["form"] == "squash"
        channels, shape = case["channels"], [case["length"], case["rows"], case["columns"]]
        for filters in case["filters"]:
            self.blocks.append(PlainBlock(channels, filters, case["gates"], case["padding"],
                                          2 if self.is_squash else (2, 1, 1)))
            channels, shape = filters, [math.ceil(n / 2) for n in shape]
        if self.is_squash:
            self.dense = nn.Linear(channels * math.prod(shape), case["rows"] * case["columns"])
        else:
            self.hidden = nn.Conv2d(channels, HIDDEN_FILTERS, 3)
            self.scores = nn.Conv2d(HIDDEN_FILTERS, 1, 1)

    def forward(self, x):  # [N, L, C, H, W]
        x = x.transpose(1, 2)
        for block in self.blocks:
            x = block(x)
        if self.is_squash:
            return self.dense(x.transpose(1, 2).flatten(1))
        return self.scores(F.relu(self.hidden(padded(x.amax(2), self.padding)))).flatten(1)


def by_formula(shape, speed, phase, scale):
    k = torch.arange(math.prod(shape), dtype=torch.double)
    return (scale * torch.sin(speed * k + phase)).view(shape)


def samples(case, windows):
    """Maps, and targets that share a pattern of cells, so that there is something to learn and something to learn too well."""
    maps = by_formula((windows, case["length"], case["channels"], case["rows"], case["columns"]), 1.3, 0, 1) > 0.3
    cells = case["rows"] * case["columns"]
    targets = by_formula((1, cells), 2.1, 0, 1) + by_formula((windows, cells), 1.7, 0, 0.8) > 0.7
    return maps.double(), targets.double()


def names_and_tensors(network, of=lambda tensor: tensor):
    """The tensors under the names that our network gives them; the convolution is split into input and recurrent kernel."""
    for number, block in enumerate(network.blocks, 1):
        name, weight = f"block{number}.", of(block.convolution.weight)
        channels = weight.shape[1] - block.filters
        yield name + "lstm.input.weight", weight[:, :channels]
        yield name + "lstm.input.bias", of(block.convolution.bias)
        yield name + "lstm.recurrent.weight", weight[:, channels:]
        yield name + "norm.weight", of(block.norm.weight)
        yield name + "norm.bias", of(block.norm.bias)
    for last in ["dense"] if network.is_squash else ["hidden", "scores"]:
        yield last + ".weight", of(getattr(network, last).weight)
        yield last + ".bias", of(getattr(network, last).bias)


def set_weights(network):
    with torch.no_grad():
        for phase, (name, tensor) in enumerate(names_and_tensors(network)):
            tensor.copy_(by_formula(tensor.shape, 0.7, phase, 0.4))


def sums(tensor):
    flat = tensor.detach().flatten()
    k = torch.arange(flat.numel(), dtype=torch.double)
    return [float((flat * torch.cos(k)).sum()), float((flat * torch.sin(k)).sum())]


def loss_of(logits, targets, weight):
    return F.binary_cross_entropy_with_logits(logits, targets, pos_weight=torch.tensor([weight], dtype=torch.double))


def made(case):
    network = PlainNetwork(case).double()
    set_weights(network)
    return network


def one_step(case):
    network, (maps, targets) = made(case), samples(case, 3)
    optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
    logits = network(maps)
    loss = loss_of(logits, targets, 5.0)
    loss.backward()
    gradients = {name: sums(gradient) for name, gradient in names_and_tensors(network, lambda tensor: tensor.grad)}
    optimizer.step()
    stepped = {name: sums(tensor) for name, tensor in names_and_tensors(network)}
    network.eval()
    return case | {"logits": logits.flatten().tolist(), "loss": loss.item(), "gradients": gradients, "stepped": stepped,
                   "logitsAfterwards": network(maps).flatten().tolist()}


def seed_of(seed, epoch):
    """c10::hash_combine, which the random numbers of an epoch come from."""
    return seed ^ (epoch + 0x9E3779B9 + (seed << 6) + (seed >> 2)) % 2**64


def calibrated_log_loss(risk, targets):
    """Of the line through the logits that makes it least, but for some trust in a slope of 1; of that slope if the line falls."""
    scores, happened = torch.logit(risk).flatten().numpy().astype(float), targets.flatten().numpy()
    trust = min(scores.var(), 1) / (2 * scores.size)

    def loss(line):
        logits = line[0] * scores + line[1]
        return (np.logaddexp(0, logits) - happened * logits).mean()

    best = minimize(lambda line: loss(line) + trust * (line[0] - 1) ** 2, [1, 0], method="Nelder-Mead",
                    options={"xatol": 1e-9, "fatol": 1e-15, "maxiter": 10_000})
    if best.x[0] > 0:
        return loss(best.x)
    return minimize(lambda offset: loss([1, offset[0]]), [0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-15}).fun


def training(case, epochs=6, batch=4, learning_rate=0.05, weight=5.0, seed=5):
    """Windows 0 … 9 train, 10 … 13 choose the epoch."""
    network, (maps, targets) = made(case), samples(case, 14)
    optimizer = torch.optim.Adam(network.parameters(), lr=learning_rate)
    losses, validation_losses, log_losses, calibrated, risks = [], [], [], [], []
    for epoch in range(1, epochs + 1):
        generator = torch.Generator().manual_seed(seed_of(seed, epoch))
        network.train()
        total = 0
        for chosen in torch.randperm(10, generator=generator).split(batch):
            optimizer.zero_grad()
            loss = loss_of(network(maps[chosen]), targets[chosen], weight)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        network.eval()
        with torch.no_grad():
            q = torch.sigmoid(network(maps[10:]))
            p = q / (q + weight * (1 - q))
            losses.append(total / 10)
            validation_losses.append(F.binary_cross_entropy(q, targets[10:], 1 + (weight - 1) * targets[10:]).item())
            log_losses.append(F.binary_cross_entropy(p, targets[10:]).item())
            calibrated.append(calibrated_log_loss(p, targets[10:]))
            risks.append(p.flatten().tolist())
    best, best_calibrated = (min(range(epochs), key=of.__getitem__) for of in (log_losses, calibrated))
    assert best != best_calibrated
    return case | {"epochs": epochs, "batch": batch, "learningRate": learning_rate, "weight": weight, "seed": seed,
                   "losses": losses, "validationLosses": validation_losses, "validationLogLosses": log_losses,
                   "calibratedLogLosses": calibrated,
                   "bestEpoch": best + 1, "risk": risks[best], "bestCalibratedEpoch": best_calibrated + 1,
                   "riskOfBestCalibrated": risks[best_calibrated]}


def case(name, gates, padding, length, rows, columns, filters, channels=1, form="squash"):
    return {"name": name, "form": form, "gates": gates, "padding": padding, "channels": channels, "length": length, "rows": rows,
            "columns": columns, "filters": filters}


if __name__ == "__main__":
    steps = [
        case("hard sigmoid, edges replicated", "hardsigmoid", "replicate", 4, 6, 8, [2, 3]),
        case("hard sigmoid, edges reflected", "hardsigmoid", "reflect", 4, 6, 8, [2, 3]),
        case("hard sigmoid, zeros beyond the edge", "hardsigmoid", "zeros", 4, 6, 8, [2, 3]),
        case("plain sigmoid, edges replicated", "sigmoid", "replicate", 4, 6, 8, [2, 3]),
        case("plain sigmoid, edges reflected", "sigmoid", "reflect", 4, 6, 8, [2, 3]),
        case("plain sigmoid, zeros beyond the edge", "sigmoid", "zeros", 4, 6, 8, [2, 3]),
        case("odd rows, columns and steps", "hardsigmoid", "replicate", 5, 7, 3, [2, 3, 2]),
        case("a single row", "hardsigmoid", "reflect", 3, 1, 9, [2, 2]),
        case("two categories", "hardsigmoid", "replicate", 2, 4, 4, [3], channels=2),
        case("convolutional", "hardsigmoid", "replicate", 4, 5, 4, [2, 3], form="convolutional"),
        case("convolutional, zeros beyond the edge, steps left over", "sigmoid", "zeros", 5, 3, 6, [2], form="convolutional"),
    ]
    # The plain sigmoid: the slope of the hard one is a 32-bit number in LibTorch, which six epochs magnify.
    trained = case("a whole training", "sigmoid", "replicate", 4, 5, 4, [2, 3])
    json.dump({"steps": [one_step(each) for each in steps], "training": training(trained)}, sys.stdout, indent=1)
    print()
