"""Sequences of BIO tags (Ramshaw & Marcus 1995): O, and for each kind x first B-x, then I-x."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def legal(tags: Sequence[str]) -> Floats:
    """What a step from one tag (row) to another costs: I-x may only follow B-x or I-x.  The first tag is O."""
    return np.array([[-1e9 * (t.startswith("I-") and f[2:] != t[2:]) for t in tags] for f in tags], dtype=np.float32)


def best_paths(scores: Sequence[Floats], steps: Floats, first: Floats | float = 0.0) -> list[list[int]]:
    """The best sequence for each of some sentences' scores, words x tags; all sentences take a step together.

    `steps` has the score of a step from one tag (row) to another, `first` that of each tag at the beginning.
    """
    # The longest sentence first, so that those which go on are always the first ones.
    order = sorted((i for i, rows in enumerate(scores) if len(rows)), key=lambda i: -len(scores[i]))
    out: list[list[int]] = [[] for _ in scores]
    if not order:
        return out
    lengths = [len(scores[i]) for i in order]
    padded = np.zeros((len(order), lengths[0], len(steps)), dtype=scores[0].dtype)
    for rows, i in zip(padded, order, strict=True):
        rows[: len(scores[i])] = scores[i]
    best = padded[:, 0] + first
    back = np.zeros((lengths[0], len(order), len(steps)), dtype=np.int64)
    running = [sum(length > i for length in lengths) for i in range(lengths[0])]
    for i in range(1, lengths[0]):
        count = running[i]
        through = best[:count, :, None] + steps
        back[i, :count] = through.argmax(1)
        best[:count] = through.max(1) + padded[:count, i]
    paths = np.zeros((len(order), lengths[0]), dtype=np.int64)
    current = best.argmax(1)
    for i in range(lengths[0] - 1, -1, -1):
        count = running[i]
        paths[:count, i] = current[:count]
        current[:count] = back[i, np.arange(count), current[:count]]
    for path, i in zip(paths.tolist(), order, strict=True):
        out[i] = path[: len(scores[i])]
    return out
