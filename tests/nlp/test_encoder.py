"""The encoder for reading gives what the network gives."""

from __future__ import annotations

import pytest
import torch

from service.nlp.tagger.encoder import STEP, Encoder
from service.nlp.tagger.model import POINTER, ServedModel, Shape
from service.nlp.tagger.network import Network

SHAPE = Shape(vocabulary=50, hidden=24, layers=3, heads=4, feedforward=48, positions=200)


def model(seed: int) -> ServedModel:
    torch.manual_seed(seed)
    return ServedModel(SHAPE).eval()


def window(length: int) -> tuple[list[int], list[tuple[int, int, int]]]:
    return [i % 50 for i in range(length)], [(i % 6, i % 4, i % 2) for i in range(length)]


def theirs(net: ServedModel, pieces: list[int], features: list[tuple[int, int, int]]):
    mask = torch.ones(1, len(pieces), dtype=torch.bool)
    return net.layered(torch.tensor([pieces]), torch.tensor([features]), mask)


@pytest.mark.parametrize("halved", [False, True])
@pytest.mark.parametrize("length", [1, STEP - 1, STEP, STEP + 1, 150])
@torch.inference_mode()
def test_the_same_states(length, halved):
    net = model(length)
    pieces, features = window(length)
    beside = window(7)
    one, found, other = Encoder(net, halved).layered([beside, (pieces, features), beside])
    for ours, again in zip(one, other, strict=True):
        assert torch.equal(ours, again)
    right, _ = theirs(net, pieces, features)
    assert len(found) == len(right) == SHAPE.layers
    for ours, layer in zip(found, right, strict=True):
        assert ours.dtype == layer.dtype
        torch.testing.assert_close(ours, layer[0], rtol=0, atol=0.1 if halved else 1e-5)


@torch.inference_mode()
def test_pointers_of_some_rows_are_those_of_all():
    net = model(1)
    pieces, features = window(40)
    network, rows = Network.of(net, halved=False), [3, 17, 39]
    states = network.encoder.layered([(pieces, features)])[0][-1]
    layers, bias = theirs(net, pieces, features)
    _, *right = net.heads(layers[-1], bias)
    for kind, scores in enumerate(right):
        torch.testing.assert_close(network.pointers(states, rows, kind), torch.softmax(scores[0, rows], -1))
    assert net.asks.out_features == 2 * POINTER
