"""The encoder as the service runs it: one window at a time, without what only training needs.

The large products are taken in halves of floats where the processor is made for them (see products.py); sums, norms,
the table of word pieces and the heads keep full precision.  models/README.md has what it costs in accuracy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from service.nlp.products import product
from service.nlp.tagger.model import AttributionModel, Layer

# Windows are filled up to a multiple of this: for each length a kernel is made, and kept.
STEP = 32
# exp of more would not be a number; no trained network comes near it.
MOST = 80.0


class Block:
    """A layer of the encoder."""

    def __init__(self, layer: Layer, halved: bool) -> None:
        self._heads = layer.heads
        self._size = layer.qkv.in_features // layer.heads
        weight, bias = (p.detach().clone() for p in (layer.qkv.weight, layer.qkv.bias))
        for part in (weight, bias):
            part[: layer.qkv.in_features] /= math.sqrt(self._size)  # the scores' scale, which belongs to the queries
        self._qkv = product(weight, bias, halved)
        self._out, self._down = (product(part.weight, part.bias, halved) for part in (layer.out, layer.down))
        self._up = product(layer.up.weight, layer.up.bias, halved, gelu=True)
        self._norm_attention, self._norm_output = layer.norm_attention, layer.norm_output

    def __call__(self, x: Tensor, length: int) -> Tensor:
        """`x` is rows x hidden, of which the first `length` are pieces."""
        x = self._norm_attention(self._out(self._mixed(x, length)) + x)
        found: Tensor = self._norm_output(self._down(self._up(x)) + x)
        return found

    def _mixed(self, x: Tensor, length: int) -> Tensor:
        parts = self._qkv(x)[:length].view(length, 3, self._heads, self._size).permute(1, 2, 0, 3)
        q, k, v = parts.to(x.dtype, memory_format=torch.contiguous_format)
        # A softmax whose division comes last, where there is less to divide.
        weights = torch.bmm(q, k.transpose(1, 2)).clamp_(max=MOST).exp_()
        mixed = torch.bmm(weights, v).div_(weights.sum(-1, keepdim=True))
        out = torch.zeros_like(x)
        out[:length].view(length, self._heads, self._size).copy_(mixed.transpose(0, 1))
        return out


class Encoder:
    """The encoder of a trained network, for reading alone."""

    def __init__(self, model: AttributionModel, halved: bool) -> None:
        self._words, self._places = model.words.weight.detach(), model.places.weight.detach()
        self._features = [table.weight.detach() for table in (model.cases, model.marks, model.starts)]
        self._norm = model.norm
        self._blocks = [Block(layer, halved) for layer in model.layers if isinstance(layer, Layer)]

    def layered(self, pieces: Sequence[int], features: Sequence[tuple[int, int, int]]) -> list[Tensor]:
        """The states after each layer, pieces x hidden."""
        length = len(pieces)
        x = self._words[torch.tensor(pieces)] + self._places[:length]
        for table, column in zip(self._features, torch.tensor(features).T, strict=True):
            x += table[column]
        x = functional.pad(self._norm(x), (0, 0, 0, -length % STEP))
        states = []
        for block in self._blocks:
            x = block(x, length)
            states.append(x[:length])
        return states
