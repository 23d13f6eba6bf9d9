"""Recurrent layers over sequences of different lengths, both directions step by step together.

Sequences lie one after the other in a matrix of rows.  To be read they are sorted, longest first, and taken step by
step: first the first of each, then the second of those that have one (Stanza and torch pack them alike).  The backward
direction reads each sequence from its own end, so that both directions take the same steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from service.nlp.products import product

KINDS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


class Order:
    """How sequences of the given lengths are read, each at least one row long."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = np.asarray(lengths, dtype=np.int64)
        ranked = np.argsort(-self.lengths, kind="stable")
        rank = np.empty_like(ranked)
        rank[ranked] = np.arange(len(ranked))
        steps = np.arange(int(self.lengths.max()))
        running = np.searchsorted(np.sort(self.lengths), steps, side="right")
        self.sizes: list[int] = (len(self.lengths) - running).tolist()
        self.before = np.concatenate([[0], np.cumsum(self.sizes)])
        first = np.cumsum(self.lengths) - self.lengths
        self.within: NDArray[np.int64] = np.arange(int(self.lengths.sum())) - np.repeat(first, self.lengths)
        self.sequence: NDArray[np.int64] = np.repeat(np.arange(len(self.lengths)), self.lengths)
        self._rank = rank
        self._place = rank[self.sequence]

    @cached_property
    def ways(self) -> tuple[Tensor, Tensor]:
        """The step at which each row is read, counted over all sequences: forward, and backward."""
        left = self.lengths[self.sequence] - 1 - self.within
        forward, backward = (self.before[at] + self._place for at in (self.within, left))
        return torch.from_numpy(forward), torch.from_numpy(backward)

    @cached_property
    def rows(self) -> tuple[Tensor, Tensor]:
        """The rows in the order in which each direction reads them."""
        return torch.argsort(self.ways[0]), torch.argsort(self.ways[1])

    @cached_property
    def ends(self) -> Tensor:
        """Where each sequence's last step lies, in the order of the sequences."""
        return torch.from_numpy(self.before[self.lengths - 1] + self._rank)


class Layer:
    """One LSTM layer of torch's, of one or both directions."""

    def __init__(
        self, lstm: nn.LSTM, start: Tensor | None = None, cells: Tensor | None = None, halved: bool = False
    ) -> None:
        """`start` and `cells` are what each direction begins with, zeros if they are not given.

        `halved` says whether states are multiplied as halves of floats.
        """
        self.size, self.directions = lstm.hidden_size, 1 + lstm.bidirectional
        names = ["l0", "l0_reverse"][: self.directions]
        # The gates that take a sigmoid lie side by side: input, forget, output; then the candidate.
        i, f, g, o = torch.arange(4 * self.size).view(4, self.size)
        order = torch.cat([i, f, o, g])
        found = [[getattr(lstm, f"{kind}_{name}").detach()[order] for name in names] for kind in KINDS]
        self.weight = torch.cat(found[0])
        self.bias = torch.cat([a + b for a, b in zip(found[2], found[3], strict=True)])
        self._recurrent = torch.stack([w.T for w in found[1]]).contiguous()
        self._products = [product(w, None, halved) for w in found[1]] if halved else None
        zero = torch.zeros(self.directions, 1, self.size)
        self._start, self._cells = (zero if x is None else x.detach().clone() for x in (start, cells))

    def run(self, gates: Tensor, order: Order) -> Tensor:
        """Directions x steps x size; `gates` are what the weights and the bias make of each step's row.

        They are overwritten.
        """
        size, out = self.size, gates.new_empty(self.directions, gates.shape[1], self.size)
        h, c = (x.expand(-1, order.sizes[0], -1) for x in (self._start, self._cells))
        begin = 0
        for count in order.sizes:
            step = gates[:, begin : begin + count]
            self._recur(step, h[:, :count])
            gate = step[:, :, : 3 * size].sigmoid_()
            candidate = step[:, :, 3 * size :].tanh_()
            c = torch.addcmul(gate[:, :, size : 2 * size] * c[:, :count], gate[:, :, :size], candidate)
            h = torch.mul(gate[:, :, 2 * size :], c.tanh(), out=out[:, begin : begin + count])
            begin += count
        return out

    def _recur(self, step: Tensor, h: Tensor) -> None:
        if self._products is None:
            step.baddbmm_(h, self._recurrent)
            return
        for gates, states, times in zip(step, h.bfloat16(), self._products, strict=True):
            gates += times(states)

    def gates(self, made: Tensor, order: Order, of: Tensor | None = None) -> Tensor:
        """`made` are rows of `weight` times what is read, plus `bias`; `of` says which of them each row has."""
        width = 4 * self.size
        rows = [order.rows[k] if of is None else of[order.rows[k]] for k in range(self.directions)]
        out = torch.empty(self.directions, len(rows[0]), width)
        for k, part in enumerate(out):
            part.copy_(made[:, k * width : (k + 1) * width].index_select(0, rows[k]))
        return out

    def read(self, made: Tensor, order: Order, of: Tensor | None = None) -> Tensor:
        """The states of each row, directions side by side."""
        out = self.run(self.gates(made, order, of), order)
        return torch.cat([part.index_select(0, order.ways[k]) for k, part in enumerate(out)], 1)

    def last(self, made: Tensor, order: Order, of: Tensor | None = None) -> Tensor:
        """The last states of each sequence, directions side by side."""
        out = self.run(self.gates(made, order, of), order)
        return out[:, order.ends].transpose(0, 1).flatten(1)


class Highway:
    """Stanza's highway LSTM of two directions; what a layer reads goes round it through a gate."""

    def __init__(self, network: nn.Module, start: Tensor, cells: Tensor, halved: bool = False) -> None:
        self._layers = []
        for k, (lstm, gate, way) in enumerate(zip(network.lstm, network.gate, network.highway, strict=True)):  # type: ignore[arg-type]
            layer = Layer(lstm.lstm, start[2 * k : 2 * k + 2], cells[2 * k : 2 * k + 2], halved)
            weight = torch.cat([layer.weight, gate.weight.detach(), way.weight.detach()])
            bias = torch.cat([layer.bias, gate.bias.detach(), way.bias.detach()])
            self._layers.append((layer, product(weight, bias, halved)))

    def __call__(self, rows: Tensor, order: Order, of: Tensor | None = None) -> Tensor:
        """The states of each of the rows, or of those that `of` names."""
        x = rows
        for layer, times in self._layers:
            made = times(x)
            x = layer.read(made, order, of)
            gate, way = made[:, 8 * layer.size :].chunk(2, 1)
            around = gate.sigmoid() * way.tanh()
            x = x.add_(around if of is None else around[of])
            of = None
        return x
