"""Sequences of BIO tags (Ramshaw & Marcus 1995): O, and for each kind x first B-x, then I-x."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def legal(tags: Sequence[str]) -> Floats:
    """What a step from one tag (row) to another costs: I-x may only follow B-x or I-x.  The first tag is O."""
    return np.array([[-1e9 * (t.startswith("I-") and f[2:] != t[2:]) for t in tags] for f in tags], dtype=np.float32)


def viterbi(scores: Floats, allowed: Floats, learned: Floats | float = 0.0) -> list[int]:
    """The best sequence for scores of shape words x tags.

    `allowed` is what `legal` gives for the tags, `learned` scores of steps from tag to tag, if there are any.
    """
    if not len(scores):
        return []
    steps = allowed + learned
    best = scores[0] + allowed[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        through = best[:, None] + steps
        back[i] = through.argmax(0)
        best = through.max(0) + scores[i]
    path = [int(best.argmax())]
    for i in range(len(scores) - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]
