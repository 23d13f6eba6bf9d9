"""Tags, trees and names are those of a plain Stanza pipeline with the same weights."""

from __future__ import annotations

from pathlib import Path

import pytest
import stanza
from stanza.models.common.doc import Document

from service.nlp.loading import BUNDLED
from service.nlp.reading import install

TEXTS = [
    *(path.read_text(encoding="utf8") for path in sorted(Path("seeds").glob("*.txt"))[::4]),
    "Hm",
    "What?!? WHAT!!! ﹖﹖ zxqy _ ’tis naïve 🌊 e-mail@example.org\n\nIt’s",
]
PLAIN, READ = "tokenize,mwt,pos,lemma,depparse,ner", ("pos", "lemma", "depparse", "ner")


def plain() -> stanza.Pipeline:
    return stanza.Pipeline("en", dir=str(BUNDLED), download_method=None, processors=PLAIN, use_gpu=False, verbose=False)


@pytest.fixture(scope="module")
def right():
    pipeline = plain()
    assert not any("bulk_process" in vars(pipeline.processors[name]) for name in READ)
    return pipeline.bulk_process([Document([], text=text) for text in TEXTS])


@pytest.fixture(scope="module", params=[False, True])
def ours(request):
    pipeline = plain()
    install(pipeline, halved=request.param)
    assert all("bulk_process" in vars(pipeline.processors[name]) for name in READ)
    return request.param, pipeline


FIELDS = ["text", "upos", "xpos", "feats", "lemma", "head", "deprel"]


def words(documents: list[Document]) -> list[list[str]]:
    return [word for d in documents for word in d.get(FIELDS)]


def entities(documents: list[Document]) -> list[tuple[str, str]]:
    return [(e.text, e.type) for d in documents for e in d.ents]


@pytest.mark.models
def test_the_same_words(ours, right):
    halved, pipeline = ours
    found = pipeline.bulk_process([Document([], text=text) for text in TEXTS])
    pairs = list(zip(words(found), words(right), strict=True))
    # Halves of floats may tip what is on the edge.
    assert sum(a != b for a, b in pairs) <= (0.005 * len(pairs) if halved else 0)
    if not halved:
        assert entities(found) == entities(right)
        tags = [[t.ner for d in documents for s in d.sentences for t in s.tokens] for documents in (found, right)]
        assert tags[0] == tags[1]


@pytest.mark.models
def test_installing_twice_changes_nothing(ours):
    _, ours = ours
    once = [ours.processors[name].bulk_process for name in READ]
    install(ours)
    assert [ours.processors[name].bulk_process for name in READ] == once


@pytest.mark.models
def test_no_sentence_is_no_matter(ours):
    _, ours = ours
    assert ours.bulk_process([Document([], text=" ")], processors=PLAIN)[0].sentences == []
