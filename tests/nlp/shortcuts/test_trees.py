"""The shortcut of the tree search gives what the search gives."""

from __future__ import annotations

import numpy as np
import pytest

from service.nlp.shortcuts.trees import best_heads, cycles, install, shortcut
from tests.nlp.shortcuts import untouched

stanza_search = untouched.copy("stanza.models.common.chuliu_edmonds")
chuliu_edmonds_one_root = stanza_search.chuliu_edmonds_one_root


@pytest.mark.parametrize("size", [2, 3, 5, 12, 40])
@pytest.mark.parametrize("sharpness", [0.0, 2.0, 9.0])
def test_the_same_trees(size, sharpness):
    rng, taken = np.random.default_rng(size), 0
    for _ in range(60):
        scores = rng.normal(size=(size, size)).astype(np.float32)
        for word in range(1, size):  # a tree that a trained parser would be sure of
            scores[word, rng.integers(0, word) if word > 1 else 0] += sharpness
        scores = np.log(np.exp(scores) / np.exp(scores).sum(1, keepdims=True))
        taken += best_heads(scores) is not None
        given = scores.copy()
        assert shortcut(chuliu_edmonds_one_root)(scores)[1:].tolist() == chuliu_edmonds_one_root(scores)[1:].tolist()
        assert np.array_equal(scores, given)
    assert taken or sharpness < 9


def test_no_tree_is_left_to_the_search():
    cycle = np.log(np.array([[1, 1e-9, 1e-9], [1e-9, 1e-9, 1], [1e-9, 1, 1e-9]]))
    two_roots = np.log(np.array([[1, 1e-9, 1e-9], [1, 1e-9, 1e-9], [1, 1e-9, 1e-9]]))
    assert best_heads(cycle) is None
    assert best_heads(two_roots) is None


def test_installing_twice_changes_nothing():
    from stanza.models.depparse import model

    install()
    once = model.chuliu_edmonds_one_root
    install()
    assert model.chuliu_edmonds_one_root is once


@pytest.mark.parametrize("seed", range(40))
def test_the_same_cycles(seed):
    heads = np.random.default_rng(seed).integers(0, 12, size=12)
    heads[0] = 0
    found = {tuple(mask) for mask in cycles(heads)}
    assert found == {tuple(mask) for mask in stanza_search.tarjan(heads)}
