"""Expected values for tests/models/test_gan_network.cpp and test_gan_trainer.cpp: a conditional GAN written plainly in PyTorch,
in double.

    /usr/bin/python3 tests/reference/gan.py network > tests/reference/gan_network.json
    /usr/bin/python3 tests/reference/gan.py trainer > tests/reference/gan_trainer.json

Noise is drawn in 32 bits, uniformly between -1 and 1, from PyTorch's own generator: seeded with NOISE_SEED while training, and
with the seed of the case anew for each forecast.
"""
import sys

import torch
from torch import nn
import torch.nn.functional as F

from network_steps import WINDOWS, Convolution, by_formula, one_step, sums, write

NOISE_SEED = 5


class Block(nn.Module):
    def __init__(self, channels, filters, padding):
        super().__init__()
        self.convolution = Convolution(channels, filters, padding, bias=False)
        self.norm = nn.BatchNorm2d(filters)

    def forward(self, x):
        return self.norm(self.convolution(x)).relu()


class UNet(nn.Module):
    """One level inside the other."""

    def __init__(self, case):
        super().__init__()
        filters, padding = case["filters"][:case["levels"]], case["padding"]
        channels = [case["length"] * case["channels"] + case["calendar"] + 1] + filters
        self.levels = case["levels"]
        for k in range(1, self.levels + 1):
            self.add_module(f"down{k}", Block(channels[k - 1], channels[k], padding))
        self.bottom = Block(channels[-1], channels[-1], padding)
        for k in range(self.levels, 0, -1):
            self.add_module(f"up{k}", Block(channels[min(k + 1, self.levels)] + channels[k], channels[k], padding))
        self.last = nn.Conv2d(filters[0], case["outputs"], 1)

    def level(self, k, x):
        if k > self.levels:
            return self.bottom(x)
        fine = getattr(self, f"down{k}")(x)
        coarse = self.level(k + 1, F.max_pool2d(fine, 2, ceil_mode=True))
        twice = coarse.repeat_interleave(2, 2).repeat_interleave(2, 3)[:, :, :fine.shape[2], :fine.shape[3]]
        return getattr(self, f"up{k}")(torch.cat([twice, fine], 1))

    def forward(self, x):
        return self.last(self.level(1, x))


def condition(maps, calendar):
    rows, columns = maps.shape[-2:]
    return torch.cat([maps.flatten(1, 2), calendar[:, :, None, None].repeat(1, 1, rows, columns)], 1)


def log_rates(case):
    return by_formula((WINDOWS, case["outputs"], case["rows"] * case["columns"]), 1.7, 0, 1) - 1


def prior_scores(case):
    """Logits of the risk of the rates."""
    return torch.logit(1 - torch.exp(-torch.exp(log_rates(case)))) if case["prior"] else 0


class Gan(nn.Module):
    def __init__(self, case):
        super().__init__()
        self.case = case
        self.generator = UNet(case)
        self.training_noise = torch.Generator().manual_seed(NOISE_SEED)

    def noise(self, windows, generator):
        return 2 * torch.rand(windows, 1, self.case["rows"], self.case["columns"], generator=generator).double() - 1

    def forward(self, maps, calendar):
        x, prior = condition(maps, calendar), prior_scores(self.case)
        if self.training:
            return self.generator(torch.cat([x, self.noise(len(x), self.training_noise)], 1)).flatten(2) + prior
        generator = torch.Generator().manual_seed(self.case["seed"])
        mean = 0
        for _ in range(self.case["draws"]):
            noise = self.noise(1, generator).repeat(len(x), 1, 1, 1)
            mean = mean + torch.sigmoid(self.generator(torch.cat([x, noise], 1)).flatten(2) + prior) / self.case["draws"]
        return torch.logit(mean)


class Critic(nn.Module):
    def __init__(self, case):
        super().__init__()
        channels = case["length"] * case["channels"] + case["calendar"] + case["outputs"]
        self.first = Convolution(channels, 32, case["padding"])
        self.second = Convolution(32, 64, case["padding"])
        self.last = Convolution(64, 1, case["padding"])

    def forward(self, x, y):
        x = F.max_pool2d(F.leaky_relu(self.first(torch.cat([x, y], 1)), 0.2), 2, ceil_mode=True)
        return torch.sigmoid(self.last(F.max_pool2d(F.leaky_relu(self.second(x), 0.2), 2, ceil_mode=True)))


def names_and_tensors(network, of):
    return [(name, of(parameter)) for name, parameter in network.named_parameters()]


def set_by_formula(network, scale):
    with torch.no_grad():
        for phase, parameter in enumerate(network.parameters()):
            parameter.copy_(by_formula(parameter.shape, 0.7, phase, scale))


def training(case, batches=3, learning_rate=2e-4):
    """The same batch again and again; the cells of the first column and of the first four rows, and with these a row of patches,
    are outside."""
    gan, critic = Gan(case).double(), Critic(case).double()
    set_by_formula(gan, 0.4)
    set_by_formula(critic, 0.08)  # so small that it is not sure of all it sees
    maps = by_formula((WINDOWS, case["length"], case["channels"], case["rows"], case["columns"]), 1.3, 0, 1)
    calendar = by_formula((WINDOWS, case["calendar"]), 0.9, 0.5, 1)
    y = (by_formula((WINDOWS, case["outputs"], case["rows"], case["columns"]), 2.1, 0, 1) > 0.2).double()
    inside = torch.ones(case["rows"], case["columns"], dtype=bool)
    inside[:4] = inside[:, 0] = False
    inside_patch = F.max_pool2d(F.max_pool2d(inside[None].double(), 2, ceil_mode=True), 2, ceil_mode=True)[0] > 0
    of_generator = torch.optim.Adam(gan.parameters(), lr=learning_rate, betas=(0.5, 0.999))
    of_critic = torch.optim.Adam(critic.parameters(), lr=learning_rate, betas=(0.5, 0.999))
    x, losses = condition(maps, calendar), []
    y[:, :, ~inside] = 0
    for _ in range(batches):
        drawn = torch.sigmoid(gan(maps, calendar)).view_as(y).masked_fill(~inside, 0)
        of_critic.zero_grad()
        praise = critic(x, y).log() + (1 - critic(x, drawn.detach())).log()
        (-praise[:, :, inside_patch].mean()).backward()
        of_critic.step()
        of_generator.zero_grad()
        loss = -critic(x, drawn).log()[:, :, inside_patch].mean() + 100 * (y - drawn).abs()[:, :, inside].mean()
        loss.backward()
        of_generator.step()
        losses.append(loss.item())
    return case | {"learningRate": learning_rate, "losses": losses,
                   "generator": {name: sums(tensor) for name, tensor in gan.named_parameters()},
                   "critic": {name: sums(tensor) for name, tensor in critic.named_parameters()}}


def case(name, padding="replicate", length=2, rows=5, columns=6, channels=1, outputs=1, calendar=0, filters=(2, 3), levels=2,
         draws=3, seed=11, prior=False):
    """levels: how often the grid is halved, which our network finds out itself."""
    return {"name": name, "padding": padding, "length": length, "rows": rows, "columns": columns, "channels": channels,
            "outputs": outputs, "calendar": calendar, "filters": list(filters), "levels": levels, "draws": draws, "seed": seed,
            "prior": prior}


NETWORKS = [
    case("edges replicated"),
    case("edges reflected", padding="reflect"),
    case("zeros beyond the edge", padding="zeros"),
    case("three outputs, two categories and a calendar", channels=2, outputs=3, calendar=2),
    case("four levels", rows=17, columns=6, filters=(2, 2, 3, 2), levels=4),
    case("a grid too small for four levels", rows=3, columns=2, filters=(2, 2, 3, 2), levels=1),
    case("a single row", padding="reflect", rows=1, columns=9),
    case("a single cell", rows=1, columns=1, calendar=1, levels=1),
    case("a single draw", draws=1),
    case("a prior, three outputs", outputs=3, prior=True),
]
TRAININGS = [
    case("one output", rows=10, columns=7),
    case("three outputs, two categories and a calendar", rows=9, columns=6, channels=2, outputs=3, calendar=2),
    case("a prior, two outputs", rows=9, columns=6, outputs=2, prior=True),
]

if __name__ == "__main__":
    if sys.argv[1] == "network":
        write([one_step(each, Gan(each), names_and_tensors) for each in NETWORKS])
    else:
        write([training(each) for each in TRAININGS])
