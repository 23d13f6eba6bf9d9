"""Copies of articles with words replaced."""

from __future__ import annotations

import random

import pytest
import torch

from models.training.examples import NONE, Example
from models.training.joint import varied
from models.training.joint.paragraphs import Node, Paragraph, Text
from models.training.joint.varied import Neighbours, Variant, copies, named, renamed, tags_of
from service.nlp.loading import BUNDLED
from service.nlp.tagger.words import load_tokenizer

ARTICLE = "Ana walked to Oslo. Ana told Ben that rain and the snow fell, they said.\n\nBen SAID Rain, Snow!"


def vectors():
    """Two names that are alike, two verbs and two nouns; all other words are like none."""
    axes = {"ana": 0, "ben": 0, "oslo": 1, "told": 2, "said": 2, "rain": 3, "snow": 3, "walked": 4, "fell": 2}
    return {word: torch.eye(8)[axis] for word, axis in axes.items()}


ALL, NONE_OF_IT = Variant(1, 0.0, 0.0), Variant(1, 1.0, 1.0)
TAGS = {"told": "VBD", "said": "VBD", "rain": "NN", "snow": "NN", "fell": "VBZ"}


@pytest.fixture
def neighbours(monkeypatch):
    monkeypatch.setattr(varied, "RARE", 1)
    return Neighbours([ARTICLE, ARTICLE], TAGS, vectors())


def test_words_give_place_to_those_tagged_alike_and_names_to_names(neighbours):
    found = neighbours.varied(ARTICLE, random.Random(1), ALL)
    assert found == "Ben walked to Oslo. Ben said Ana that snow and the rain fell, they told.\n\nAna TOLD Snow, Rain!"


def test_most_words_stay(monkeypatch):
    monkeypatch.setattr(varied, "RARE", 1)
    assert Neighbours([ARTICLE, ARTICLE], TAGS, vectors()).varied(ARTICLE, random.Random(1), NONE_OF_IT) == ARTICLE


def test_a_copy_has_the_paragraphs_of_its_article_and_nothing_to_learn(neighbours):
    tokenizer = load_tokenizer(BUNDLED / "en/attribution/tokenizer.json")
    (copy,) = copies([Text(ARTICLE, [])], [[]], neighbours, {}, tokenizer, ALL)
    assert copy.text.count("\n\n") == 1 and copy.text != ARTICLE
    assert [copy.text[p.example.words[0].start : p.example.words[-1].end] for p in copy.paragraphs] == (
        copy.text.split("\n\n")
    )
    assert {tag for p in copy.paragraphs for tag in p.example.tags} == {NONE}


def test_the_usual_tag_of_a_word():
    nodes = [Node(0, 4, 0, "NOUN", "NN", "_", 0, "root"), Node(5, 9, 0, "VERB", "VBP", "_", 1, "dep"),
             Node(10, 14, 0, "NOUN", "NN", "_", 1, "dep")]
    paragraph = Paragraph(Example.unlabelled([]), None, [nodes])
    assert tags_of([Text("Rain rain rain", [paragraph])]) == {"rain": "NN"}


def test_words_of_names_are_taken_from_other_corpora_by_kind():
    sentences = [[("Ravi", "B-PERSON"), ("del", "I-PERSON"), ("Kumar", "I-PERSON"), ("is", "O"), ("NATO", "B-ORG")]]
    assert named(sentences) == {"PERSON": ["Kumar", "Ravi"]}


def test_a_name_has_the_same_other_name_throughout():
    text = "Ana of Oslo said Ana left the EU."
    names = [(0, 3, "PERSON"), (7, 11, "LOC"), (17, 20, "PERSON"), (30, 32, "ORG")]
    offered = {"PERSON": ["Ravi"], "ORG": ["Nato"]}
    assert renamed(text, names, offered, random.Random(1), 1.0) == "Ravi of Oslo said Ravi left the EU."
    assert renamed(text, names, offered, random.Random(1), 0.0) == text
    crowd = " ".join(f"Ana{chr(97 + i)}" for i in range(26))
    found = renamed(crowd, [(0, len(crowd), "PERSON")], offered, random.Random(1), 0.5)
    assert 5 < found.count("Ravi") < 21
