"""Names labelled for this project: where they lie in the texts, and that they fit these."""

from __future__ import annotations

from collections import Counter

import pytest

from models.evaluation import written
from models.training.conllu import Sentence
from models.training.examples import NONE, Example
from models.training.joint import labelled
from models.training.joint.paragraphs import Node, Paragraph, Text
from service.nlp.joint.names import NAMES
from service.nlp.loading import BUNDLED
from service.nlp.tagger.words import load_tokenizer, split

TEXT = "Ana Voss left. Norport slept."


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")


def names(text):
    """Each name's words and kind."""
    out = []
    for p in text.paragraphs:
        for word, tag in zip(p.example.words, p.example.entities, strict=True):
            if NAMES[tag].startswith("B-"):
                out.append((text.text[word.start : word.end], NAMES[tag][2:]))
            elif tag:
                out[-1] = (f"{out[-1][0]} {text.text[word.start : word.end]}", out[-1][1])
    return out


def nodes(*spans):
    return [Node(start, end, 0, "X", "X", "_", 0, "root") for start, end in spans]


def test_sentences_of_the_treebank_have_theirs_by_word(tmp_path, tokenizer):
    path = tmp_path / "names.tsv"
    path.write_text("s1\t1\t2\tPERSON\ns2\t1\t1\tLOC\ns9\t1\t1\tORG\n", encoding="utf8")
    trees = [nodes((0, 3), (4, 8), (9, 13), (13, 14)), nodes((15, 22), (23, 28), (28, 29))]
    text = Text(TEXT, [Paragraph(Example.unlabelled(split(TEXT, 0, len(TEXT), tokenizer)), sentences=trees)])
    labelled.ewt([text], [Sentence(["# newpar", f"# sent_id = s{i}"], []) for i in (1, 2)], path)
    assert names(text) == [("Ana Voss", "PERSON"), ("Norport", "LOC")]


def test_articles_have_theirs_by_character_and_others_are_left_out(tmp_path, tokenizer, monkeypatch):
    path = tmp_path / "names.tsv"
    path.write_text("one\t15\t22\tLOC\none\t0\t8\tPERSON\n", encoding="utf8")
    monkeypatch.setattr(written, "articles", lambda part: [("one", TEXT, {}), ("two", TEXT, {})])
    (text,) = labelled.articles(tokenizer, path, ["part"])
    assert names(text) == [("Ana Voss", "PERSON"), ("Norport", "LOC")]
    assert all(NONE not in p.example.entities for p in text.paragraphs)


def test_every_label_of_the_articles_lies_in_its_text_and_shares_no_character():
    texts = {name: text for part in labelled.PARTS for name, text, _ in written.articles(part)}
    known = labelled.rows(labelled.ARTICLES)
    assert set(known) == set(texts)
    for name, found in known.items():
        last = 0
        for start, end, _ in sorted(found):
            assert last <= start < end <= len(texts[name]) and texts[name][start:end].strip() == texts[name][start:end]
            last = end


def test_every_label_of_the_treebank_is_a_run_of_words():
    kinds: Counter[str] = Counter()
    for sentence, found in labelled.rows(labelled.EWT).items():
        assert sentence and all(0 < first <= last for first, last, _ in found)
        kinds.update(kind for _, _, kind in found)
    assert set(kinds) == {"PERSON", "ORG", "LOC"}
