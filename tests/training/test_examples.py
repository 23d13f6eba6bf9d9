"""What the encoder is taught: labels lie on the words they belong to, and only where a corpus says something."""

from __future__ import annotations

import random

import pytest

from models.training import conllu, gum
from models.training.corpora import joined, surface
from models.training.examples import ENTITIES, NONE, Example, batches, row, windows
from service.nlp.tagger.model import TAGS
from service.nlp.tagger.words import WORD, Word


def example(text: str, at: int = 0) -> Example:
    words = [Word(m.start() + at, m.end() + at, (500 + i,), 1, 0, int(i == 0))
             for i, m in enumerate(WORD.finditer(text))]
    return Example.unlabelled(words)


def attributed() -> Example:
    made = example("Voss said boats leave .")
    made.tags = [0] * len(made.words)
    made.attribute([(0, 4)], [(5, 9)], [(10, 21)])
    return made


def test_an_attribution_is_labelled_with_tags_and_pointers():
    made = attributed()
    assert [TAGS[t] for t in made.tags] == ["B-source", "B-cue", "B-content", "I-content", "O"]
    assert made.cue_of == [NONE, NONE, 1, 1, NONE]
    assert made.source_of == [NONE, 0, NONE, NONE, NONE]


def test_joined_sentences_move_their_pointers_and_start_once():
    both = joined([attributed(), attributed()])
    assert both.cue_of[7:9] == [6, 6]
    assert both.source_of[6] == 5
    assert [w.starts for w in both.words] == [1] + [0] * 9


def test_a_row_holds_piece_positions():
    pieces, features, tags, to_cue, to_source, entities = row([attributed(), attributed()])
    assert len(pieces) == len(features) == len(tags) == len(to_cue) == len(to_source) == len(entities) == 12
    assert to_cue[3:5] == [2, 2] and to_cue[8:10] == [7, 7]
    assert to_source[7] == 6
    assert set(entities) == {NONE}


def test_windows_and_batches_lose_nothing():
    documents = [[attributed() for _ in range(200)] for _ in range(3)]
    assert sum(len(w) for d in documents for w in windows(d, random.Random(1))) == 600
    labelled = sum(int((b[3] != NONE).sum()) for b in batches(documents, random.Random(1)))
    assert labelled == 600 * 5


def test_entities_are_labelled_by_characters():
    made = example("in New York .")
    made.name(3, 11, "LOC")
    assert [ENTITIES[t] if t != NONE else "" for t in made.entities] == ["", "B-LOC", "I-LOC", ""]


def test_clitics_stand_on_their_words():
    text, spans = surface([("They", "O"), ("do", "O"), ("n't", "O"), ("say", "O")])
    assert text == "They don't say"
    assert [text[a:b] for a, b in spans] == ["They", "do", "n't", "say"]


@pytest.fixture
def document() -> list[conllu.Sentence]:
    rows = [
        ("The", "DET", 2, "det", "Discourse=attribution-positive:1->2:0:sem-atsrc-1-2+lex-indwd-4"),
        ("study", "NOUN", 4, "nsubj", "_"), ("has", "AUX", 4, "aux", "_"), ("shown", "VERB", 0, "root", "_"),
        ("that", "SCONJ", 7, "mark", "Discourse=evaluation-comment:2->9:1:_"), ("rivers", "NOUN", 7, "nsubj", "_"),
        ("rise", "VERB", 4, "ccomp", "_"), ("when", "ADV", 10, "mark", "Discourse=contingency-condition:3->2:0:_"),
        ("it", "PRON", 10, "nsubj", "_"), ("rains", "VERB", 7, "advcl", "_"), (".", "PUNCT", 4, "punct", "_"),
    ]
    lines = [[str(i), f, f, u, "_", "_", str(h), d, "_", m] for i, (f, u, h, d, m) in enumerate(rows, 1)]
    return [conllu.Sentence(["# newdoc id = x"], lines)]


def test_a_relation_of_gum_is_an_attribution(document):
    (relation,) = gum.relations(document)
    assert (relation.source, relation.cue) == ([0, 1], [2, 3])
    assert relation.content == list(range(4, 11))
    assert relation.whole
