"""The network's heads beside those for attributions; all read the states of two layers of the one encoder.

Cuts of the text into tokens and sentences are labels of word pieces; tags, features, arcs and relations are scored for
words, whose states are the means of their pieces' (Dozat & Manning, ICLR 2017, for the biaffine scores).  A head for
names is only there to learn from: names.py reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import nn

from service.nlp.joint.names import NAMES
from service.nlp.tagger.model import READ, ServedModel, Shape

ARC, RELATION, TAG = 256, 96, 256
# A word's number in its contraction, 0 for a word that is a token.
PARTS = 4
# A piece lies inside a token, begins one, or begins a contraction; the last two at a sentence's start as well.
INSIDE, TOKEN, CONTRACTION, FIRST, FIRST_CONTRACTION = range(5)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the heads choose from: universal and treebank tags, features as UD writes them, relations."""

    upos: Sequence[str]
    xpos: Sequence[str]
    feats: Sequence[str]
    relations: Sequence[str]


class JointModel(ServedModel):
    """The attribution tagger's network with the other heads."""

    def __init__(self, shape: Shape, vocabulary: Vocabulary, dropout: float = 0.1) -> None:
        super().__init__(shape, dropout)
        self.vocabulary = vocabulary
        size = shape.hidden * len(READ)
        self.entities = nn.Linear(size, len(NAMES))
        self.cuts = nn.Linear(size, FIRST_CONTRACTION + 1)
        self.parts = nn.Embedding(PARTS, size)
        self.morph = nn.Linear(size, TAG)
        self.upos = nn.Linear(TAG, len(vocabulary.upos))
        self.xpos = nn.Linear(TAG, len(vocabulary.xpos))
        self.feats = nn.Linear(TAG, len(vocabulary.feats))
        self.arc = nn.Linear(size, 2 * ARC)
        self.rel = nn.Linear(size, 2 * RELATION)
        self.root = nn.Parameter(torch.zeros(size))
        self.arc_weight = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel_weight = nn.Parameter(torch.zeros(RELATION + 1, len(vocabulary.relations) * (RELATION + 1)))

    def start(self) -> None:
        """Gives the new parts their first values."""
        for table in (self.parts.weight, self.root):
            nn.init.normal_(table, std=0.02)
        nn.init.xavier_uniform_(self.arc_weight)
        nn.init.normal_(self.rel_weight, std=2 / RELATION)
