"""Lemmas are those of a plain Stanza pipeline with the same model."""

from __future__ import annotations

from pathlib import Path

import pytest
import stanza
from stanza.models.common.doc import Document

from service.nlp.loading import BUNDLED
from service.nlp.shortcuts.lemmas import install

TEXTS = [
    *(path.read_text(encoding="utf8") for path in sorted(Path("seeds").glob("*.txt"))[::6]),
    "Hm",
    "What?!? WHAT!!! zxqyed _ ’tis naïve 🌊 e-mail@example.org\n\nIt’s",
    " ",
]


@pytest.mark.models
def test_the_same_lemmas():
    pipeline = stanza.Pipeline(
        "en", dir=str(BUNDLED), download_method=None, processors="tokenize,mwt,pos,lemma", use_gpu=False, verbose=False
    )
    lemmatizer = pipeline.processors["lemma"]

    def lemmas():
        documents = pipeline.bulk_process([Document([], text=text) for text in TEXTS])
        return [word.lemma for d in documents for s in d.sentences for word in s.words]

    right = lemmas()
    install(lemmatizer)
    once = lemmatizer.bulk_process
    install(lemmatizer)
    assert lemmatizer.bulk_process is once
    assert lemmas() == right
    assert len(right) > 500
