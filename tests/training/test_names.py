"""The entity taggers' training, on sentences that fit in a line."""

from __future__ import annotations

import random

import pytest
import torch
from service.nlp.ner.model import TAGS, Shape
from service.nlp.ner.runtime import EntityTagger, Vectors

from models.training import names, ner_teacher
from models.training.names import Course, Row
from models.training.schedule import Schedule
from service.nlp.loading import BUNDLED
from service.nlp.tagger.model import AttributionModel
from service.nlp.tagger.model import Shape as EncoderShape
from service.nlp.tagger.words import load_tokenizer

SENTENCES = [
    [("Ana", "B-PERSON"), ("Ruiz", "I-PERSON"), ("left", "O"), ("Selby", "B-LOC"), (".", "O")],
    [("The", "O"), ("Harbour", "B-ORG"), ("Trust", "I-ORG"), ("agreed", "O"), ("'s", "O")],
]


class Pretrain:
    """Vectors of no word at all."""

    class vocab:  # noqa: N801
        _unit2id: dict[str, int] = {}  # noqa: RUF012

    emb = torch.zeros(4, 100)


@pytest.fixture
def vectors():
    return Vectors(Pretrain)


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")


def rows(taught):
    torch.manual_seed(2)
    states = [torch.randn(len(s), Shape().states).half() for s in SENTENCES]
    certain = [torch.eye(len(TAGS))[[TAGS.index(t) for _, t in s]] if taught else None for s in SENTENCES]
    return [
        Row([w for w, _ in s], [t for _, t in s], x, p) for s, x, p in zip(SENTENCES, states, certain, strict=True)
    ]


def test_a_network_learns_its_sentences_and_is_read_back_from_its_file(tmp_path, vectors):
    course = Course(rows(False), rows(True), rows(False))
    file = tmp_path / "names.safetensors"
    names.train(course, vectors, Schedule(steps=40, lr=1e-2, warmup=2), file, seed=1)
    tagger = EntityTagger.load(file, Pretrain)
    assert tagger.tag([(r.words, r.states.float()) for r in rows(False)]) == [[t for _, t in s] for s in SENTENCES]


def test_words_of_a_run_know_their_pieces(tokenizer):
    (run,) = ner_teacher.runs(SENTENCES, tokenizer)
    assert run.words == [w for s in SENTENCES for w, _ in s] and run.lengths == [5, 5]
    for word, places in zip(run.words, run.places, strict=True):
        pieces = tokenizer.encode(word, add_special_tokens=False).ids
        assert [run.pieces[k] for k in places] == pieces


def test_a_teacher_gives_every_sentence_a_probability_for_each_word_and_tag(tokenizer, vectors):
    encoder = AttributionModel(EncoderShape(hidden=24, layers=1, feedforward=8))
    teacher = ner_teacher.Teacher(encoder).eval()
    runs = ner_teacher.runs([*SENTENCES] * 40, tokenizer, random.Random(1))
    found = ner_teacher.probabilities(teacher, runs, vectors)
    assert [tuple(p.shape) for p in found] == [(len(s), len(TAGS)) for s in [*SENTENCES] * 40]
    assert all(torch.allclose(p.sum(-1), torch.ones(len(p))) for p in found)
    (_, given), *_ = ner_teacher.batches(runs, vectors, random.Random(1))
    assert teacher.loss(given).item() > 0
