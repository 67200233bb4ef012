"""What the benches of an epoch share: a network trained by riskcast and one plainly in PyTorch, and how they compare."""
import json
import pathlib
import statistics
import subprocess
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


def riskcast_seconds(riskcast, stack, folder, *options):
    """Seconds of each epoch but the first, and what the model says of itself."""
    model = folder / "model.safetensors"
    subprocess.run([riskcast, "train", stack, model, "--epochs", str(EPOCHS), "--device", "cpu", *options], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    description = model_description(model)
    return [epoch["seconds"] for epoch in description["history"]["epochs"]][1:], description


def print_comparison(mine, rival, description, remark=lambda seconds: ""):
    """Medians, with a remark on each, and their ratio, which is returned."""
    history, trained_on = description["history"], description["trainedOn"]
    print(f"LibTorch {history['libtorch']}, PyTorch {torch.__version__}, {history['threads']} threads, "
          f"{trained_on['training']['steps']} + {trained_on['validation']['steps']} windows")
    medians = [statistics.median(seconds) for seconds in (mine, rival)]
    for name, median in zip(("riskcast", "plain PyTorch"), medians):
        print(f"{name:13}  {median:7.2f} s per epoch{remark(median)}")
    ratio = medians[0] / medians[1]
    print(f"riskcast takes {ratio:.2f} of the time (medians of {len(mine)} epochs in turn)")
    return ratio


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
