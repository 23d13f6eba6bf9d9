"""The best trees for the scores of arcs, all sentences of a batch at once.

Most sentences' best heads, word by word, are a tree already, and no tree can score more; the others are searched by
Chu and Liu's and Edmonds's algorithm, Stanza's implementation.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from stanza.models.common import chuliu_edmonds

from service.nlp.shortcuts.trees import reach_the_root

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def best(scores: Scores, lengths: Sequence[int]) -> list[list[int]]:
    """The head of each word, 0 for the root's, counted from 1.

    ``scores[s, w, h]`` says what word w of sentence s has for h as its head; word 0 is the root's place, and what lies
    behind a sentence's length is not looked at.
    """
    places = np.arange(scores.shape[1])
    beyond = places > np.array(lengths)[:, None]
    free = np.where(beyond[:, None, :] | (places[:, None] == places), -np.inf, scores)
    heads = free.argmax(2)
    heads[beyond] = 0
    heads[:, 0] = 0
    trees = _trees(heads, beyond)
    return [
        (heads[i, 1 : n + 1] if whole else _searched(free[i, : n + 1, : n + 1])).tolist()
        for i, (n, whole) in enumerate(zip(lengths, trees, strict=True))
    ]


def _trees(heads: Heads, beyond: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each sentence's heads are a tree with one root."""
    roots = ((heads == 0) & ~beyond).sum(1) - 1  # the root's own place is no word
    found: NDArray[np.bool_] = (roots == 1) & reach_the_root(heads)
    return found


def _searched(scores: Scores) -> Heads:
    scores[0] = 0
    scores[0, 0] = -np.inf
    # No tree with one root can score more than the best with any number; forcing one root takes many more steps.
    free: Heads = chuliu_edmonds.chuliu_edmonds(scores.astype(np.float64))[1:]
    if np.count_nonzero(free == 0) == 1:
        return free
    # Stanza's search wants logarithms of probabilities: with scores above 0 it may leave a tree with several roots.
    scores = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    found: Heads = chuliu_edmonds.chuliu_edmonds_one_root(scores)[1:]
    return found
