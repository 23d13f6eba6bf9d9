"""From labels of word pieces to sentences of tokens."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.joint.model import CONTRACTION, FIRST, FIRST_CONTRACTION, INSIDE, TOKEN
from service.nlp.joint.tokens import sentences


def cut(text: str, labelled: list[tuple[int, int]]) -> list[list[str]]:
    found = sentences(text, np.array([p for p, _ in labelled]), np.array([label for _, label in labelled]))
    for sentence in found:
        assert [token["id"] for token in sentence] == [(i + 1,) for i in range(len(sentence))]
        assert all(text[t["start_char"] : t["end_char"]] == t["text"] for t in sentence)
    return [[t["text"] + "*" * ("misc" in t) for t in sentence] for sentence in found]


def test_tokens_sentences_and_contractions():
    text = "It’s late. Don’t go"
    labels = [(0, FIRST_CONTRACTION), (2, INSIDE), (3, INSIDE), (5, TOKEN), (9, TOKEN), (11, FIRST_CONTRACTION),
              (14, INSIDE), (15, INSIDE), (17, TOKEN)]  # fmt: skip
    assert cut(text, labels) == [["It’s*", "late", "."], ["Don’t*", "go"]]


def test_a_contraction_within_a_sentence():
    assert cut("We can’t", [(0, FIRST), (3, CONTRACTION), (6, INSIDE), (7, INSIDE)]) == [["We", "can’t*"]]


def test_a_double_name_is_one_token():
    name = [(0, FIRST), (4, TOKEN), (5, CONTRACTION), (9, INSIDE), (10, INSIDE)]
    labels = [*name, (12, TOKEN), (16, TOKEN), (17, TOKEN)]
    assert cut("Lund-Ruiz’s well-known", labels) == [["Lund-Ruiz’s*", "well", "-", "known"]]


def test_a_blank_ends_a_token_whatever_the_label_says():
    assert cut("a b", [(0, INSIDE), (2, INSIDE)]) == [["a", "b"]]


def test_pieces_of_one_character_are_one_token():
    assert cut("½ cup", [(0, FIRST), (0, TOKEN), (0, TOKEN), (2, TOKEN)]) == [["½", "cup"]]


def test_a_piece_at_a_blank_is_no_token():
    assert cut("a  b", [(0, FIRST), (2, FIRST), (3, TOKEN)]) == [["a", "b"]]


def test_no_pieces_no_sentences():
    assert cut("  ", []) == []


@given(st.text("ab .\n", min_size=1, max_size=40), st.data())
def test_all_that_is_no_blank_is_in_one_token(text, data):
    places = [i for i, c in enumerate(text) if not c.isspace()]
    # A word's first sign is a piece's; of the others some are.
    begins = [i for i in range(len(text)) if i == 0 or text[i - 1].isspace() or data.draw(st.booleans())]
    labelled = [(i, data.draw(st.integers(INSIDE, FIRST_CONTRACTION))) for i in begins]
    found = sentences(text, np.array([p for p, _ in labelled]), np.array([label for _, label in labelled]))
    covered = [i for s in found for t in s for i in range(t["start_char"], t["end_char"])]
    assert covered == places
