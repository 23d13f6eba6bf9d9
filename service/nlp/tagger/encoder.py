"""The encoder as the service runs it: rows of some windows together, without what only training needs.

The large products are taken in halves of floats where the processor is made for them (see products.py); sums, norms,
the table of word pieces and the heads keep full precision.  models/README.md has what it costs in accuracy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional

from service.nlp.products import product
from service.nlp.tagger.model import AttributionModel, Layer

# Rows are filled up to a multiple of STEP, and are no more than the last of SIZES: see products.py.
STEP = 64
SIZES = range(STEP, 513, STEP)
TILE, HIDDEN, LONGEST = 32, 1e9, 256
# exp of more would not be a number; no trained network comes near it.
MOST = 80.0


# The word pieces, and each one's case, mark and start.
Window = tuple[Sequence[int], Sequence[tuple[int, int, int]]]


class Block:
    """A layer of the encoder."""

    def __init__(self, layer: Layer, halved: bool) -> None:
        self._heads = layer.heads
        self._size = layer.qkv.in_features // layer.heads
        weight, bias = (p.detach().clone() for p in (layer.qkv.weight, layer.qkv.bias))
        for part in (weight, bias):
            part[: layer.qkv.in_features] /= math.sqrt(self._size)  # the scores' scale, which belongs to the queries
        self._qkv = product(weight, bias, halved, sizes=SIZES)
        self._out, self._down = (product(p.weight, p.bias, halved, sizes=SIZES) for p in (layer.out, layer.down))
        self._up = product(layer.up.weight, layer.up.bias, halved, gelu=True, sizes=SIZES)
        self._norm_attention, self._norm_output = layer.norm_attention, layer.norm_output
        self._attended = self._in_halves if halved else self._in_floats

    def __call__(self, x: Tensor, lengths: Sequence[int]) -> Tensor:
        """`x` is rows x hidden: those of windows of the given lengths, and some that are none."""
        # Halves are made floats first: torch adds unlike numbers slowly.
        x = self._norm_attention(self._out(self._mixed(x, lengths)).float().add_(x))
        found: Tensor = self._norm_output(self._down(self._up(x)).float().add_(x))
        return found

    def _mixed(self, x: Tensor, lengths: Sequence[int]) -> Tensor:
        made = self._qkv(x)
        out, begin = made.new_zeros(x.shape), 0
        for length in lengths:
            rows = slice(begin, begin + length)
            out[rows].view(length, self._heads, self._size).copy_(self._attended(made[rows], length))
            begin += length
        return out

    def _in_floats(self, made: Tensor, length: int) -> Tensor:
        """What the heads make of a window, length x heads x size, from its queries, keys and values."""
        q, k, v = made.view(length, 3, self._heads, self._size).permute(1, 2, 0, 3).contiguous()
        # A softmax whose division comes last, where there is less to divide.
        weights = torch.bmm(q, k.transpose(1, 2)).clamp_(max=MOST).exp_()
        return torch.bmm(weights, v).div_(weights.sum(-1, keepdim=True)).transpose(0, 1)

    def _in_halves(self, made: Tensor, length: int) -> Tensor:
        """The same where products are in halves of floats: torch's own is fast for rows in multiples of TILE."""
        hidden = _hidden(length)
        full = hidden.shape[-1]
        made = functional.pad(made, (0, 0, 0, full - length)) if full > length else made
        q, k, v = made.view(1, full, 3, self._heads, self._size).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=hidden, scale=1.0)
        return mixed[0, :, :length].transpose(0, 1)


@lru_cache(LONGEST)
def _hidden(length: int) -> Tensor:
    """What is added to the scores of a window's rows, filled up: much below nought for those that are none."""
    full = -(-length // TILE) * TILE
    return (torch.arange(full) >= length).bfloat16().mul_(-HIDDEN).expand(1, 1, full, full)


class Encoder:
    """The encoder of a trained network, for reading alone."""

    def __init__(self, model: AttributionModel, halved: bool) -> None:
        self._words, self._places = model.words.weight.detach(), model.places.weight.detach()
        self._features = [table.weight.detach() for table in (model.cases, model.marks, model.starts)]
        self._norm = model.norm
        self._blocks = [Block(layer, halved) for layer in model.layers if isinstance(layer, Layer)]

    def layered(self, windows: Sequence[Window]) -> list[list[Tensor]]:
        """The states after each layer, pieces x hidden, of each of the windows."""
        lengths = [len(pieces) for pieces, _ in windows]
        # The table may be in half precision, as it is kept.
        x = self._words[torch.tensor([i for pieces, _ in windows for i in pieces])].float()
        x += torch.cat([self._places[:length] for length in lengths])
        columns = torch.tensor([row for _, features in windows for row in features]).T
        for table, column in zip(self._features, columns, strict=True):
            x += table[column]
        x = functional.pad(self._norm(x), (0, 0, 0, -len(x) % STEP))
        states: list[list[Tensor]] = [[] for _ in windows]
        for block in self._blocks:
            x = block(x, lengths)
            for found, part in zip(states, torch.split(x[: sum(lengths)], lengths), strict=True):
                found.append(part)
        return states
