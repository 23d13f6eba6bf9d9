"""States of words, read by the tokens that lie over them."""

from __future__ import annotations

import pytest
import torch

from service.nlp.tagger.states import States
from service.nlp.tagger.words import Word


def word(start, end):
    return Word(start, end, (1,), 1, 0, 0)


@pytest.fixture
def states():
    """Three words, "ab", "c" and "de", of two windows."""
    windows = [([word(0, 2), word(3, 4)], torch.tensor([[1.0, 0], [3, 0]])), ([word(4, 6)], torch.tensor([[0.0, 5]]))]
    return States.of(windows)


def test_a_token_has_the_mean_of_the_words_it_shares_a_character_with(states):
    assert states.over([(0, 2), (3, 6), (1, 4)]).tolist() == [[1, 0], [1.5, 2.5], [2, 0]]


def test_a_token_without_words_has_none(states):
    assert states.over([(2, 3), (6, 9)]).tolist() == [[0, 0], [0, 0]]


def test_no_words_and_no_tokens(states):
    assert States.of([]).over([(0, 1)]).shape == (1, 0)
    assert states.over([]).shape == (0, 2)
