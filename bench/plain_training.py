"""What the benches of an epoch share: a network trained plainly in PyTorch, and what a model file of riskcast says of its training."""
import json
import pathlib
import time

import torch
import torch.nn.functional as F

ROOT = pathlib.Path(__file__).resolve().parent.parent
EPOCHS = 4
BATCH = 8
SIDE = 32  # cells


def model_description(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    return json.loads(header["__metadata__"]["riskcast"])


def plain_seconds(network, description, window, incidents_a_map):
    """Seconds of each epoch but the first on as many random windows as riskcast had by `description`; the network gives [N, cells]."""
    history, steps = description["history"], description["trainedOn"]
    windows, all_windows = steps["training"]["steps"], steps["training"]["steps"] + steps["validation"]["steps"]
    torch.set_num_threads(history["threads"])
    share = incidents_a_map / SIDE**2
    maps = (torch.rand(all_windows, window, 1, SIDE, SIDE) < share).float()
    targets = (torch.rand(all_windows, SIDE**2) < share).float()
    pos_weight = torch.tensor([history["positiveWeight"]])
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-4)
    seconds = []
    for _ in range(EPOCHS):
        start = time.perf_counter()
        network.train()
        for chosen in torch.randperm(windows).split(BATCH):
            optimizer.zero_grad()
            loss = F.binary_cross_entropy_with_logits(network(maps[chosen]), targets[chosen], pos_weight=pos_weight)
            loss.backward()
            optimizer.step()
            loss.item()
        network.eval()
        with torch.no_grad():
            for chosen in torch.arange(windows, all_windows).split(BATCH):
                F.binary_cross_entropy_with_logits(network(maps[chosen]), targets[chosen], pos_weight=pos_weight).item()
        seconds.append(time.perf_counter() - start)
    return seconds[1:]
