"""Sequences of BIO tags."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from service.nlp.bio import best_paths, legal

TAGS = ("O", "B-x", "I-x", "B-y", "I-y")
ALLOWED = legal(TAGS)
TENTHS = st.integers(-50, 50)


def score(path, scores, learned):
    steps = sum(ALLOWED[a, b] + learned[a, b] for a, b in itertools.pairwise(path))
    return ALLOWED[0, path[0]] + steps + sum(scores[i, t] for i, t in enumerate(path))


@given(
    arrays(np.int64, st.tuples(st.integers(1, 4), st.just(5)), elements=TENTHS),
    arrays(np.int64, (5, 5), elements=TENTHS),
)
def test_no_other_sequence_scores_better(scores, learned):
    scores, learned = (scores / 10).astype(np.float32), (learned / 10).astype(np.float32)
    (found,) = best_paths([scores], ALLOWED + learned, ALLOWED[0])
    best = max(score(path, scores, learned) for path in itertools.product(range(5), repeat=len(scores)))
    assert abs(score(found, scores, learned) - best) < 1e-3
    assert all(TAGS[b][0] != "I" or TAGS[a][2:] == TAGS[b][2:] for a, b in itertools.pairwise([0, *found]))


def test_nothing_has_no_tags():
    assert best_paths([np.zeros((0, 5), dtype=np.float32)], ALLOWED) == [[]]


@given(st.lists(arrays(np.int64, st.tuples(st.integers(0, 6), st.just(5)), elements=TENTHS), max_size=5))
def test_sentences_together_are_as_each_alone(several):
    scores = [(rows / 10).astype(np.float32) for rows in several]
    assert best_paths(scores, ALLOWED) == [best_paths([rows], ALLOWED)[0] for rows in scores]
