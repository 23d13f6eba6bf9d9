"""Looked-up features of characters are those that Stanza computes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.tokenization.data import TokenizationDataset
from stanza.models.tokenization.vocab import Vocab

from service.nlp.shortcuts.characters import install, quick
from tests.nlp.shortcuts import untouched

slow = untouched.copy("stanza.models.tokenization.data").TokenizationDataset.para_to_sentences
FEATURES = ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"]


def dataset(wanted: list[str]) -> TokenizationDataset:
    made = TokenizationDataset.__new__(TokenizationDataset)
    made.args = {"feat_funcs": wanted, "use_dictionary": False}
    made.eval = True
    made.vocab = Vocab([[("a", 0), ("B", 0), (" ", 0), ("1", 0)]], "en")
    return made


@pytest.mark.parametrize("wanted", [FEATURES, FEATURES[:2], ["numeric", "start_of_para", "capitalized"], []])
@given(text=st.text(alphabet=" aAbB1.é🌊", max_size=20) | st.text(max_size=20))
def test_the_same_features(wanted, text):
    paragraph = [(character, 0) for character in text]
    right, found = (read(dataset(wanted), paragraph) for read in (slow, quick(slow)))
    assert len(found) == len(right)
    for ours, theirs in zip(found, right, strict=True):
        assert ours[3] == theirs[3]
        for a, b in zip(ours[:3], theirs[:3], strict=True):
            assert np.array_equal(a, b.reshape(a.shape))


def test_what_needs_more_is_left_to_stanza():
    asked = []
    quick(lambda *given: asked.append(given))(dataset([*FEATURES, "phone_number"]), [("a", 0)])
    assert len(asked) == 1


def test_installing_twice_changes_nothing():
    install()
    once = TokenizationDataset.para_to_sentences
    install()
    assert TokenizationDataset.para_to_sentences is once
