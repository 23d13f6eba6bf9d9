"""The entity tagger's network: encoder states, word vectors and characters into a BiLSTM-CRF.

The layout is that of Lample et al. (NAACL 2016) with the characters read by a convolution (Ma & Hovy, ACL 2016).  The
encoder's states come from the attribution tagger, which has read the article anyway; it knows no capitals, which the
characters do.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
CASES = 6
PADDING, UNKNOWN = 0, 1  # characters
ALPHABET = {
    c: i
    for i, c in enumerate(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,-'’&/@#:!?$%_“”\"()éèáíóúüöäñç", UNKNOWN + 1
    )
}


@dataclass(frozen=True)
class Shape:
    """Sizes of the network's parts; `states` and `vectors` are those of what it reads."""

    states: int = 1536
    projected: int = 200
    vectors: int = 100
    character: int = 32
    filters: int = 96
    case: int = 16
    hidden: int = 200


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Sentences padded to the longest: sentences x words, and for characters x characters; `lengths` in words."""

    vectors: Tensor
    characters: Tensor
    cases: Tensor
    states: Tensor
    lengths: Tensor


class EntityModel(nn.Module):
    """Sentences in, a score for each word and tag out; `transitions` go from a row's tag to a column's."""

    def __init__(self, shape: Shape, dropout: float = 0.0, state_dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.project = nn.Linear(shape.states, shape.projected)
        self.characters = nn.Embedding(len(ALPHABET) + 2, shape.character, padding_idx=PADDING)
        self.filters = nn.Conv1d(shape.character, shape.filters, 3, padding=1)
        self.cases = nn.Embedding(CASES, shape.case)
        self.state_drop, self.drop = nn.Dropout(state_dropout), nn.Dropout(dropout)
        read = shape.projected + shape.vectors + shape.filters + shape.case
        self.lstm = nn.LSTM(read, shape.hidden, batch_first=True, bidirectional=True)
        self.tags = nn.Linear(2 * shape.hidden, len(TAGS))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))

    def forward(self, batch: Batch) -> Tensor:
        """Scores, sentences x words x tags."""
        characters = batch.characters.flatten(0, 1)
        letters = torch.relu(self.filters(self.characters(characters).transpose(1, 2)))
        # Without the mask a word's letters would read differently beside a longer word.
        letters = (letters * (characters != PADDING)[:, None]).amax(-1).view(*batch.cases.shape, -1)
        surface = self.drop(torch.cat([batch.vectors, letters, self.cases(batch.cases)], -1))
        context = self.drop(torch.tanh(self.project(self.state_drop(batch.states))))
        read = torch.cat([surface, context], -1)
        packed = pack_padded_sequence(read, batch.lengths, batch_first=True, enforce_sorted=False)
        start = read.new_zeros(2, len(batch.lengths), self.shape.hidden)
        states, _ = pad_packed_sequence(self.lstm(packed, (start, start))[0], batch_first=True)
        scores: Tensor = self.tags(self.drop(states))
        return scores
