"""Quotations in a paragraph of their own after a colon."""

from __future__ import annotations

import pytest

from service.detection.candidates import Candidate
from service.detection.introduced import RULE, with_introduction
from service.domain.document import ParsedText, Sentence, Token
from service.domain.spans import Span

WORDS = {
    "Ruiz continued :": [("PROPN", 1, "nsubj", "Ruiz"), ("VERB", -1, "root", "continue"), ("PUNCT", 1, "punct", ":")],
    "Boats arrived :": [("NOUN", 1, "nsubj", "boat"), ("VERB", -1, "root", "arrive"), ("PUNCT", 1, "punct", ":")],
}


def introduced(opening: str, rule: str = RULE) -> Candidate:
    text = f"{opening}\n\n“The bridge is safe.”"
    tokens, at = [], 0
    for word, (upos, head, deprel, lemma) in zip(opening.split(), WORDS[opening], strict=True):
        at = text.index(word, at)
        tokens.append(Token(at, at + len(word), word, lemma, upos, "", (), head, deprel))
        at += len(word)
    start = text.index("“")
    quotation = Span.of(text, start, len(text))
    parsed = ParsedText(text, (), (Sentence(0, at, tuple(tokens)), Sentence(start, len(text), ())), (), ())
    return with_introduction(parsed, Candidate((quotation,), None, None, False, 0.6, rule))


def test_the_verb_before_the_colon_and_its_subject_attribute_it():
    found = introduced("Ruiz continued :")
    assert found.cue is not None and found.source is not None
    assert (found.source.text, found.cue.text) == ("Ruiz", "continued")


@pytest.mark.parametrize(("opening", "rule"), [("Boats arrived :", RULE), ("Ruiz continued :", "run")])
def test_others_are_left_as_they_are(opening, rule):
    found = introduced(opening, rule)
    assert (found.source, found.cue, found.score) == (None, None, 0.6)
