"""Sentences that a tokenizer cuts too early."""

from __future__ import annotations

import pytest
from stanza.models.common.doc import Document

from service.nlp.sentences import repaired


def sentences(*cut: str) -> list[str]:
    """What becomes of sentences of these words, blanks between."""
    text = " ".join(cut)
    at, tokens = 0, []
    for sentence in cut:
        tokens.append([])
        for number, word in enumerate(sentence.split(), 1):
            start = text.index(word, at)
            at = start + len(word)
            tokens[-1].append({"id": number, "text": word, "start_char": start, "end_char": at})
    document = Document(tokens, text=text)
    document.place = None
    return [" ".join(t.text for t in s.tokens) for s in repaired(document).sentences]


@pytest.mark.parametrize(
    ("first", "second"),
    [("They met Gov .", "Ruiz ."), ("So said Maj. Gen.", "Ruiz ."), ("It opens on Nov .", "8 ."), ("See No.", "7 ."),
     ("Ruiz left the", "Harbour Trust .")],
)  # fmt: skip
def test_joined(first, second):
    assert sentences(first, second) == [f"{first} {second}"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("They met Ruiz .", "She left ."), ("It opened in Nov .", "Ruiz left ."), ("She said no .", "7 left ."),
     ("They met the gov .", "Ruiz left .")],
)  # fmt: skip
def test_kept_apart(first, second):
    assert sentences(first, second) == [first, second]
