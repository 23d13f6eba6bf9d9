"""Whom third-person pronouns mean, as the network sees it: a third pointer, from a pronoun to words before it.

It points to any word of any mention of the antecedent (a mention-ranking model's marginal likelihood; Durrett & Klein,
EMNLP 2013).  What it gives an earlier pronoun goes on to where that one points.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.domain.document import Pointed
from service.nlp.bio import Floats
from service.nlp.tagger.model import POINTER
from service.nlp.tagger.words import Word
from service.text.pronouns import FEMININE, MASCULINE, PLURAL

PRONOUNS = MASCULINE | FEMININE | PLURAL
# Words that have less of the probability are left out.
LEAST = 0.01


class Antecedents:
    """The pointer of a trained network, for reading alone."""

    def __init__(self, layer: nn.Linear) -> None:
        """`layer` makes what a pronoun asks and what a word answers, beside each other, of the states of each."""
        weight, bias = layer.weight.detach(), layer.bias.detach()
        self._asks, self._answers = weight[:POINTER], weight[POINTER:]
        self._asked, self._answered = bias[:POINTER], bias[POINTER:]

    def of(self, text: str, words: Sequence[Word], first: Sequence[int], states: Tensor) -> list[Pointed]:
        """Where the pronouns of a window point.

        `first` are the rows of the words' first pieces in `states`, whose row 0 is that of [CLS] and stands for none.
        """
        asking = [i for i, word in enumerate(words) if text[word.start : word.end].lower() in PRONOUNS]
        if not asking:
            return []
        chances = self._chances(states, first, asking)
        _pass_on(chances, asking)
        return [_pointed(words, i, row) for i, row in zip(asking, chances, strict=True)]

    def _chances(self, states: Tensor, first: Sequence[int], asking: Sequence[int]) -> Floats:
        """Probabilities, pronouns x (1 + words), of none and of the words before each."""
        rows = [first[i] for i in asking]
        asked = functional.linear(states[rows], self._asks, self._asked)
        # A window has few pronouns: what they ask is taken to the states, rather than the states to answers.
        scores = (asked @ self._answers) @ states.T + (asked @ self._answered)[:, None]
        later = torch.arange(len(states)) >= torch.tensor(rows)[:, None]
        each = torch.softmax((scores * POINTER**-0.5).masked_fill(later, -torch.inf), -1)
        out: Floats = np.add.reduceat(each.numpy(), [0, *first], axis=1)
        return out


def _pass_on(chances: Floats, asking: Sequence[int]) -> None:
    """Gives what a pronoun has of another's probability to where that one points, in text order."""
    columns = 1 + np.array(asking)
    for row in range(1, len(asking)):
        shares = chances[row, columns[:row]]
        chances[row, columns[:row]] = 0.0
        chances[row] += shares @ chances[:row]


def _pointed(words: Sequence[Word], index: int, chances: Floats) -> Pointed:
    likely = np.flatnonzero(chances[1 : 1 + index] >= LEAST).tolist()
    places = tuple((words[i].start, words[i].end, float(chances[1 + i])) for i in likely)
    return Pointed(words[index].start, words[0].start, float(chances[0]), places)
