"""From tag scores and pointers to attributions."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from service.nlp.bio import best_paths
from service.nlp.tagger.decode import STEPS, Piece, assemble, point, spans
from service.nlp.tagger.model import TAGS

SHAPES = st.tuples(st.integers(0, 12), st.just(len(TAGS)))
SCORES = arrays(np.int64, SHAPES, elements=st.integers(-90, 0)).map(lambda tenths: (tenths / 10).astype(np.float32))


@given(SCORES)
def test_tag_sequences_are_legal(scores):
    (tags,) = best_paths([scores], STEPS, STEPS[0])
    assert len(tags) == len(scores)
    for before, tag in zip(["O", *(TAGS[t] for t in tags)], tags, strict=False):
        assert not TAGS[tag].startswith("I-") or before[2:] == TAGS[tag][2:]


@given(SCORES)
def test_spans_are_ordered_disjoint_and_within_the_text(scores):
    (path,) = best_paths([scores], STEPS, STEPS[0])
    found = spans(path, np.exp(scores))
    assert all(0 <= p.begin < p.end <= len(scores) for p in found)
    assert all(a.end <= b.begin for a, b in itertools.pairwise(found))


def pointers(words: int, **targets: int) -> np.ndarray:
    """Certain pointers: ``w3=5`` lets word 3 point to word 5; a word not named points to nothing."""
    table = np.zeros((words, words + 1), dtype=np.float32)
    table[:, 0] = 1.0
    for name, target in targets.items():
        word = int(name[1:])
        table[word] = 0
        table[word, target + 1] = 1.0
    return table


def test_a_quotation_interrupted_by_its_cue_is_one_attribution():
    pieces = [Piece("content", 0, 2, 1), Piece("source", 2, 3, 1), Piece("cue", 3, 4, 1), Piece("content", 4, 6, 1)]
    (found,) = assemble(pieces, pointers(6, w0=3, w1=3, w4=3, w5=3), pointers(6, w3=2), detach=0.4)
    assert [(c.begin, c.end) for c in found.content] == [(0, 2), (4, 6)]
    assert (found.cue, found.source) == (pieces[2], pieces[1])


def test_one_source_serves_two_cues():
    labels = ("source", "cue", "content", "cue", "content")
    pieces = [Piece(label, i, i + 1, 1) for i, label in enumerate(labels)]
    found = assemble(pieces, pointers(5, w2=1, w4=3), pointers(5, w1=0, w3=0), detach=0.4)
    assert [f.source for f in found] == [pieces[0], pieces[0]]
    assert [f.cue for f in found] == [pieces[1], pieces[3]]


def test_a_content_that_points_to_nothing_has_no_cue():
    (found,) = assemble([Piece("content", 0, 2, 0.9)], pointers(2), pointers(2), detach=0.4)
    assert found.cue is None
    assert found.source is None


def test_a_weakly_tied_fragment_is_dropped_beside_a_strong_one():
    pieces = [Piece("content", 0, 1, 1), Piece("cue", 1, 2, 1), Piece("content", 2, 3, 1)]
    to_cue = pointers(3, w0=1)
    to_cue[2] = [0.3, 0.2, 0.35, 0.15]
    (found,) = assemble(pieces, to_cue, pointers(3), detach=0.4)
    assert found.content == (pieces[0],)


def test_a_cue_without_content_is_no_attribution():
    assert assemble([Piece("cue", 0, 1, 1)], pointers(1), pointers(1), detach=0.4) == []


def test_pointing_sums_over_the_words_of_a_target():
    table = np.array([[0.4, 0.3, 0.3, 0.0]], dtype=np.float32)
    target = Piece("cue", 0, 2, 1)
    assert point(Piece("content", 0, 1, 1), table, [target])[0] == target
