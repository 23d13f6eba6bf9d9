"""The best tree of some sentences' scores is the best of all trees."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.nlp import shortcuts
from service.nlp.joint.trees import best


def is_tree(heads) -> bool:
    if list(heads).count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


def score(scores, heads) -> float:
    return sum(scores[w, h] for w, h in enumerate(heads, 1))


@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(0, 10**6))
def test_no_tree_scores_more(lengths, seed):
    scores = np.random.default_rng(seed).normal(size=(len(lengths), 5, 5)).astype(np.float32)
    for heads, n, each in zip(best(scores, lengths), lengths, scores, strict=True):
        assert len(heads) == n and is_tree(heads)
        every = [t for t in product(range(n + 1), repeat=n) if is_tree(t)]
        assert score(each, heads) >= max(score(each, t) for t in every) - 1e-4


def test_the_search_is_stanzas_with_its_shortcuts():
    shortcuts.trees.install()
    scores = np.zeros((1, 3, 3), dtype=np.float32)
    scores[0, 1, 2] = scores[0, 2, 1] = 5  # a cycle
    scores[0, 1, 0] = 1
    assert best(scores, [2]) == [[0, 1]]
