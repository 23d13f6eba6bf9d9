"""Taking apart only the sentences with contractions gives what Stanza gives for all."""

from __future__ import annotations

import pytest
import stanza
from stanza.models.common.doc import Document

from service.nlp.loading import BUNDLED
from service.nlp.shortcuts.contractions import install

TEXTS = [
    "Ana left. She didn’t say why.",
    "It's late.",
    "Nobody spoke. Nothing moved.",
    "",
    "I can't, we won't; they'll.",
    "The mayor’s car isn’t Ruiz's. Let’s go, it doesn't matter.",
]


@pytest.mark.models
def test_the_same_words():
    pipeline = stanza.Pipeline(
        "en", dir=str(BUNDLED), download_method=None, processors="tokenize,mwt", use_gpu=False, verbose=False
    )

    def read():
        return pipeline.bulk_process([Document([], text=text) for text in TEXTS])

    right = read()
    install(pipeline.processors["mwt"])
    once = pipeline.processors["mwt"].bulk_process
    install(pipeline.processors["mwt"])
    assert pipeline.processors["mwt"].bulk_process is once
    found = read()
    assert [d.to_dict() for d in found] == [d.to_dict() for d in right]
    counts = [[(d.num_words, d.num_tokens, len(d.sentences)) for d in documents] for documents in (found, right)]
    assert counts[0] == counts[1]
    assert any(len(t.words) > 1 for d in found for s in d.sentences for t in s.tokens)
