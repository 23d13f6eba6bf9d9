"""The teachers of names learn names alone."""

from __future__ import annotations

import torch

from models.training import namer
from models.training.examples import NONE, Example, collate, row
from models.training.large import Large
from service.nlp.joint.names import NAMES
from service.nlp.tagger.model import Shape
from service.nlp.tagger.words import Word

WIDE = Shape(vocabulary=30527, hidden=36, layers=2, heads=3, feedforward=8, positions=514)


def test_only_labelled_words_are_learned_and_no_attributions():
    torch.manual_seed(1)
    words = [Word(i, i + 1, (2000 + i,), 1, 0, 0) for i in range(4)]
    example = Example.unlabelled(words)
    example.entities = [NAMES.index("B-ORG"), 0, NONE, NONE]
    example.tags = [1, 1, 1, 1]
    model = Large(WIDE).train()
    batch = collate([row([example])])
    loss = namer.loss_of(model, batch)
    loss.backward()
    assert loss > 0 and model.entities.weight.grad.any()
    assert model.tags.weight.grad is None and model.asks.weight.grad is None
    for parameter in model.entities.parameters():
        torch.nn.init.zeros_(parameter)
    evenly = namer.loss_of(model, batch)
    assert torch.isclose(evenly, torch.tensor(float(len(NAMES))).log(), atol=1e-2)
