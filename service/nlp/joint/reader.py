"""The heads as the service runs them, over the states that one reading of an article has left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from service.nlp.joint import trees
from service.nlp.joint.model import ARC, FIRST, INSIDE, PARTS, RELATION, JointModel, Vocabulary
from service.nlp.products import product

Tree = list[tuple[int, str]]
ROOT = "root"


class Heads:
    """The heads of a trained network, for reading alone; states are rows of what JointModel.read gives."""

    def __init__(self, model: JointModel, vocabulary: Vocabulary, halved: bool) -> None:
        """`halved` says whether large products are taken in halves of floats (see products.py)."""
        self._vocabulary = vocabulary
        self._cuts = model.cuts
        self._parts = model.parts.weight.detach()
        self._morph = product(model.morph.weight, model.morph.bias, halved, gelu=True)
        self._tags = _beside(model.upos, model.xpos, model.feats)
        self._widths = [len(vocabulary.upos), len(vocabulary.xpos), len(vocabulary.feats)]
        pairs = _beside(model.arc, model.rel)
        self._pairs = product(pairs.weight, pairs.bias, halved, gelu=True)
        self._root = self._pairs(model.root.detach()[None]).float()
        self._arc = model.arc_weight.detach()
        self._mixed = product(model.rel_weight.detach().T, None, halved)

    def cuts(self, states: Tensor) -> NDArray[np.integer]:
        """The label of each word piece (see model.py): whether a sentence begins is decided first."""
        chances = torch.softmax(self._cuts(states), -1).numpy()
        first = chances[:, FIRST:].sum(1) > 0.5
        found: NDArray[np.integer] = np.where(
            first, FIRST + chances[:, FIRST:].argmax(1), INSIDE + chances[:, :FIRST].argmax(1)
        )
        return found

    def tags(self, states: Tensor, parts: Sequence[int]) -> list[tuple[str, str, str]]:
        """Universal tag, treebank tag and features of each word; `parts` are the words' numbers in contractions."""
        hidden = self._morph(self._words(states, parts)).float()
        columns = torch.split(self._tags(hidden), self._widths, 1)
        upos, xpos, feats = (column.argmax(1).tolist() for column in columns)
        known = self._vocabulary
        return [(known.upos[u], known.xpos[x], known.feats[f]) for u, x, f in zip(upos, xpos, feats, strict=True)]

    def trees(self, states: Tensor, parts: Sequence[int], lengths: Sequence[int]) -> list[Tree]:
        """The head, 0 for the root, and relation of each word, sentence after sentence."""
        hidden = torch.cat([self._root, self._pairs(self._words(states, parts)).float()])
        asks, answers, below, above = torch.split(hidden, [ARC, ARC, RELATION, RELATION], 1)
        asks = torch.addmm(self._arc[-1], asks, self._arc[:-1])
        rows = _padded(lengths)
        heads = trees.best(torch.bmm(asks[rows], answers[rows].transpose(1, 2)).numpy(), lengths)
        over = [row[head] for row, tree in zip(rows.tolist(), heads, strict=True) for head in tree]
        named = iter(self._relations(below[1:], above[over], [row == 0 for row in over]))
        return [[(head, next(named)) for head in tree] for tree in heads]

    def _words(self, states: Tensor, parts: Sequence[int]) -> Tensor:
        return states + self._parts[[min(part, PARTS - 1) for part in parts]]

    def _relations(self, below: Tensor, above: Tensor, root: list[bool]) -> list[str]:
        """The likeliest relations; that of the root is for those that have it as their head, and for no others."""
        one = torch.ones(len(below), 1)
        mixed = self._mixed(torch.cat([below, one], 1)).view(len(below), RELATION + 1, -1)
        scores = torch.bmm(torch.cat([above, one], 1)[:, None].to(mixed.dtype), mixed)[:, 0]
        scores[:, self._vocabulary.relations.index(ROOT)] = -torch.inf
        best = scores.argmax(1).tolist()
        return [ROOT if is_root else self._vocabulary.relations[i] for i, is_root in zip(best, root, strict=True)]


def _padded(lengths: Sequence[int]) -> Tensor:
    """The rows of each sentence's root and words, sentences x (1 + the longest); the root's is 0, also beyond."""
    out = np.zeros((len(lengths), 1 + max(lengths)), dtype=np.int64)
    begin = 1
    for row, length in zip(out, lengths, strict=True):
        row[1 : length + 1] = np.arange(begin, begin + length)
        begin += length
    return torch.from_numpy(out)


def _beside(*layers: nn.Linear) -> nn.Linear:
    """One layer for some that read the same."""
    joined = nn.Linear(layers[0].in_features, sum(layer.out_features for layer in layers))
    with torch.no_grad():
        joined.weight.copy_(torch.cat([layer.weight for layer in layers]))
        joined.bias.copy_(torch.cat([layer.bias for layer in layers]))
    return joined
