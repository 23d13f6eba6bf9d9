"""Tags, trees and names are those of a plain Stanza pipeline with the same weights."""

from __future__ import annotations

from pathlib import Path

import pytest
import stanza
from stanza.models.common.doc import Document

from service.nlp.loading import BUNDLED, load
from service.nlp.reading import install

TEXTS = [
    *(path.read_text(encoding="utf8") for path in sorted(Path("seeds").glob("*.txt"))[::4]),
    "Hm",
    "What?!? WHAT!!! ﹖﹖ zxqy _ ’tis naïve 🌊 e-mail@example.org\n\nIt’s",
]
PLAIN, READ = "tokenize,mwt,pos,lemma,depparse,ner", ("pos", "depparse", "ner")


@pytest.fixture(scope="module")
def ours():
    return load(BUNDLED)


@pytest.fixture(scope="module")
def theirs():
    return stanza.Pipeline("en", dir=str(BUNDLED), download_method=None, processors=PLAIN, use_gpu=False, verbose=False)


@pytest.mark.models
def test_the_same_words(ours, theirs):
    assert all("bulk_process" in vars(ours.processors[name]) for name in READ)
    assert not any("bulk_process" in vars(theirs.processors[name]) for name in READ)
    documents = theirs.bulk_process([Document([], text=text) for text in TEXTS])
    again = ours.bulk_process([Document([], text=text) for text in TEXTS], processors=PLAIN)
    for right, found in zip(documents, again, strict=True):
        fields = ["text", "upos", "xpos", "feats", "lemma", "head", "deprel"]
        assert found.get(fields) == right.get(fields)
        assert found.get("ner", from_token=True) == right.get("ner", from_token=True)
        assert [(e.text, e.type) for e in found.ents] == [(e.text, e.type) for e in right.ents]


@pytest.mark.models
def test_installing_twice_changes_nothing(ours):
    once = [ours.processors[name].bulk_process for name in READ]
    install(ours)
    assert [ours.processors[name].bulk_process for name in READ] == once


@pytest.mark.models
def test_no_sentence_is_no_matter(ours):
    assert ours.bulk_process([Document([], text=" ")], processors=PLAIN)[0].sentences == []
