"""Words and their surface features, as the attribution tagger reads them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from service.nlp.loading import BUNDLED
from service.nlp.tagger.words import MAX_WORD_PIECES, case_of, load_tokenizer, quotation_states, split


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")


@pytest.mark.parametrize(
    ("form", "case"),
    [("42", 0), ("said", 1), ("Gallery", 2), ("A", 3), ("DTX", 4), ("McKay", 5), ("“", 0), ("çok", 1)],
)
def test_cases(form, case):
    assert case_of(form) == case


def test_quotation_states():
    assert quotation_states('He said " yes . " Then “ no ”'.split()) == [0, 0, 2, 1, 1, 3, 0, 2, 1, 3]
    assert quotation_states("` ` so ' ' it".split()) == [0, 2, 1, 1, 3, 0]


def test_a_paragraph_left_open_stays_inside():
    assert quotation_states("“ We go".split()) == [2, 1, 1]


@given(text=st.text())
def test_words_lie_in_the_text_in_order(tokenizer, text):
    words = split(text, 0, len(text), tokenizer)
    assert all(0 <= w.start < w.end <= len(text) and 0 < len(w.pieces) <= MAX_WORD_PIECES for w in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
