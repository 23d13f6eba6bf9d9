"""The pointer from pronouns to their antecedents gives what the network gives, passed on over pronouns."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from service.nlp.tagger.antecedents import LEAST, Antecedents
from service.nlp.tagger.model import POINTER
from service.nlp.tagger.words import Word

TEXT = "Ana met Ben. He saw her and he left"


def words():
    found, at = [], 0
    for form in TEXT.split():
        start = TEXT.index(form, at)
        at = start + len(form)
        pieces = tuple(range(1 + len(form) % 2))
        found.append(Word(start, at, pieces, 0, 0, 0, tuple(range(len(pieces)))))
    return found


@torch.inference_mode()
def test_a_pronoun_points_to_words_before_it_and_on_from_pronouns():
    torch.manual_seed(2)
    layer, given = torch.nn.Linear(12, 2 * POINTER), words()
    first = np.cumsum([1, *(len(w.pieces) for w in given)])[:-1].tolist()
    states = torch.randn(first[-1] + len(given[-1].pieces), 12)
    asks, answers = layer(states).chunk(2, -1)
    found = Antecedents(layer).of(TEXT, given, first, states)
    assert [TEXT[p.start :].split()[0] for p in found] == ["He", "her", "he"]
    assert {p.since for p in found} == {0}
    owner = [0, *(1 + i for i, w in enumerate(given) for _ in w.pieces)]
    wanted = []
    for i in (3, 5, 7):
        chances = np.zeros(1 + len(given))
        scores = torch.softmax(answers[: first[i]] @ asks[first[i]] * POINTER**-0.5, -1)
        for row, chance in enumerate(scores.tolist()):
            chances[owner[row]] += chance
        for earlier, j in enumerate((3, 5)[: len(wanted)]):
            share, chances[1 + j] = chances[1 + j], 0.0
            chances += share * wanted[earlier]
        wanted.append(chances)
    for one, chances in zip(found, wanted, strict=True):
        assert one.beyond == pytest.approx(chances[0], abs=1e-5)
        likely = {given[i].start: chances[1 + i] for i in range(len(given)) if chances[1 + i] >= LEAST}
        assert {start: chance for start, _, chance in one.places} == pytest.approx(likely, abs=1e-5)


def test_a_window_without_pronouns_asks_nothing():
    layer = torch.nn.Linear(12, 2 * POINTER)
    assert Antecedents(layer).of("Ana left", words()[:1], [1], torch.zeros(2, 12)) == []
