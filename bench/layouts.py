#!/usr/bin/env python3
"""Which order of maps in memory suits the convolution blocks of sftt, tfts and stresnet on a processor: filters first, or last?

    layouts.py

Forward and backward passes of such blocks (padding, convolution 3 x 3, batch normalisation, ReLU) on maps of 32 x 32 in plain PyTorch,
turn by turn. Prints seconds of the processor, one thread, medians of eight; "last" is PyTorch's channels_last. Needs PyTorch (Debian:
python3-torch).
"""
import statistics
import time

import torch
from torch import nn

ROUNDS = 9  # the first one only warms up


def block(before, filters):
    return nn.Sequential(nn.ReplicationPad2d(1), nn.Conv2d(before, filters, 3, bias=False), nn.BatchNorm2d(filters), nn.ReLU())


def pooled(*filters):
    blocks = [[block(before, each), block(each, each), nn.MaxPool2d(2, ceil_mode=True)] for before, each in zip((1, *filters), filters)]
    return nn.Sequential(*sum(blocks, []))


CASES = {
    "sftt: 4 runs of 23 maps": (pooled(32, 64, 128), (92, 1, 32, 32)),
    "tfts: 8 maps of 32 filters": (nn.Sequential(block(32, 32), block(32, 32)), (8, 32, 32, 32)),
    "stresnet: 8 maps, 9 layers of 64 filters": (nn.Sequential(block(16, 64), *(block(64, 64) for _ in range(8))), (8, 16, 32, 32)),
}


def seconds(network, maps, layout):
    network.to(memory_format=layout)
    maps = maps.contiguous(memory_format=layout)
    start = time.process_time()
    network(maps).mean().backward()
    return time.process_time() - start


def main():
    torch.set_num_threads(1)
    layouts = {"first": torch.contiguous_format, "last": torch.channels_last}
    for name, (network, shape) in CASES.items():
        maps = torch.rand(shape)
        rounds = [{order: seconds(network, maps, layout) for order, layout in layouts.items()} for _ in range(ROUNDS)][1:]
        first, last = (statistics.median(each[order] for each in rounds) for order in layouts)
        print(f"{name}: filters first {first:.3f} s, last {last:.3f} s; ratio {last / first:.2f}")


if __name__ == "__main__":
    main()
