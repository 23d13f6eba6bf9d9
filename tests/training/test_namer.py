"""The teachers of names learn names alone."""

from __future__ import annotations

import random

import pytest
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
    assert both - alone > 1  # far from what it is to say
    both.backward()
    assert model.entities.weight.grad.any()


@pytest.mark.parametrize("device", ["cpu", "meta"])
def test_all_of_a_lesson_is_placed(device):
    batch = torch.zeros(2), torch.ones(1)
    lesson = placed(namer.Lesson(batch, None), torch.device(device))
    assert lesson.raw is None and [part.device.type for part in lesson.gold] == [device, device]
    assert placed({"a": [torch.zeros(1)], "b": "c"}, torch.device(device))["a"][0].device.type == device
