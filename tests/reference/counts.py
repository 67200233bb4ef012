"""Counts of a random table with NumPy: writes tests/reference/counts.json for tests/core/test_heatmaps.cpp.

Cells of 10 x 20 m in columns x rows = 5 x 4, days, two categories. Coordinates are multiples of 5 and times of 6 hours, so that
many fall on edges between cells and days; some lie outside. numpy.histogramdd's bins are half-open, the last one closed.
"""
import json
import pathlib

import numpy as np

COLUMNS, ROWS, DAYS, CATEGORIES = 5, 4, 6, ["a", "b"]
X_MIN, Y_MIN, CELL_WIDTH, CELL_HEIGHT = 100, 200, 10, 20
HOURS_PER_DAY = 24

random = np.random.default_rng(1)
n = 1000
x = X_MIN + 5 * random.integers(-2, 2 * COLUMNS + 3, n)
y = Y_MIN + 5 * random.integers(-3, 4 * ROWS + 4, n)
hours = 6 * random.integers(-4, 4 * DAYS + 4, n)
category = random.integers(0, 2, n)

inside = (x >= X_MIN) & (x <= X_MIN + COLUMNS * CELL_WIDTH) & (y >= Y_MIN) & (y <= Y_MIN + ROWS * CELL_HEIGHT)
during = (hours >= 0) & (hours < DAYS * HOURS_PER_DAY)
used = inside & during
edges = [np.arange(DAYS + 1) * HOURS_PER_DAY, np.arange(3), Y_MIN + np.arange(ROWS + 1) * CELL_HEIGHT,
         X_MIN + np.arange(COLUMNS + 1) * CELL_WIDTH]
counts, _ = np.histogramdd(np.column_stack([hours, category, y, x])[used], bins=edges)
counts = counts[:, :, ::-1, :]  # row 0 is the northernmost

table = {"x": x.tolist(), "y": y.tolist(), "hours": hours.tolist(), "category": category.tolist(),
         "counts": counts.astype(int).ravel().tolist(), "used": int(used.sum()), "outsideExtent": int((~inside).sum()),
         "outsidePeriod": int((inside & ~during).sum())}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(table) + "\n")
