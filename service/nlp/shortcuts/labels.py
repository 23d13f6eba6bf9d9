"""The parser scores relations for the arcs of the tree alone.

Stanza 1.15.0 scores every relation for every pair of words, and takes a softmax of them all, before it knows the tree:
words² × relations numbers, of which it reads one row a word.  Only where a head has two subjects or objects does it
look at others, and then this scores that sentence as a whole, as Stanza does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse import head_constraints
from stanza.models.depparse import model as stanza_parser
from torch import Tensor, nn
from torch.nn import functional

Tree = NDArray[np.integer]


class Relations:
    """What the scores of a batch's relations are made of; sentences x words x size, dependents and heads."""

    def __init__(self, scorer: Any, dependents: Tensor, heads: Tensor) -> None:
        self._scorer = scorer
        self._dependents = scorer.hidden_func(scorer.W1(dependents))
        self._heads = scorer.hidden_func(scorer.W2(heads))

    def best(self, trees: Sequence[Tree]) -> list[list[int]]:
        """The best relation of each word to its head, sentence by sentence, the root's left out."""
        rows = [i for i, tree in enumerate(trees) for _ in tree[1:]]
        words = [k for tree in trees for k in range(1, len(tree))]
        above = [int(head) for tree in trees for head in tree[1:]]
        bilinear = self._scorer.scorer.W_bilin
        one = torch.ones(len(rows), 1)
        dependents = torch.cat([self._dependents[rows, words], one], 1)
        heads = torch.cat([self._heads[rows, above], one], 1)
        weight = bilinear.weight
        mixed = (dependents @ weight.reshape(len(weight), -1)).view(-1, *weight.shape[1:])
        scores = torch.bmm(heads[:, None], mixed)[:, 0] + bilinear.bias
        found = iter(scores.argmax(1).tolist())
        return [[next(found) for _ in tree[1:]] for tree in trees]

    def all(self, sentence: int, length: int) -> NDArray[np.floating]:
        """Log-probabilities, words x heads x relations, of one sentence."""
        dependents, heads = (part[sentence, :length][None] for part in (self._dependents, self._heads))
        scores = self._scorer.scorer(dependents, heads)
        found: NDArray[np.floating] = functional.log_softmax(scores, 3)[0].numpy()
        return found


class Scorer(nn.Module):
    """Stands for the parser's scorer of relations: trains like it, and puts the scores off when it reads."""

    def __init__(self, scorer: Any) -> None:
        super().__init__()
        self.scorer = scorer

    def forward(self, dependents: Tensor, heads: Tensor) -> Any:
        """All scores while training, else what they are made of."""
        return self.scorer(dependents, heads) if self.training else Relations(self.scorer, dependents, heads)


def install(model: Any) -> None:
    """Puts the shortcut into a loaded parser; one of another kind is left as it is."""
    if type(model) is not stanza_parser.GraphParser or model.args.get("use_arc_embedding"):
        return
    if isinstance(model.deprel, Scorer):
        return
    model.deprel = Scorer(model.deprel)
    whole = model.forward

    def forward(*given: Any, **named: Any) -> tuple[Any, list[Any]]:
        if model.training:
            trained: tuple[Any, list[Any]] = whole(*given, **named)
            return trained
        scores, relations, *_ = model.forward_scores(*given, **named)
        return 0, [functional.log_softmax(scores, 2).numpy(), relations]

    model.forward = forward
    model.decode_graph_predictions = decode


def decode(
    vocabulary: Any, batch_size: int, predicted: Any, lengths: Sequence[int], resolve_head_constraints: bool = False
) -> list[list[list[Any]]]:
    """Each word's head and relation, sentence by sentence, as Stanza's own function gives them."""
    scores, relations = predicted
    trees = [stanza_parser.chuliu_edmonds_one_root(scores[i][:n, :n]) for i, n in enumerate(lengths)]
    found = []
    for i, (tree, best) in enumerate(zip(trees, relations.best(trees), strict=True)):
        chosen, named = tree, vocabulary.unmap([b + VOCAB_PREFIX_SIZE for b in best])
        if resolve_head_constraints and head_constraints.find_head_constraint_violations(tree, named):
            n = lengths[i]
            chosen, ids = head_constraints.resolve_head_constraint_violations(
                scores[i][:n, :n], relations.all(i, n), tree, vocabulary
            )
            named = vocabulary.unmap([b + VOCAB_PREFIX_SIZE for b in ids])
        found.append([[head, name] for head, name in zip(chosen[1:], named, strict=True)])
    return found
