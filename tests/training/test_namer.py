"""The teachers of names learn names alone."""

from __future__ import annotations

import random

import torch

from models.training import namer
from models.training.device import placed
from models.training.examples import NONE, Example, collate, row
from models.training.joint.paragraphs import Paragraph, Pointers, Soft
from models.training.large import Large
from service.nlp.joint.names import NAMES
from service.nlp.tagger.model import TAGS, Shape
from service.nlp.tagger.words import Word

WIDE = Shape(vocabulary=30527, hidden=36, layers=2, heads=3, feedforward=8, positions=514)


def test_only_labelled_words_are_learned_and_no_attributions():
    torch.manual_seed(1)
    words = [Word(i, i + 1, (2000 + i,), 1, 0, 0) for i in range(4)]
    example = Example.unlabelled(words)
    example.entities = [NAMES.index("B-ORG"), 0, NONE, NONE]
    example.tags = [1, 1, 1, 1]
    model = Large(WIDE).train()
    lesson = namer.Lesson(collate([row([example])]), None)
    loss = namer.loss_of(model, lesson)
    loss.backward()
    assert loss > 0 and model.entities.weight.grad.any()
    assert model.tags.weight.grad is None and model.asks.weight.grad is None
    for parameter in model.entities.parameters():
        torch.nn.init.zeros_(parameter)
    evenly = namer.loss_of(model, lesson)
    assert torch.isclose(evenly, torch.tensor(float(len(NAMES))).log(), atol=1e-2)


def test_raw_text_is_learned_from_what_the_first_generation_says():
    torch.manual_seed(1)
    words = [Word(i, i + 1, (2000 + i,), 1, 0, 0) for i in range(4)]
    example = Example.unlabelled(words)
    none = Pointers(torch.zeros(0, dtype=torch.long), torch.zeros(0, 5))
    said = torch.eye(len(NAMES))[[1, 2, 0, 0]].half()
    paragraph = Paragraph(example, soft=Soft(torch.eye(len(TAGS))[[0] * 4].half(), none, none, names=said))
    raw = next(namer._raw([[paragraph]], random.Random(1)))
    model = Large(WIDE).train()
    gold = Example(words, *([NONE] * 4 for _ in range(3)), [0] * 4)
    alone, both = (namer.loss_of(model.eval(), namer.Lesson(collate([row([gold])]), each)) for each in (None, raw))
    at, wanted = raw.soft["names"]
    assert torch.equal(wanted, said.float()) and len(at) == 4
    (both - alone).backward()
    slope = model.entities.bias.grad
    assert slope[1] < 0 and slope[2] < 0 < slope[6]  # towards what they say, away from all else


def test_all_of_a_lesson_is_placed():
    words = [Word(i, i + 1, (2000 + i,), 1, 0, 0) for i in range(2)]
    none = Pointers(torch.zeros(0, dtype=torch.long), torch.zeros(0, 3))
    soft = Soft(torch.eye(len(TAGS))[[0] * 2].half(), none, none, names=torch.eye(len(NAMES))[[0] * 2].half())
    raw = next(namer._raw([[Paragraph(Example.unlabelled(words), soft=soft)]], random.Random(1)))
    lesson = placed(namer.Lesson((torch.zeros(2), torch.ones(1)), raw), torch.device("meta"))
    parts = [*lesson.gold, lesson.raw.pieces, *lesson.raw.hard.values(), *lesson.raw.soft["names"]]
    assert {part.device.type for part in parts} == {"meta"}
