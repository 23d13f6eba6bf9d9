"""What the encoders make of each word, for taggers that read Stanza's tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from service.nlp.tagger.words import Word


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """The words' offsets, half-open code points in text order, and their states, a matrix of words x size."""

    starts: list[int]
    ends: list[int]
    values: Tensor

    @classmethod
    def of(cls, windows: Sequence[tuple[Sequence[Word], Tensor]]) -> States:
        """The words and states of windows that follow each other in the text."""
        words = [w for window, _ in windows for w in window]
        values = torch.cat([states for _, states in windows]) if windows else torch.zeros(0, 0)
        return cls([w.start for w in words], [w.end for w in words], values)

    def over(self, spans: Sequence[tuple[int, int]]) -> Tensor:
        """For each span the mean state of the words that share a character with it, zeros where none does."""
        ranges = [(bisect_right(self.ends, start), bisect_left(self.starts, end)) for start, end in spans]
        rows = torch.tensor([i for i, (a, b) in enumerate(ranges) for _ in range(a, b)], dtype=torch.long)
        words = torch.tensor([k for a, b in ranges for k in range(a, b)], dtype=torch.long)
        out = torch.zeros(len(spans), self.values.shape[1])
        out.index_add_(0, rows, self.values[words])
        counts = torch.tensor([max(1, b - a) for a, b in ranges])
        return out / counts[:, None]
